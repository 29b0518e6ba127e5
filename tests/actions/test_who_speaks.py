"""A firm's people: invited by a code, removed again; and a newcomer, whatever they say, learns nothing of a firm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from handlers.message import Choice, Incoming, Reply
from storage.tables import Account, Enterprise, Outbox, Person
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive

OWNER = Actor("张厂长", "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂", phone="13800000001")
LAWYER = Actor("李律师", "expert", "440802", domains=("law", "hr"), capacity=5, certified=date(2026, 1, 1))
GUEST = Actor("小王", "guest")
NAMED = "我们是蓝湾海鲜加工厂，想贷款买冷库设备，没有抵押，赤坎区，电话13800000009"
TOLD = ("供应商拖着三十万货款不给，想找律师问问合同怎么写", "员工林阿妹没签劳动合同，要我们赔双倍工资")
SECRETS = ("三十万", "货款", "林阿妹", "双倍", "张厂长", "13800000001", "李律师", "湛江蓝湾海鲜加工厂")
_numbers = count()


def say(app: App, who: str, text: str, choice: str = "") -> list[Reply]:
    message = Incoming("web", who, f"{who} {next(_numbers)}", text, choice)
    return list(app.inbound.receive(message).result().replies)


def words(replies: list[Reply]) -> str:
    return "\n".join(reply.plain() for reply in replies)


def _firm(app: App) -> None:
    """A firm with two needs, one of which an expert has taken."""
    for actor in (OWNER, LAWYER, GUEST):
        arrive(app, actor)
    for text in TOLD:
        say(app, "张厂长", text)
        say(app, "张厂长", "确认")
        say(app, "李律师", "接受")


def _invitation(app: App) -> str:
    found = re.search(r"[0-9a-f]{32}", words(say(app, "张厂长", "邀请同事")))
    assert found
    return found[0]


def _comes(app: App, code: str, who: str = "小王") -> str:
    say(app, who, f"绑定 {code}")
    return words(say(app, who, "同意"))


def _firms(app: App) -> list[tuple[str, int | None]]:
    with app.database.read() as connection:
        rows = connection.execute(select(Enterprise.name, Enterprise.claims).order_by(Enterprise.id))
        return [(row.name, row.claims) for row in rows]


def test_a_colleague_comes_by_a_code_and_is_removed_again(app: App) -> None:
    _firm(app)
    assert "您现在也替湛江蓝湾海鲜加工厂说话" in _comes(app, _invitation(app))
    assert "林阿妹" in words(say(app, "小王", "我的需求"))
    say(app, "小王", "公司商标被人抢先注册了，怎么办")
    say(app, "小王", "确认")
    assert "负责人来办" in words(say(app, "小王", "移除同事"))
    say(app, "张厂长", "移除同事")
    assert "已移除" in words(say(app, "张厂长", "确认"))
    seen = words(say(app, "小王", "我的需求")) + words(say(app, "小王", "进展怎么样了"))
    assert not any(secret in seen for secret in ("林阿妹", "货款", "商标"))
    assert "商标" in words(say(app, "张厂长", "我的需求"))


def test_an_invitation_serves_once_and_for_a_day(app: App) -> None:
    _firm(app)
    arrive(app, Actor("小陈", "guest"))
    code = _invitation(app)
    assert "说话" in _comes(app, code)
    assert "用过了" in _comes(app, code, "小陈")
    late = _invitation(app)
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(hours=25))
    assert "过期了" in words(say(app, "小陈", f"绑定 {late}"))


def test_an_invitation_ends_with_its_issuers_ownership(app: App) -> None:
    """Else a former owner keeps one, and is back after having been removed."""
    _firm(app)
    kept = _invitation(app)
    _comes(app, _invitation(app))

    def hand_over(work: UnitOfWork) -> None:
        accounts = work.session.execute(select(Account.external_id, Account.person_id)).all()
        people = {name: work.session.get_one(Person, person) for name, person in accounts}
        people["张厂长"].firm_role, people["小王"].firm_role = "colleague", "owner"

    app.database.write(hand_over).result()
    arrive(app, Actor("外人", "guest"))
    assert "已经不是公司负责人了" in _comes(app, kept, "外人")


def test_who_named_the_firm_comes_in_by_a_code_with_what_they_told(app: App) -> None:
    _firm(app)
    for text in (NAMED, "同意", "确认"):
        say(app, "小王", text)
    assert _firms(app) == [("湛江蓝湾海鲜加工厂", None), ("蓝湾海鲜加工厂", 1)]
    assert "说话" in words(say(app, "小王", f"绑定 {_invitation(app)}"))
    assert _firms(app) == [("湛江蓝湾海鲜加工厂", None)]
    assert "冷库" in words(say(app, "张厂长", "我的需求"))


def test_a_newcomers_number_is_unverified_to_whoever_sees_it(app: App) -> None:
    arrive(app, LAWYER)
    arrive(app, GUEST)
    for text in (
        "有个员工没签劳动合同，现在要我们赔双倍工资，赤坎的，霞光塑料厂，13800000009",
        "同意",
        "确认",
    ):
        say(app, "小王", text)
    assert "13800000009（未核实）" in words(say(app, "李律师", "接受"))


SAID = (
    NAMED,
    "我是湛江蓝湾海鲜加工厂的，我们的货款纠纷怎么样了",
    "我们公司叫湛江蓝湾海鲜加工厂有限公司，在赤坎",
    "我的需求",
    "进展怎么样了",
    "撤回1号需求",
    "补充1号需求：对方又来催了",
    "给1号需求打5分",
    "1号需求的专家怎么联系",
    "2号需求换个专家",
    "我来接 1 号",
    "公司的人",
    "移除同事",
    "我的信息",
    "通知到了吗",
    "专家来过了，问题解决了",
    "公司改名了，现在叫湛江蓝湾海鲜加工厂",
    "13800000009",
    "赤坎区",
    "蓝湾海鲜加工厂",
    "同意",
    "确认",
    "取消",
    "1",
    "第一个",
)
TAP = "点最后一个选项"


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Callable[[list[str]], str]]:
    """What one more newcomer reads who names the firm and says these."""
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=StoppedClock(MONDAY))
    _firm(app)

    def says(said: list[str]) -> str:
        name = f"客人{next(_numbers)}"
        arrive(app, Actor(name, "guest"))
        return _answers(app, name, [NAMED, "同意", "确认", *said])

    yield says
    app.close()


def _answers(app: App, who: str, said: list[str]) -> str:
    """All that the person reads in answer to these, and all that is pushed to them."""
    heard, shown = "", list[Choice]()
    for text in said:
        choice = shown[-1] if text == TAP and shown else None
        replies = say(app, who, choice.label if choice else text, choice.token if choice else "")
        shown = [one for reply in replies for one in reply.choices]
        heard += words(replies)
    app.scheduler.deliver_now()
    account = select(Account.person_id).where(Account.external_id == who)
    with app.database.read() as connection:
        told = select(Outbox.shown).where(Outbox.person_id == connection.execute(account).scalar_one())
        return heard + "".join(map(str, connection.execute(told).scalars()))


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=st.lists(st.sampled_from((*SAID, TAP)), min_size=3, max_size=8))
def test_a_newcomer_learns_nothing_of_a_firm(newcomer: Callable[[list[str]], str], said: list[str]) -> None:
    """Each example is another newcomer to the same firm."""
    heard, own = newcomer(said), "".join(said)
    assert not [one for one in SECRETS if one in heard and one not in own], (said, heard)
