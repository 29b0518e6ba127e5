"""What a grievance is about, and whom it names, is read from one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.conversations.complaints.telling import about
from storage.tables import Case, Staff
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("临走的时候跟我说要三百块油钱", "fee"),
        ("说是免费，最后还是让我们转了两千元过去", "fee"),
        ("那个顾问开口就要钱", "fee"),
        ("我们的报价单被传到同行群里了", "secrecy"),
        ("配方让他说出去了", "secrecy"),
        ("约好的时间没来，电话也不接", "quality"),
        ("排了一个星期的队，一点动静没有", None),
    ],
)
def test_the_matter_is_read(said: str, kind: str | None) -> None:
    assert about(said) == kind


@given(st.text(max_size=80))
def test_any_words_are_about_one_thing_or_nothing(said: str) -> None:
    assert about(said) in {"fee", "secrecy", "quality", None}


@pytest.mark.parametrize(
    ("said", "against"),
    [
        ("投诉王会计，临走收了三百块油钱", "王会计"),
        ("投诉，那个会计临走收了三百块油钱", "那个会计"),
        ("投诉霞山产业园工作站，说好免费又收了三百块", "霞山产业园工作站"),
        ("投诉，报上去一个星期，一点下文也没有", "服务中心"),
        ("投诉，你们这个机器人答非所问，气死人", "益企"),
    ],
)
def test_whom_it_names_is_read(stage: Stage, said: str, against: str) -> None:
    stage.put("enterprise", {})
    stage.say("enterprise", said)
    at = stage.dialogue("enterprise").current
    assert at is not None
    assert (at.values["against"], at.values["text"]) == (against, said)


def test_staff_may_complain_and_do_not_hear_it_themselves(another_stage: Callable[[], Stage]) -> None:
    stage = another_stage()
    stage.put("colleague", {})
    stage.say("colleague", "投诉，有个专家在厂里向企业收了八百块")
    stage.say("colleague", "跳过")
    stage.say("colleague", "确认")

    def brought(work: UnitOfWork) -> tuple[str, int]:
        case = work.session.scalars(select(Case).order_by(Case.id.desc())).first()
        assert case is not None
        return case.text, case.person_id

    text, by = stage.app.database.write(brought).result()
    assert text.endswith("八百块")
    staff = select(Staff.person_id)
    with stage.app.database.read() as connection:
        assert by in set(connection.execute(staff).scalars())
    assert "八百块" not in stage.say("colleague", "投诉成立")[0].text
