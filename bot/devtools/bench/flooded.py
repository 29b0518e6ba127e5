"""The server of `bench flood`, in a process of its own."""

from __future__ import annotations

import os
import resource
import signal
import socket
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Thread

from bot.app import build
from bot.serve import serve
from bot.settings import Settings


def serve_in(folder: str, pipe: Connection) -> None:
    """`yiqi serve` on a new database, with the limits as they come; says its port, then what it took: MB at most, processor seconds."""
    port = _free_port()
    settings = Settings(
        database=f"sqlite:///{folder}/yiqi.db", port=port, secure_cookies=False, semantic=False
    )
    Thread(target=_report, args=(port, pipe), daemon=True).start()
    serve(build(settings).open())


def _report(port: int, pipe: Connection) -> None:
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
    pipe.send(port)
    with suppress(EOFError):
        while pipe.recv() == "used":
            used = resource.getrusage(resource.RUSAGE_SELF)
            pipe.send((round(used.ru_maxrss / 1024, 1), used.ru_utime + used.ru_stime))
    os.kill(os.getpid(), signal.SIGTERM)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
