"""The database will not take it: nothing is kept, the log says so, and at redelivery it is taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.app import App
from bot.runtime.writer import NotTaken
from handlers.message import Incoming
from tests.contracts.crowd import FIRM, NEED, arrive, rows, say, send, state_of, tables


@contextmanager
def pragma(app: App, statement: str) -> Iterator[None]:
    """Every connection of the application lives under this pragma for a while."""

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA {statement}")

    event.listen(app.database.engine, "connect", prepare)
    app.database.engine.dispose()
    yield
    event.remove(app.database.engine, "connect", prepare)
    app.database.engine.dispose()


def database_of(app: App) -> Path:
    return Path(str(app.database.engine.url.database))


def test_a_locked_database_takes_nothing_and_the_redelivery_is_taken(sqlite_app: App) -> None:
    app = sqlite_app
    arrive(app, FIRM)
    with pragma(app, "busy_timeout=20"):
        other = sqlite3.connect(database_of(app), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with capture_logs() as logs, pytest.raises(NotTaken):
            send(app, "张厂长", NEED, "one").result()
        other.execute("ROLLBACK")
        other.close()
        assert [entry["event"] for entry in logs] == ["not taken"]
        assert rows(app, tables.Inbox) == rows(app, tables.Outbox) == 0
        assert "法律法规" in say(app, "张厂长", NEED, "one")


def test_a_full_disk_takes_nothing_and_the_redelivery_is_taken(sqlite_app: App) -> None:
    app = sqlite_app
    arrive(app, FIRM)
    with sqlite3.connect(database_of(app)) as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    other.close()
    with pragma(app, f"max_page_count={pages}"):
        key = next(key for key in map(str, range(200)) if _is_refused(app, key))
        kept = rows(app, tables.Inbox)
    assert kept == int(key)
    assert "法律法规" in say(app, "张厂长", NEED, key)
    assert rows(app, tables.Inbox) == kept + 1


def _is_refused(app: App, key: str) -> bool:
    try:
        send(app, "张厂长", NEED + "，对方一直不接电话" * 80, key).result()
    except NotTaken:
        return True
    return False


def test_who_is_not_understood_and_then_refuses_by_a_tap_leaves_no_trace_either(sqlite_app: App) -> None:
    puzzling = "那个什么来着的蓝湾海鲜的事情13800001234那个"
    say(sqlite_app, "生人", puzzling, "one")
    say(sqlite_app, "生人", NEED, "two")
    asked = send(sqlite_app, "生人", "嗯那个蓝湾海鲜", "three").result().replies[-1]
    refuse = next(choice for choice in asked.choices if choice.label == "不同意")
    sqlite_app.inbound.receive(Incoming("web", "生人", "four", refuse.label, refuse.token)).result()
    assert state_of(sqlite_app, "生人").keys() <= {"count"}


def test_who_refuses_consent_leaves_no_trace_in_the_file(sqlite_app: App) -> None:
    app = sqlite_app
    story = "合同写明三十天付款，对方一直拖着货款不给。" * 70
    say(app, "生人", f"{NEED}，{story}我们是蓝湾海鲜加工厂，电话13800001234", "one")
    assert "不保存" in say(app, "生人", "不同意", "two")
    app.close()
    raw = database_of(app).read_bytes()
    for word in (NEED, "拖着货款", "蓝湾海鲜", "13800001234"):
        assert word.encode() not in raw
        assert word.encode("unicode_escape") not in raw
