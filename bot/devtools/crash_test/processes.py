"""The processes of an application, each of which may be killed and begun anew."""

from __future__ import annotations

import random
import socket
import time
import urllib.request
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.devtools.crash_test import target

PATIENCE = 180.0
"""Seconds: of a process that comes up, on a machine with much else to do."""
FORKED = get_context("forkserver")
FORKED.set_forkserver_preload(["bot.devtools.crash_test.warmed"])


class Processes:
    """One `serve` on SQLite; on PostgreSQL one web process and two workers.

    Each is forked from a process that has loaded the code and has opened nothing, so that beginning anew is the opening of the
    database alone: a thousand kills cost a thousand openings, and not a thousand imports.
    """

    def __init__(self, database: str, api: str, log: Path) -> None:
        self._roles = ("serve",) if database.startswith("sqlite") else ("web", "worker", "worker")
        self._database, self._api = database, api
        self._port = _free_port()
        self._log = log
        self._running = [self._begin(role) for role in self._roles]
        self.await_web()

    def kill_one(self, chance: random.Random) -> None:
        """`kill -9` for one of them, and another in its place."""
        place = chance.randrange(len(self._running))
        self._running[place].kill()
        self._running[place].join()
        self._running[place] = self._begin(self._roles[place])

    def await_web(self) -> None:
        """Until the pages answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the web process did not come up")

    def stop(self) -> None:
        """Ask all of them to end, as an operator would."""
        for process in self._running:
            process.terminate()
        for process in self._running:
            process.join(PATIENCE)

    def _begin(self, role: str) -> BaseProcess:
        process = FORKED.Process(
            target=target.run, args=(role, self._database, self._api, self._port, str(self._log))
        )
        process.start()
        return process


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
