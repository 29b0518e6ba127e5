"""A served process ends within ten seconds, whatever it is doing, and writes what it has taken."""

from __future__ import annotations

import signal
import sqlite3
import threading
import time
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.bot.served import Served, served


def _guest(site: Served) -> tuple[httpx.Client, str]:
    client = httpx.Client(base_url=site.base, timeout=30)
    return client, client.get("/chat/").headers["location"]


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGINT])
def test_with_a_page_open_it_ends_by_itself_and_well(tmp_path: Path, with_signal: int) -> None:
    with served(tmp_path) as site:
        client, home = _guest(site)
        client.post(f"{home}messages", json={"id": str(uuid4()), "text": "你好"}).raise_for_status()
        with client.stream("GET", f"{home}stream") as lines:
            assert lines.status_code == 200
            assert site.stop(with_signal) < 10
        assert site.process.returncode == 0
    assert not list(tmp_path.glob("*-wal")), "every connection was let go of, so SQLite has tidied up"


@pytest.mark.soak
def test_with_the_database_locked_it_ends_in_time_and_says_why(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        client, home = _guest(site)
        other = sqlite3.connect(tmp_path / "yiqi.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        message = {"id": str(uuid4()), "text": "你好"}
        answers: list[int] = []

        def send() -> None:
            try:
                answers.append(client.post(f"{home}messages", json=message).status_code)
            except httpx.TransportError:
                answers.append(0)

        sending = threading.Thread(target=send)
        sending.start()
        time.sleep(0.5)
        assert site.stop() < 10
        sending.join(30)
        other.execute("ROLLBACK")
        other.close()
    assert "not finished in time" in (tmp_path / "log").read_text("utf-8")
    assert answers[0] not in range(200, 300), "nothing was acknowledged that is not kept"


def test_while_it_is_drained_it_serves_and_says_that_it_ends(tmp_path: Path) -> None:
    with served(tmp_path, drain_seconds="2") as site:
        assert site.get("/readyz").status_code == 200
        site.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        ready = site.get("/readyz")
        assert (ready.status_code, ready.json()["reason"]) == (503, "正在停止 / being stopped")
        assert site.get("/chat/").status_code < 400
        site.process.wait(10)
        assert site.process.returncode == 0
