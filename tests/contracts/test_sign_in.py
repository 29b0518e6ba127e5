"""A telephone and its code lead a second device to the same person, on every kind of database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.app import App
from bot.clock import StoppedClock
from handlers.engine.context import ReaderOptions
from handlers.message import Incoming
from storage.encryption.columns import indexed
from storage.unit_of_work import Text, UnitOfWork
from tests.contracts.crowd import NEED, arrive, lawyer, rows, tables

PHONE = "13800000009"
FIRM_PHONE = "13800000008"


class Site:
    """An application whose short messages are caught."""

    def __init__(self, app: App, clock: StoppedClock) -> None:
        self.app, self.clock = app, clock
        self.texts: list[Text] = []
        self.count = 0
        self.inbound = replace(app.inbound, texts=self._keep, options=ReaderOptions(texts=True))

    def _keep(self, work: UnitOfWork) -> None:
        self.texts += work.texts

    def say(self, who: str, text: str) -> str:
        self.count += 1
        incoming = Incoming("web", who, f"{who}:{self.count}", text)
        return "\n".join(reply.plain() for reply in self.inbound.receive(incoming).result().replies)

    def newcomer(self, who: str) -> None:
        for text in ("我要求助", "想贷款买设备", "同意", "取消"):
            self.say(who, text)

    def sign_in(self, who: str, phone: str = PHONE) -> str:
        assert "验证码发到" in self.say(who, f"登录 {phone}")
        return self.say(who, self.texts[-1].code)

    def person_of(self, who: str) -> int:
        with self.app.database.read() as connection:
            mine = select(tables.Account.person_id).where(tables.Account.external_id == who)
            return connection.execute(mine).scalar_one()

    def write(self, statement: object) -> None:
        self.app.database.write(lambda work: work.session.execute(statement) and None).result()  # type: ignore[call-overload] # any statement


@pytest.fixture
def site(app: App, clock: StoppedClock) -> Site:
    return Site(app, clock)


def a_firm_with_a_need(site: Site, who: str = "旧手机") -> None:
    site.newcomer(who)
    site.sign_in(who)
    site.say(who, f"我们是湛江蓝湾海鲜加工厂，{NEED}，赤坎区")
    site.say(who, "确认")
    assert rows(site.app, tables.Need) == 1


def test_a_second_phone_finds_ones_needs(site: Site) -> None:
    a_firm_with_a_need(site)
    site.clock.move(timedelta(hours=1))
    site.newcomer("新手机")
    assert "货款" not in site.say("新手机", "我的需求")
    site.say("新手机", "取消")
    site.say("新手机", "我换手机了")
    site.say("新手机", PHONE)
    assert "登录成功" in site.say("新手机", site.texts[-1].code)
    assert "货款" in site.say("新手机", "我的需求")
    assert site.person_of("新手机") == site.person_of("旧手机")


def test_the_old_device_hears_of_the_new_one_and_can_close_it(site: Site) -> None:
    a_firm_with_a_need(site)
    site.clock.move(timedelta(hours=1))
    site.newcomer("新手机")
    site.sign_in("新手机")
    site.app.scheduler.deliver_now()
    with site.app.database.read() as connection:
        old = select(tables.Account.id).where(tables.Account.external_id == "旧手机")
        told = select(tables.Outbox.account_id, tables.Outbox.state).where(tables.Outbox.kind == "signed_in")
        assert connection.execute(told).one() == (connection.execute(old).scalar_one(), "sent")
    assert "网页" in site.say("旧手机", "我的设备")
    site.say("旧手机", "退出别的设备")
    assert "已退出" in site.say("旧手机", "确认")
    assert site.person_of("新手机") != site.person_of("旧手机")
    assert "货款" not in site.say("新手机", "我的需求")
    assert "货款" in site.say("旧手机", "我的需求")


def test_signing_out_says_first_whether_one_can_come_back(site: Site) -> None:
    site.newcomer("没登录的")
    assert "找不回" in site.say("没登录的", "退出登录")
    a_firm_with_a_need(site)
    assert "就能回来" in site.say("旧手机", "退出登录")
    before = site.person_of("旧手机")
    assert "已退出登录" in site.say("旧手机", "确认")
    assert site.person_of("旧手机") != before
    with site.app.database.read() as connection:
        kept = select(tables.Account.secret_hash).where(tables.Account.external_id == "旧手机")
        assert connection.execute(kept).scalar_one() is None


def test_a_number_that_was_only_told_leads_to_nobody(site: Site) -> None:
    """Whoever typed somebody else's number would otherwise wait there for its owner."""
    site.newcomer("骗子")
    site.say("骗子", f"我们是湛江蓝湾海鲜加工厂，{NEED}，赤坎区，电话{PHONE}")
    site.say("骗子", "确认")
    site.newcomer("主人")
    assert "核实好了" in site.sign_in("主人")
    assert site.person_of("主人") != site.person_of("骗子")
    assert "货款" not in site.say("主人", "我的需求")


