"""The last moment at which a process that was asked to stop is still there."""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Thread

import structlog

STOP_WITHIN = 9.5
"""Seconds. Whoever stops a service kills it after ten; by then it shall have said why it was not done."""
log = structlog.get_logger()


def end_within(seconds: float = STOP_WITHIN) -> None:
    """From now on the process has so long to end by itself; what is not committed by then comes again, as after a crash."""
    Thread(target=_end_after, args=(seconds,), name="deadline", daemon=True).start()


def exit_on_signals() -> None:
    """Have a signal to stop unwind the process, where uvicorn would have it killed before what waits is written."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: sys.exit(0))


def _end_after(seconds: float) -> None:
    time.sleep(seconds)
    log.error("not finished in time, ended", seconds=seconds)
    os._exit(1)
