"""Who is on no chat hears by short message or letter, of the kinds that the settings name: in turn, by day, told truly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.app import App
from bot.channels.contract import NotSent
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from handlers.message import Incoming
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, rows, say, tables
from tests.contracts.test_delivery import (
    HarmfulTwice,
    Open,
    Reminder,
    _kinds,
    deliver,
    opened_app,
    outcome,
    queue,
)
from tests.contracts.vendor import QUICK, Vendor

__all__ = ["_kinds", "opened_app"]
KINDS = frozenset({"harmful", "reminder", "standing"})
PHONE, EMAIL = "13800001234", "boss@example.cn"


def sms() -> Vendor:
    return Vendor("sms", replace(QUICK, reaches="phone", kinds=KINDS, preference=20))


def email() -> Vendor:
    return Vendor("email", replace(QUICK, reaches="email", kinds=KINDS | {"digest"}, preference=50))


def somebody(app: App, *channels: str, phone: str | None = PHONE, verified: bool = True) -> int:
    """A firm's person, with an e-mail address, on these channels; the person's id."""
    known = [(channel, "张厂长") for channel in channels]

    def entered(work: UnitOfWork) -> int:
        key = enter(work, replace(FIRM, phone=phone), known, app.rules, app.clock.now())
        person = work.session.get_one(tables.Person, key)
        person.phone_verified, person.email = verified, EMAIL
        return key

    return app.database.write(entered).result()


@pytest.mark.parametrize(
    ("bound", "way"),
    [((), "sms"), (("web",), "sms"), (("telegram",), "telegram"), (("wecom", "web"), "wecom")],
)
def test_it_is_taken_where_no_chat_of_a_vendors_is(
    opened_app: Open, bound: tuple[str, ...], way: str
) -> None:
    vendors = [Vendor("telegram"), Vendor("wecom"), sms(), email()]
    app = opened_app(*vendors)
    queue(app, somebody(app, *bound), "news", HarmfulTwice())
    deliver(app)
    assert outcome(app, "news") == ("sent", None)
    assert [vendor.name for vendor in vendors if vendor.arrived] == [way]
    assert vendors[2].arrived.keys() <= {PHONE}


def test_at_the_page_one_reads_it_there_and_other_kinds_cost_nothing(opened_app: Open) -> None:
    texts, letters = sms(), email()
    app = opened_app(texts, letters)
    person = somebody(app, "web")
    queue(app, person, "not by sms")
    app.inbound.receive(Incoming("web", "张厂长", "1", "你好")).result()
    queue(app, person, "here", HarmfulTwice())
    deliver(app)
    assert [outcome(app, key) for key in ("not by sms", "here")] == [("sent", None)] * 2
    assert not texts.arrived
    assert not letters.arrived


def test_a_number_that_nobody_verified_is_written_to_by_nobody(opened_app: Open) -> None:
    texts = sms()
    app = opened_app(texts)
    queue(app, somebody(app, verified=False), "news", HarmfulTwice())
    deliver(app)
    assert outcome(app, "news") == ("dead", "no way")
    assert not texts.arrived


def test_each_error_leads_on_and_the_last_to_the_staff(opened_app: Open, clock: StoppedClock) -> None:
    texts, letters = sms(), email()
    app = opened_app(texts, letters)
    person = somebody(app)
    texts.troubles[PHONE] = [NotSent("wait", "limit"), NotSent("blocked", "off")]
    letters.troubles[EMAIL] = [NotSent("blocked", "550")]
    queue(app, person, "news", HarmfulTwice())
    deliver(app)
    assert outcome(app, "news") == ("retry", "limit")
    clock.move(timedelta(minutes=1))
    deliver(app)
    assert outcome(app, "news") == ("dead", "no way")
    queue(app, person, "later", HarmfulTwice())
    deliver(app)
    assert outcome(app, "later") == ("sent", None)


def test_what_may_have_arrived_is_not_sent_twice(opened_app: Open) -> None:
    texts = sms()
    app = opened_app(texts)
    texts.troubles[PHONE] = [NotSent("wait", "no answer", uncertain=True)]
    queue(app, somebody(app), "news", HarmfulTwice())
    deliver(app)
    assert outcome(app, "news") == ("unknown", "no answer")


def test_nobody_is_woken_at_night(opened_app: Open, clock: StoppedClock) -> None:
    texts = sms()
    app = opened_app(texts)
    clock.move(timedelta(hours=14))
    queue(app, somebody(app), "news", Reminder(of="甲"), urgent=False)
    deliver(app)
    assert not texts.arrived
    clock.move(timedelta(hours=9))
    deliver(app)
    assert texts.arrived[PHONE] == ["还差甲"]


def test_the_number_stands_in_no_row_and_the_words_in_the_web_chat(opened_app: Open) -> None:
    texts = sms()
    app = opened_app(texts)
    queue(app, somebody(app, "web"), "news", HarmfulTwice())
    deliver(app)
    with app.database.read() as connection:
        row = connection.execute(select(tables.Outbox).where(tables.Outbox.key == "news")).mappings().one()
    assert (row["written_by"], row["account_id"], row["state"]) == ("sms", None, "sent")
    assert PHONE not in repr(dict(row.items()))
    assert rows(app, tables.Account) == 1


STAFF = Actor("小赵", "staff", "440800", jurisdiction="440800")
SILENT = Actor(
    "李律师", "expert", "440802", domains=("law",), phone="13900005678", certified=date(2026, 1, 1)
)


@pytest.mark.parametrize("reached", [True, False])
def test_staff_hear_how_it_goes(opened_app: Open, reached: bool) -> None:
    """The suspended expert has no chat: without a short message the officer is told to call."""
    app = opened_app(*((sms(),) if reached else ()))
    now = app.clock.now()
    app.database.write(lambda work: enter(work, SILENT, (), app.rules, now)).result()
    app.database.write(lambda work: enter(work, STAFF, [("web", "小赵")], app.rules, now)).result()
    say(app, "小赵", "暂停 李律师 举报待查", "1")
    answer = say(app, "小赵", "确认", "2")
    assert ("送不到会告诉您" in answer) is reached, answer
    assert ("暂时联系不上" in answer) is not reached, answer
    deliver(app)
    assert ("已发短信" in say(app, "小赵", "通知到了吗", "3")) is reached


def test_a_colleague_on_no_chat_reads_the_digest_in_a_letter(opened_app: Open, clock: StoppedClock) -> None:
    letters = email()
    app = opened_app(letters)

    def entered(work: UnitOfWork) -> None:
        person = enter(work, STAFF, (), app.rules, app.clock.now())
        work.session.get_one(tables.Person, person).email = EMAIL
        work.session.execute(update(tables.Staff).values(digest_empty=True))

    app.database.write(entered).result()
    for _ in range(26):
        clock.move(timedelta(hours=1))
        app.clockwork.tick()
    deliver(app)
    assert [text.partition(" ")[0] for text in letters.arrived[EMAIL]] == ["日报"]


def test_what_becomes_of_an_application_goes_to_the_number_in_it(
    opened_app: Open, clock: StoppedClock
) -> None:
    """N23 三: whoever was certified is told by short message; the number leads nobody in, for nobody has verified it."""
    texts = Vendor("sms", replace(QUICK, reaches="phone", kinds=frozenset({"certified", "harmful"})))
    app = opened_app(texts)
    app.database.write(
        lambda work: enter(work, STAFF, [("web", "小赵")], app.rules, app.clock.now())
    ).result()
    told = "何志强，在湛江精工机械厂做总工程师，本科，做企业服务8年，擅长智能制造和数字化，手机13800001234"
    for place, text in enumerate(("我想申请当志愿专家", "同意", told, "确认")):
        say(app, "何工", text, f"{place}")
    say(app, "小赵", "通过 何志强", "pass")
    clock.move(timedelta(days=14))
    app.clockwork.tick()
    deliver(app)
    assert len(texts.arrived[PHONE]) == 1
    with app.database.read() as connection:
        verified = select(tables.Person.id, tables.Person.phone_verified)
        person, is_verified = connection.execute(verified.where(tables.Person.name == "何志强")).one()
    assert not is_verified
    queue(app, person, "other news", HarmfulTwice())
    deliver(app)
    assert len(texts.arrived[PHONE]) == 1
