"""Whom a decision may be about is one query, within the jurisdiction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from handlers.engine.context import ConversationContext
from handlers.engine.decision import Subject
from handlers.engine.decisions import decisions
from storage.queries.people.speakers import by_account
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage

FOUND = {
    "待审核的申请": 2,
    "公示中的申请": 2,
    "待处理的投诉": 2,
    "待答复的事项": 2,
    "待决定的警告": 1,
    "待答复的续聘": 1,
    "有效的资格": 4,
    "没有达标、还没决定的资格": 1,
    "可以推荐直接纳入的申请": 2,
}
"""How many of each there are on stage; of the rest there is none."""


def _subjects(stage: Stage, role: str, code: str) -> tuple[list[Subject], list[str]]:
    """Whom the decision may be about, and the statements that it took."""
    statements: list[str] = []

    def asked(work: UnitOfWork) -> list[Subject]:
        speaker = by_account(work, "web", role)
        assert speaker
        work.session.connection()
        talk = ConversationContext(work, speaker, stage.app.clock.now(), stage.app.rules)
        event.listen(stage.app.database.engine, "before_cursor_execute", note)
        return decisions()[code].subjects(talk, "")

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    found = stage.app.database.write(asked).result()
    event.remove(stage.app.database.engine, "before_cursor_execute", note)
    return found, [one for one in statements if one.startswith("SELECT")]


@pytest.fixture(scope="module")
def untouched(another_stage: Callable[[], Stage]) -> Stage:
    """A stage on which nobody has done anything yet."""
    return another_stage()


_OF_CASES = (
    "close_request",
    "refer",
    *(f"{way}_{kind}" for way in ("dismiss", "uphold") for kind in ("appeal", "complaint", "objection")),
)
_OF_LEVELS = ("pass", "return", "refuse", "include", "agree_renewal", "decline_renewal")
BESIDES = {"warn": 2, "withhold": 2, "keep_title": 2, "repaid": 2, "commend": 5}
BESIDES |= dict.fromkeys(_OF_CASES, 2) | dict.fromkeys(_OF_LEVELS, 1)
BESIDES |= dict.fromkeys(("bind_code", "revoke", "suspend"), 1)
"""Further queries for all of them together: who sits at which level; how the reminders ahead of a warning fared; who reads, and whether the
sealed words of a case accuse them; whether a year is closed, who held a title of either kind in it, how they were rated and who is
commended; by which pack they hold it, where somebody holds two titles."""


@pytest.mark.parametrize("code", sorted(decisions()))
def test_subjects_are_one_query(untouched: Stage, code: str) -> None:
    found, statements = _subjects(untouched, "staff", code)
    assert len(statements) == 1 + BESIDES.get(code, 0)
    assert len(found) == FOUND.get(decisions()[code].of, 0)


@pytest.mark.parametrize("code", sorted(decisions()))
def test_a_neighbouring_district_sees_none_of_them(stage: Stage, code: str) -> None:
    found, _ = _subjects(stage, "second colleague", code)
    assert {one.name for one in found} <= {"王会计", "霞山产业园工作站"}
