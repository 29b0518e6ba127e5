"""One id in the log, from the vendor's call to the last delivery that it causes, on each kind of database."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import log
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.log import trace_of
from storage.queries.delivery.due import WAITING
from storage.tables import Outbox
from tests.contracts.crowd import NEED, lawyer, rows
from tests.contracts.vendor import Vendor, at_work, blocked, until

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂")


def enter_both(app: App) -> None:
    def entering(work: Any) -> None:
        enter(work, FIRM, [("telegram", "1")], app.rules, app.clock.now())
        enter(work, lawyer("李律师"), [("telegram", "2")], app.rules, app.clock.now())

    app.database.write(entering).result()


def lines(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


@pytest.mark.parametrize("trouble", [None, blocked()], ids=["arrives", "does not"])
def test_what_comes_of_a_message_is_logged_under_its_id(
    database: str, clock: StoppedClock, capsys: pytest.CaptureFixture[str], trouble: Exception | None
) -> None:
    vendor = Vendor()
    on_sqlite = database.startswith("sqlite")
    app = open_app(database, clock=clock, channels=[vendor], by_workers=not on_sqlite)
    enter_both(app)
    log.configure(every=True)
    if trouble:
        vendor.troubles["2"].append(trouble)

    async def play() -> None:
        async with at_work(app):
            assert vendor.gateway
            await vendor.gateway.receive(vendor.incoming("1", NEED, "told"))
            await vendor.gateway.receive(vendor.incoming("1", "确认", "sure"))
            await until(
                lambda: rows(app, Outbox, Outbox.state.in_(WAITING), Outbox.inbox_id.is_not(None)) == 0
            )
            await until(lambda: rows(app, Outbox, Outbox.kind == "offer", Outbox.state.in_(WAITING)) == 0)

    asyncio.run(play())
    with app.database.read() as connection:
        offered = connection.execute(select(Outbox.id, Outbox.trace).where(Outbox.kind == "offer")).one()
    app.close()
    sure = trace_of("telegram", "sure")
    assert offered.trace == sure
    said = [line for line in lines(capsys.readouterr().err) if line.get("trace") == sure]
    events = {line["event"] for line in said if line.get("outbox") in (None, offered.id)}
    wanted = {"taken", "sent"} if trouble is None else {"taken", "not delivered", "not sent"}
    assert wanted <= events
    assert all("张" not in json.dumps(line, ensure_ascii=False) for line in said), "nothing of what was said"


def test_a_message_that_fails_is_logged_under_its_id(
    app: App, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.runtime import receive
    from tests.contracts.crowd import say

    def fails(*_: object) -> None:
        raise RuntimeError("of this test")

    monkeypatch.setattr(receive, "handle", fails)
    log.configure(every=True)
    assert "编号" in say(app, "谁", "你好", "one")
    found = lines(capsys.readouterr().err)
    assert {line["event"] for line in found} >= {"message failed", "taken"}
    assert {line["trace"] for line in found} == {trace_of("web", "one")}


def test_a_command_tells_what_went_wrong_alone(capsys: pytest.CaptureFixture[str], sqlite_app: App) -> None:
    from tests.contracts.crowd import say

    log.configure()
    say(sqlite_app, "谁", "你好")
    assert capsys.readouterr().err == ""


def test_what_libraries_log_is_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    try:
        log.configure(every=True)
        logging.getLogger("a.library").error("%s in a page", "an error")
    finally:
        logging.getLogger().handlers[:] = before
    (line,) = lines(capsys.readouterr().err)
    assert (line["event"], line["logger"], line["level"]) == ("an error in a page", "a.library", "error")


def test_an_id_tells_nothing_and_is_the_same_whenever_it_comes() -> None:
    assert trace_of("telegram", "1") == trace_of("telegram", "1") != trace_of("wechat", "1")
    assert len(trace_of("web", "\ud800")) == log.TRACE_LENGTH
