"""A talk with staff: who takes it over, what is brought to whom, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from actions.complaints.cases import ask_office, suggest
from actions.complaints.handover import relay
from bot.clock import StoppedClock
from handlers.conversations.complaints.answering import to_answer
from storage.queries.delivery import chat_log
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Case, Dialogue, Outbox, Staff
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage


class Talk:
    """A stage on which an enterprise has called for staff, and what each side is told."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.said_at = stage.app.clock.now()

    def call(self) -> int:
        self.stage.say("enterprise", "转人工")
        with self.stage.app.database.read() as connection:
            return connection.execute(select(func.max(Case.id))).scalar_one()

    def at(self, moment: datetime) -> None:
        clock = self.stage.app.clock
        assert isinstance(clock, StoppedClock)
        clock.at = moment

    def relay(self, text: str) -> bool:
        """As the door does for one whose talk is taken over."""
        stage, came_through = self.stage, []

        def bring(work: UnitOfWork) -> None:
            speaker = self.speaker(work)
            assert speaker.case_id is not None
            came_through.append(relay(work, speaker, speaker.case_id, text, stage.app.clock.now()))
            work.flush()

        stage.app.database.write(bring).result()
        stage.app.scheduler.deliver_now()
        return came_through[0]

    def speaker(self, work: UnitOfWork) -> Speaker:
        return by_person(work, self.stage.people["enterprise"])

    def taken_over_by(self) -> int | None:
        mine = select(Dialogue.case_id).where(Dialogue.person_id == self.stage.people["enterprise"])
        with self.stage.app.database.read() as connection:
            return connection.execute(mine).scalar_one()

    def told(self, role: str) -> list[str]:
        self.stage.app.scheduler.deliver_now()
        with self.stage.app.database.read() as connection:
            pushed = chat_log.pushed(connection, self.stage.people[role])
        return [str(body.get("text")) for body in pushed]


@pytest.fixture
def talk(another_stage: Callable[..., Stage]) -> Talk:
    return Talk(another_stage(channels=()))


def test_the_first_answer_takes_it_over_and_words_go_both_ways(talk: Talk) -> None:
    case = talk.call()
    assert talk.taken_over_by() is None
    assert "已转告张厂长" in talk.stage.say("staff", f"答复 {case} 您好，请讲")[0].text
    assert talk.taken_over_by() == case
    assert "小赵（服务中心）：您好，请讲" in talk.told("enterprise")
    assert talk.relay("技改补贴的事")
    assert talk.told("staff")[-1] == "张厂长：技改补贴的事"
    assert "张厂长：技改补贴的事" not in talk.told("colleague")
    talk.stage.say("staff", f"答复{case}号，这周五公示")
    assert talk.told("enterprise")[-1] == "小赵（服务中心）：这周五公示"


def test_a_colleague_does_not_talk_across(talk: Talk) -> None:
    case = talk.call()
    talk.stage.say("colleague", f"答复 {case} 您好")
    assert "小钱正在谈" in talk.stage.say("staff", f"答复 {case} 我来")[0].text


@pytest.mark.parametrize("last", ["结束", "结束。", "结束对话"])
def test_the_person_ends_it(talk: Talk, last: str) -> None:
    case = talk.call()
    talk.stage.say("staff", f"答复 {case} 您好")
    assert talk.relay(last)
    assert talk.taken_over_by() is None
    assert any("结束了" in one for one in talk.told("enterprise"))
    assert "和张厂长的对话已结束" in talk.told("staff")[-1]


@pytest.mark.parametrize("last", ["结束", "办好了 {case}"])
def test_staff_end_it(talk: Talk, last: str) -> None:
    case = talk.call()
    talk.stage.say("staff", f"答复 {case} 您好")
    talk.stage.say("staff", last.format(case=case))
    assert talk.taken_over_by() is None
    assert "和小赵的对话结束了" in talk.told("enterprise")[-1]


