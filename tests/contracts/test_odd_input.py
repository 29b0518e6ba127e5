"""Numbers beyond any column, halves of characters and NUL have a clear answer, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, text

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from bot.runtime.receive import TOO_LARGE
from storage.tables import Inbox
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, arrive, say

HUGE = "99999999999999999999"
STAFF = Actor("何畅", "staff", "440800")


@pytest.mark.parametrize(
    "text",
    [f"配对 {HUGE}", f"配对 {HUGE}号", f"指派 {HUGE} 号需求给李律师", f"{HUGE} 号需求", f"再发 {HUGE}", HUGE],
)
@pytest.mark.parametrize("actor", [STAFF, FIRM], ids=["staff", "firm"])
def test_a_number_beyond_all_is_answered_and_the_talk_goes_on(app: App, actor: Actor, text: str) -> None:
    arrive(app, actor)
    answer = say(app, actor.name, text, "huge")
    assert answer
    assert "出错" not in answer
    assert say(app, actor.name, "帮助", "after")


def test_staff_who_ask_for_a_need_of_such_a_number_are_told(sqlite_app: App) -> None:
    arrive(sqlite_app, STAFF)
    assert say(sqlite_app, "何畅", f"配对 {HUGE}") == TOO_LARGE


def test_another_fault_of_data_is_no_number_too_large(
    postgres: Callable[..., str], clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that PostgreSQL cannot read is our own mistake: its sender gets the id by which it is found in the log."""

    def spoilt(work: UnitOfWork, *_: object) -> None:
        work.connection.execute(text("SELECT CAST('x' AS INTEGER)"))

    app = open_app(postgres(), clock=clock)
    arrive(app, FIRM)
    monkeypatch.setattr("bot.runtime.inbound.receive", spoilt)
    answer = say(app, "张厂长", "你好", "spoilt")
    app.close()
    assert "编号" in answer
    assert answer != TOO_LARGE


@pytest.mark.parametrize("odd", ["\ud800", "\x00"], ids=ascii)
def test_what_no_database_keeps_is_kept_as_what_cannot_be_read(app: App, odd: str) -> None:
    arrive(app, FIRM)
    answer = say(app, "张厂长", f"供应商拖欠货款{odd}，合同纠纷，想找律师问问", "odd")
    assert "出错" not in answer
    assert "货款" in answer
    with app.database.read() as connection:
        assert "货款\ufffd，" in connection.execute(select(Inbox.body)).scalar_one()["text"]
