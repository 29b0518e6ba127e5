"""Logging: one JSON line an event on standard error; tracebacks without the values of variables."""

from __future__ import annotations

import sys

import structlog
from structlog.typing import EventDict

AS_ERRORS = ("error", "critical", "exception")
_errors = 0


def configure() -> None:
    """Set up the log. What people wrote never stands in it, so no local variables are shown."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _counted,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def errors() -> int:
    """How many errors this process has logged."""
    return _errors


def _counted(_logger: object, method: str, event: EventDict) -> EventDict:
    """The log is written under structlog's own order, from all threads; one that is missed by a race is no matter."""
    global _errors
    _errors += method in AS_ERRORS
    return event