def test_after_a_day_it_is_over(talk: Talk) -> None:
    case = talk.call()
    talk.stage.say("staff", f"答复 {case} 您好")
    talk.at(talk.said_at + timedelta(hours=23, minutes=59))
    assert talk.relay("还在吗")
    talk.at(talk.said_at + timedelta(hours=24))
    assert not talk.relay("还在吗")
    assert talk.taken_over_by() is None
    talk.stage.app.clockwork.tick()
    assert "满 24 小时" in talk.told("staff")[-1]
    assert any("结束了" in one for one in talk.told("enterprise"))
    talk.stage.say("staff", f"答复 {case} 昨天说到哪了")
    assert talk.taken_over_by() == case


def test_what_is_said_after_it_is_over_is_heard_as_ever(talk: Talk) -> None:
    case = talk.call()
    talk.stage.say("staff", f"答复 {case} 您好")
    talk.at(talk.said_at + timedelta(hours=25))
    assert "1 号" in talk.stage.say("enterprise", "我的需求")[0].plain()


def test_what_staff_write_stands_as_it_was_typed(talk: Talk) -> None:
    case = talk.call()
    said = "不对，通过的是另一份，何志强那份退回了？"
    talk.stage.tap("staff", to_answer(case)[0])
    assert "已转告" in talk.stage.say("staff", said)[-1].text
    assert talk.told("enterprise")[-1] == f"小赵（服务中心）：{said}"
    talk.stage.say("staff", f"答复 {case} {said}")
    assert talk.told("enterprise")[-1] == f"小赵（服务中心）：{said}"


def test_a_member_who_left_ends_it(talk: Talk) -> None:
    case = talk.call()
    talk.stage.say("staff", f"答复 {case} 您好")
    gone = update(Case).values(staff_id=9999)
    talk.stage.app.database.write(lambda work: work.session.execute(gone) and None).result()
    assert not talk.relay("在吗")
    assert talk.taken_over_by() is None


def test_words_at_night_wait_for_the_morning(talk: Talk) -> None:
    talk.at(talk.said_at.replace(hour=21, minute=50))
    case = talk.call()
    talk.stage.say("staff", f"答复 {case} 您好")
    talk.at(talk.said_at.replace(hour=23))
    assert talk.relay("还有一件事")
    assert all("还有一件事" not in one for one in talk.told("staff"))


def test_another_wish_gets_its_answer_and_no_talk(talk: Talk) -> None:
    stage, now = talk.stage, talk.stage.app.clock.now()

    def ask(work: UnitOfWork) -> None:
        speaker = by_person(work, stage.people["expert"])
        ask_office(work, speaker, "title.proof", "开一份去年的服务证明", "440802", now)

    stage.app.database.write(ask).result()
    assert any("开证明：有人等您答复" in told for told in talk.told("staff"))
    case = talk.call() - 1
    stage.say("staff", f"答复 {case} 章盖好了，周三来取")
    assert "小赵（服务中心）：章盖好了，周三来取" in talk.told("expert")[-1]
    assert talk.taken_over_by() is None
    stage.say("staff", f"办好了 {case}")
    assert "办好了" in talk.told("expert")[-1]
    assert "没有" in stage.say("staff", f"办好了 {case}")[0].text


@pytest.mark.parametrize(
    ("place", "kept"), [("510107", "440800"), ("000000", "440800"), ("440803", "440803")]
)
def test_what_would_reach_nobody_reaches_those_who_see_most(talk: Talk, place: str, kept: str) -> None:
    stage, now = talk.stage, talk.stage.app.clock.now()
    stage.app.database.write(
        lambda work: suggest(work, talk.speaker(work), "多办几场夜校", place, now) and None
    ).result()
    with stage.app.database.read() as connection:
        case = connection.execute(select(Case.id, Case.region, Case.text).order_by(Case.id.desc())).first()
        told = connection.execute(
            select(Staff.jurisdiction)
            .join(Outbox, Outbox.person_id == Staff.person_id)
            .where(Outbox.key.startswith(f"case:{case.id}:"))  # type: ignore[union-attr]
        ).scalars()
        assert case is not None
        assert case.region == kept
        assert "440800" in set(told)
    assert ("成都" in case.text) == (place == "510107")
