"""`yiqi serve` as a process of its own, with a settings file and a port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

PATIENCE = 60.0


@dataclass(frozen=True)
class Served:
    """The process, and where its pages are."""

    process: subprocess.Popen[str]
    base: str

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.base + path, timeout=10)

    def stop(self, with_signal: int = signal.SIGTERM) -> float:
        """Ask it to end; the seconds that it took."""
        begun = time.monotonic()
        self.process.send_signal(with_signal)
        self.process.wait(PATIENCE)
        return time.monotonic() - begun


def config_of(folder: Path, **settings: str) -> Path:
    """A settings file; values as TOML has them."""
    lines = {"database": f'"sqlite:///{folder / "yiqi.db"}"', "semantic": "false", "secure_cookies": "false"}
    file = folder / "config.toml"
    file.write_text("".join(f"{name} = {value}\n" for name, value in (lines | settings).items()), "utf-8")
    return file


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Served]:
    """The process, once its pages answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = config_of(folder, port=str(port), **settings)
    command = [
        sys.executable,
        "-c",
        "from bot.commands import main; main()",
        "--config",
        str(config),
        "serve",
    ]
    log = (folder / "log").open("w")
    with log, subprocess.Popen(command, stderr=log, text=True, env=dict(os.environ)) as process:
        found = Served(process, f"http://127.0.0.1:{port}")
        try:
            _await(found)
            yield found
        finally:
            process.kill()


def _await(served: Served) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and served.process.poll() is None:
        with suppress(httpx.TransportError):
            if served.get("/livez").status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the process did not come up")