def test_an_expert_of_the_register_is_found(site: Site) -> None:
    expert = arrive(site.app, lawyer("李律师"))
    site.write(update(tables.Person).where(tables.Person.id == expert).values(phone=PHONE, **indexed(PHONE)))
    site.newcomer("李律师的新手机")
    assert "李律师，您好" in site.sign_in("李律师的新手机")
    assert site.person_of("李律师的新手机") == expert


def test_five_wrong_tries_end_a_code(site: Site) -> None:
    site.newcomer("猜的")
    site.say("猜的", f"登录 {PHONE}")
    right = site.texts[-1].code
    wrong = "000000" if right != "000000" else "111111"
    said = [site.say("猜的", wrong) for _ in range(5)]
    assert "还能试 4 次" in said[0]
    assert "已经失效" in said[4]
    site.say("猜的", right)
    assert site.person_of("猜的")
    with site.app.database.read() as connection:
        assert not connection.execute(select(tables.PhoneCode.used_at)).scalar()


def test_a_code_is_good_for_ten_minutes_and_once(site: Site) -> None:
    site.newcomer("慢的")
    site.say("慢的", f"登录 {PHONE}")
    site.clock.move(timedelta(minutes=10))
    assert "已经失效" in site.say("慢的", site.texts[-1].code)


def test_a_code_is_good_only_where_it_was_asked_for(site: Site) -> None:
    site.newcomer("受害者")
    site.say("受害者", f"登录 {PHONE}")
    stolen = site.texts[-1].code
    site.clock.move(timedelta(minutes=2))
    site.newcomer("贼")
    site.say("贼", f"登录 {PHONE}")
    if site.texts[-1].code != stolen:
        assert "验证码不对" in site.say("贼", stolen)


def test_only_so_many_codes_are_sent(site: Site) -> None:
    site.newcomer("催的")
    site.say("催的", f"登录 {PHONE}")
    site.newcomer("帮着催的")
    assert "一分钟后" in site.say("帮着催的", f"登录 {PHONE}")
    for _ in range(4):
        site.clock.move(timedelta(minutes=2))
        site.say("催的", f"登录 {PHONE}")
    assert len(site.texts) == 5
    site.clock.move(timedelta(minutes=2))
    assert "一小时后" in site.say("帮着催的", f"登录 {PHONE}")
    assert "一小时后" in site.say("催的", f"登录 {FIRM_PHONE}")
    assert len(site.texts) == 5


def test_no_code_stands_in_the_database(site: Site) -> None:
    site.newcomer("谨慎的")
    site.say("谨慎的", f"登录 {PHONE}")
    with site.app.database.read() as connection:
        row = connection.execute(select(tables.PhoneCode)).one()
    assert site.texts[-1].code not in str(row)
    assert PHONE not in str(row)


def test_without_a_sender_nobody_is_asked_for_a_number(app: App, clock: StoppedClock) -> None:
    site = Site(app, clock)
    site.inbound = replace(site.inbound, options=ReaderOptions())
    site.newcomer("来的")
    assert "绑定码" in site.say("来的", "登录")
    assert not site.texts


def test_codes_are_forgotten_after_a_day(site: Site) -> None:
    site.newcomer("谨慎的")
    site.say("谨慎的", f"登录 {PHONE}")
    site.clock.move(timedelta(hours=23))
    site.app.clockwork.slice().result()
    assert rows(site.app, tables.PhoneCode) == 1
    site.clock.move(timedelta(hours=1))
    site.app.clockwork.slice().result()
    assert rows(site.app, tables.PhoneCode) == 0
