"""Logging: one JSON line an event on standard error; tracebacks without the values of variables.

What comes of one inbound message is logged under one id (`trace`), from the vendor's call to the last delivery it causes.
"""

from __future__ import annotations

import logging
import sys
from contextlib import AbstractContextManager
from hashlib import sha256

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars
from structlog.typing import EventDict

AS_ERRORS = ("error", "critical", "exception")
TRACE_LENGTH = 12
_errors = 0


class _Forwarding(logging.Handler):
    """What libraries log becomes lines like our own."""

    def emit(self, record: logging.LogRecord) -> None:
        say = (
            structlog.get_logger().error
            if record.levelno >= logging.ERROR
            else structlog.get_logger().warning
        )
        say(record.getMessage(), logger=record.name, exc_info=record.exc_info)


def configure(*, every: bool = False) -> None:
    """Set up the log. What people wrote never stands in it, so no local variables are shown.

    `every`: also what went well, as a service tells it; a command tells what went wrong alone.
    """
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if every else logging.WARNING),
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
    if every:
        logging.basicConfig(handlers=[_Forwarding()], level=logging.WARNING, force=True)


def trace_of(channel: str, external_id: str) -> str:
    """The id of an inbound message: the same whenever it is brought again, and telling nothing of it."""
    return sha256(f"{channel}:{external_id}".encode("utf-8", "replace")).hexdigest()[:TRACE_LENGTH]


def under(trace: str | None) -> AbstractContextManager[None]:
    """What is logged inside bears this id; without one, none."""
    return bound_contextvars(**({"trace": trace} if trace else {}))


def from_here_under(trace: str) -> None:
    """What the task in hand logs from now on bears this id."""
    bind_contextvars(trace=trace)


def errors() -> int:
    """How many errors this process has logged."""
    return _errors


def _counted(_logger: object, method: str, event: EventDict) -> EventDict:
    """The log is written under structlog's own order, from all threads; one that is missed by a race is no matter."""
    global _errors
    _errors += method in AS_ERRORS
    return event
