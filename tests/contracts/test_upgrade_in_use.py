"""Each form that the tables have had becomes the newest in one step while people write, and nobody's message is lost."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.bot.served import served
from tests.tools.schema import SCHEMAS, load

DUMPS = sorted(SCHEMAS.glob("*.sql"))
WRITERS = 4


class Crowd:
    """People who write one message after the other, each brought until it is acknowledged, whether anybody listens or not."""

    def __init__(self) -> None:
        self.base, self.going = "", True
        self.acknowledged: list[str] = []
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self.going = False
        for thread in self._threads:
            thread.join(60)

    def _write(self) -> None:
        with httpx.Client(timeout=30, follow_redirects=False) as client:
            where = ""
            while self.going:
                message = {"id": str(uuid4()), "text": "你好"}
                while self.going and not self._brought(client, where, message):
                    time.sleep(0.1)
                    where = where or self._home(client)

    def _home(self, client: httpx.Client) -> str:
        try:
            return str(client.get(f"{self.base}/chat/").headers.get("location", ""))
        except (httpx.TransportError, httpx.UnsupportedProtocol):
            return ""

    def _brought(self, client: httpx.Client, where: str, message: dict[str, str]) -> bool:
        if not where:
            return False
        try:
            answer = client.post(f"{self.base}{where}messages", json=message)
        except httpx.TransportError:
            return False
        if answer.is_success:
            with self._lock:
                self.acknowledged.append(message["id"])
        return answer.is_success


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "written",
    DUMPS,
    ids=lambda file: file.stem,
)
def test_upgraded_under_traffic_and_once_more(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old form is brought to the newest by the start itself; a stop and a start later everything acknowledged is there."""
    monkeypatch.setattr("tests.bot.served.PATIENCE", 180.0)
    load(written.read_text("utf-8"), tmp_path / "yiqi.db")
    crowd = Crowd()
    crowd.start()
    try:
        for _ in range(2):
            with served(tmp_path) as site:
                crowd.base, before = site.base, len(crowd.acknowledged)
                _until(lambda before=before: len(crowd.acknowledged) > before + 5)  # type: ignore[misc]
                site.stop()
    finally:
        crowd.stop()
    with closing(sqlite3.connect(tmp_path / "yiqi.db")) as connection:
        kept = {row[0].rpartition(":")[2] for row in connection.execute("SELECT external_id FROM inbox")}
    assert set(crowd.acknowledged) <= kept


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not true():
        assert time.monotonic() < deadline, "nothing is acknowledged"
        time.sleep(0.05)
