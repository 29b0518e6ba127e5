"""The processes of an application, each of which may be killed and begun anew."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PATIENCE = 60.0


class Processes:
    """One `serve` on SQLite; on PostgreSQL one web process and two workers."""

    def __init__(self, database: str, api: str, log: Path) -> None:
        self._roles = ("serve",) if database.startswith("sqlite") else ("web", "worker", "worker")
        self._database, self._api = database, api
        self._port = _free_port()
        self._log = log.open("ab")
        self._running = [self._begin(role) for role in self._roles]
        self.await_web()

    def kill_one(self, chance: random.Random) -> None:
        """`kill -9` for one of them, and another in its place."""
        place = chance.randrange(len(self._running))
        os.kill(self._running[place].pid, signal.SIGKILL)
        self._running[place].wait()
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
            process.wait(PATIENCE)
        self._log.close()

    def _begin(self, role: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "bot.devtools.crash_test.target",
            role,
            self._database,
            self._api,
            str(self._port),
        ]
        return subprocess.Popen(command, stderr=self._log)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
