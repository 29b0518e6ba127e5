"""Random people of all roles, in any order, with restarts, redeliveries and days that pass: what the programme promises holds.

Each promise is a query over the rows, asked after every step: no person is left without an answer, nothing is taken twice, nobody
has more than they take on, a telephone is shown to nobody who may not have it, no title is lost without a member of staff.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select, text

from actions.audit_seal import verify
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from handlers.message import Choice, Incoming
from storage.tables import Audit, Diary, Expert, Inbox, Need, Offer, Outbox, Person, Qualification
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive

SINCE = date(2025, 6, 1)
FIRM_PHONE, LAWYER_PHONE = "13800001234", "13900005678"
PEOPLE = {
    "张厂长": Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂", phone=FIRM_PHONE),
    "陈老板": Actor("陈老板", "enterprise", "440803", enterprise="霞光食品厂"),
    "李大律": Actor("李大律", "expert", "440802", domains=("law", "hr"), phone=LAWYER_PHONE, certified=SINCE),
    "王会计": Actor("王会计", "expert", "440803", domains=("tax",), capacity=1, certified=SINCE),
    "南桥站": Actor("南桥站", "station", "440802", unit="南桥工作站", certified=SINCE),
    "小赵": Actor("小赵", "staff", "440800", staff_roles=("reviewer", "operator", "admin")),
    "小钱": Actor("小钱", "staff", "440802", staff_roles=("reviewer",)),
}
STRANGER = "生人"
COMMON = (
    "确认",
    "取消",
    "返回",
    "修改",
    "好的",
    "不对",
    "帮助",
    "1",
    "2",
    "不同意",
    "同意",
    "退出",
    "我的信息",
    "投诉李大律收费",
    "😀",
    "9" * 20,
)
SAID = {
    "enterprise": (
        "供应商拖欠货款，合同纠纷，想找律师问问",
        "税务申报表不会填，急！",
        "撤回需求",
        "我的需求",
        "换一位专家",
        "5分",
        "2分，来晚了",
        "专家电话",
    ),
    "expert": (
        "接受",
        "婉拒，出差",
        "不接了",
        "今天给霞山两家厂讲劳动合同，两小时",
        "时长改成23小时",
        "撤销",
        "附近需求",
        "我来接",
        "企业电话",
        "我的进度",
    ),
    "station": (
        "昨天给三家企业讲了税务政策，3小时",
        "替蓝湾海鲜加工厂找个律师，供应商欠款",
        "计划",
        "附近需求",
    ),
    "staff": (
        "日报",
        "周报",
        "今日待办",
        "警告 李大律 联系不上",
        "撤销 王会计 收费",
        "暂停 李大律 投诉",
        "给1号需求指派王会计",
        "查一下张厂长",
        "死信",
        "理由：核实过",
    ),
    "guest": ("我想找人帮忙看合同", "赤坎区", "张三，13612345678", "我想当专家"),
}
WAITS = (timedelta(minutes=10), timedelta(hours=9), timedelta(days=2), timedelta(days=40))
LOST = ("revoked",)


class Life(RuleBasedStateMachine):
    """One prefecture on a database of its own."""

    town: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(mkdtemp(prefix="yiqi-life-"))
        self.clock = StoppedClock(MONDAY)
        self.file = newest.copied(self.town, self.folder / "life.db")
        self.app = self._open()
        self.said: list[tuple[Incoming, tuple[str, ...]]] = []
        self.choices: dict[str, Sequence[Choice]] = {}

    def teardown(self) -> None:
        if hasattr(self, "app"):
            self.app.clockwork.tick()
            with self.app.database.read() as connection:
                assert verify(connection).faults == []
            self.app.close()
            rmtree(self.folder)

    @rule(who=st.sampled_from([*PEOPLE, STRANGER]), data=st.data())
    def says(self, who: str, data: st.DataObject) -> None:
        role = PEOPLE[who].role if who in PEOPLE else "guest"
        text = data.draw(st.sampled_from(SAID[role] + COMMON))
        self._receive(Incoming("web", who, f"{len(self.said)}", text))

    @rule(who=st.sampled_from([*PEOPLE, STRANGER]), place=st.integers(0, 5))
    def taps(self, who: str, place: int) -> None:
        if offered := self.choices.get(who):
            choice = offered[place % len(offered)]
            self._receive(Incoming("web", who, f"{len(self.said)}", choice.label, choice.token))

    @rule(back=st.integers(1, 3))
    def comes_again(self, back: int) -> None:
        if len(self.said) >= back:
            message, answers = self.said[-back]
            before = self._counted(Inbox), self._counted(Need), self._counted(Diary), self._counted(Audit)
            again = self.app.inbound.receive(message).result().replies
            assert tuple(reply.plain() for reply in again) == answers
            assert (
                self._counted(Inbox),
                self._counted(Need),
                self._counted(Diary),
                self._counted(Audit),
            ) == before

    @rule()
    def restarts(self) -> None:
        self.app.close()
        self.app = self._open()

    @rule(span=st.sampled_from(WAITS))
    def time_passes(self, span: timedelta) -> None:
        self.clock.at += span
        self.app.clockwork.tick()

    @invariant()
    def promises_hold(self) -> None:
        if not hasattr(self, "app"):
            return
        with self.app.database.read() as connection:
            assert connection.execute(UNANSWERED).all() == [], "everything that came in has an answer (S3.1)"
            assert connection.execute(OVERFULL).all() == [], "nobody has more than they take on (S9.2)"
            assert connection.execute(TAKEN_TWICE).all() == [], "a need is one expert's (S3.2)"
            assert connection.execute(LONG_DAYS).all() == [], "a day has 24 hours (S5.2)"
            assert connection.execute(LOST_ALONE).all() == [], "no title is lost without staff (S6)"
            assert connection.execute(REVIVED).all() == [], "what was given away stays readable (S9.1)"
            met = connection.execute(MET).scalar_one()
            shown = connection.execute(SHOWN).all()
        for name, body in shown:
            if name == "李大律" and not met:
                assert FIRM_PHONE not in str(body), "a firm's number is the expert's who accepted (S9.1)"
            if name in ("陈老板", "王会计", "南桥站", ""):
                assert FIRM_PHONE not in str(body), "and nobody else's"
                assert name == "陈老板" or LAWYER_PHONE not in str(body)

    def _open(self) -> Any:
        return open_app(f"sqlite:///{self.file}", clock=self.clock)

    def _receive(self, message: Incoming) -> None:
        replies = self.app.inbound.receive(message).result().replies
        assert not any("出错" in reply.text for reply in replies), message.text
        self.said.append((message, tuple(reply.plain() for reply in replies)))
        if found := [choice for reply in replies for choice in reply.choices]:
            self.choices[message.sender] = found
        self.app.clockwork.tick()

    def _counted(self, table: Any) -> int:
        with self.app.database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


UNANSWERED = select(Inbox.id).where(~select(Outbox.id).where(Outbox.inbox_id == Inbox.id).exists())
OVERFULL = select(Expert.id).where((Expert.load > Expert.capacity) | (Expert.load < 0))
TAKEN_TWICE = (
    select(Offer.need_id).where(Offer.state == "accepted").group_by(Offer.need_id).having(func.count() > 1)
)
LONG_DAYS = (
    select(Diary.holder, Diary.holder_id, Diary.served_on)
    .where(Diary.state == "recorded", Diary.holder == "expert")
    .group_by(Diary.holder, Diary.holder_id, Diary.served_on)
    .having(func.sum(Diary.hours) > 24)
)
LOST_ALONE = select(Qualification.id).where(
    Qualification.state.in_(LOST),
    ~select(Audit.id)
    .where(
        Audit.subject == "qualification", Audit.subject_id == Qualification.id, Audit.person_id.is_not(None)
    )
    .exists(),
)
REVIVED = text("SELECT id FROM need WHERE state = 'accepted' AND expert_id IS NULL")
MET = (
    select(func.count())
    .select_from(Need)
    .join(Person, Person.id == Need.person_id)
    .where(Person.name == "张厂长", Need.accepted_at.is_not(None))
)
SHOWN = (
    select(Person.name, Outbox.shown)
    .join(Person, Person.id == Outbox.person_id)
    .where(Outbox.shown.is_not(None), Person.name.not_in(["张厂长", "小赵", "小钱"]))
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("life") / "town.db"
    app = open_app(newest.sqlite(file), clock=StoppedClock(MONDAY))
    for actor in PEOPLE.values():
        arrive(app, actor)
    app.close()
    return file


def live(town: Path, lives: int, steps: int) -> None:
    machine = type("LifeIn", (Life,), {"town": town})
    how = settings(
        max_examples=lives, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=how)


def test_a_few_lives(town: Path) -> None:
    live(town, 4, 12)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_many_long_lives(town: Path) -> None:
    live(town, 200, 50)
