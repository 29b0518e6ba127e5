"""What systemd and a balancer are told of `yiqi serve` and `yiqi worker`, and what the units ask for."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.app import App
from bot.runtime import systemd
from tests.bot.served import config_of, served
from tests.contracts.vendor import until

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
NEEDS_SYSTEMD = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")


class Manager:
    """The end of the socket at which systemd listens."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(30)

    def told(self) -> str:
        return self.socket.recv(1024).decode()

    def left(self) -> list[str]:
        self.socket.settimeout(0.2)
        found = []
        try:
            while True:
                found.append(self.told())
        except TimeoutError:
            return found


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Manager]:
    made = Manager(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", "300000")
    yield made
    made.socket.close()


def test_served_it_says_when_it_is_ready_that_it_lives_and_that_it_stops(
    tmp_path: Path, manager: Manager
) -> None:
    with served(tmp_path) as site:
        assert [manager.told() for _ in range(3)] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]
        site.stop()
    assert "STOPPING=1" in manager.left()


def test_a_writer_that_says_nothing_is_not_called_alive(sqlite_app: App, manager: Manager) -> None:
    """So systemd begins it anew; while a database that refuses is called alive."""
    import threading

    stuck = threading.Event()

    async def play() -> None:
        async with systemd.watched(sqlite_app.database):
            await asyncio.sleep(0.3)
            sqlite_app.database.write(lambda work: stuck.wait(30))
            await asyncio.sleep(0.3)
            manager.left()
            await asyncio.sleep(0.5)
            assert manager.left() == []
            stuck.set()
            await asyncio.sleep(0.3)

    asyncio.run(play())
    assert manager.left()[-1] == "STOPPING=1"


def test_where_nobody_listens_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    systemd.tell("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    systemd.tell("READY=1")


def test_a_worker_says_how_it_is(postgres: Callable[..., str], tmp_path: Path, manager: Manager) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = config_of(tmp_path, database=f'"{postgres()}"', worker_port=str(port))
    command = [
        sys.executable,
        "-c",
        "from bot.commands import main; main()",
        "--config",
        str(config),
        "worker",
    ]
    with subprocess.Popen(command, env=dict(os.environ)) as worker:
        try:
            assert manager.told() == "READY=1"
            base = f"http://127.0.0.1:{port}"

            async def ready() -> None:
                def answers() -> bool:
                    try:
                        return httpx.get(f"{base}/readyz").status_code == 200
                    except httpx.TransportError:
                        return False

                await until(answers)

            asyncio.run(ready())
            assert "yiqi_outbox_overdue_seconds" in httpx.get(f"{base}/metrics").text
            assert httpx.get(f"{base}/chat/").status_code == 404
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(15) == 0
        finally:
            worker.kill()


@pytest.mark.parametrize("name", ["yiqi", "yiqi-web@", "yiqi-worker@"])
def test_an_upgrade_before_it_is_ready_may_take_long(name: str) -> None:
    """Else systemd kills it in the middle of its work, and again, for ever."""
    lines = (UNITS / f"{name}.service").read_text("utf-8").splitlines()
    assert {"Type=notify", "TimeoutStartSec=infinity"} <= set(lines)


@NEEDS_SYSTEMD
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    """Programs and accounts of another machine are put by; all else is as it stands."""
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8").replace("/opt/yiqi/.venv/bin/yiqi", "/bin/true")
        (tmp_path / unit.name).write_text(text.replace("/opt/yiqi/docs", str(UNITS)), "utf-8")
    names = [str(tmp_path / unit.name) for unit in UNITS.iterdir()]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if "yiqi" in line]
    assert ours == []


@NEEDS_SYSTEMD
@pytest.mark.parametrize("unit", sorted(UNITS.glob("*.service")), ids=lambda unit: unit.name)
def test_a_unit_is_well_hardened(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=25", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr
