"""The server of `bench flood`, in a process of its own."""

from __future__ import annotations

import os
import resource
import signal
import socket
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from bot.app import App, build
from bot.serve import serve
from bot.settings import Settings


def serve_in(folder: str, pipe: Connection) -> None:
    """`yiqi serve` on a new database, with the limits as they come; says its port, then what it took, as often as it is asked."""
    serve_reporting(build(settings_in(folder)).open(), pipe)


def settings_in(folder: str) -> Settings:
    """A database in this folder, a port that is free, all else as it comes; without the encoder."""
    return Settings(
        database=f"sqlite:///{folder}/yiqi.db", port=_free_port(), secure_cookies=False, semantic=False
    )


def serve_reporting(app: App, pipe: Connection) -> None:
    """Serve until told to end; at each «used» MB at most, processor seconds, and MB at the moment."""
    Thread(target=_report, args=(app.settings.port, pipe), daemon=True).start()
    serve(app)


def _report(port: int, pipe: Connection) -> None:
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
    pipe.send(port)
    with suppress(EOFError):
        while pipe.recv() == "used":
            used = resource.getrusage(resource.RUSAGE_SELF)
            pipe.send((round(used.ru_maxrss / 1024, 1), used.ru_utime + used.ru_stime, _resident_mb()))
    os.kill(os.getpid(), signal.SIGTERM)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return round(pages * resource.getpagesize() / 2**20, 1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
