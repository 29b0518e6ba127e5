"""Logging: one JSON line an event on standard error; tracebacks without the values of variables."""

from __future__ import annotations

import sys

import structlog


def configure() -> None:
    """Set up the log. What people wrote never stands in it, so no local variables are shown."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
