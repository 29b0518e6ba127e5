"""What waits goes by the best open way, in order, once; what fails is tried again, goes another way, or is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.notify import Addressed, Notice, notify
from actions.people.notices import Unbound
from bot.app import App
from bot.channels.contract import NotSent
from bot.clock import StoppedClock
from bot.delivery.render import grave, reminders
from bot.devtools.fixtures import enter
from bot.devtools.opened import open_app
from bot.runtime.receive import AFTER_THE_ANSWER
from handlers.engine.catalogue import catalogue
from handlers.engine.form import NoticeRenderer
from handlers.message import Reply
from programme.delivery import LEASE
from storage.queries.delivery.due import WAITING
from storage.queries.delivery.pointed import pointed_at
from tests import newest
from tests.contracts.crowd import FIRM, NEED, rows, tables
from tests.contracts.vendor import Vendor, at_work, blocked, busy, deduplicating, passive, until

Open = Callable[..., App]
Play = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class HarmfulTwice(Notice):
    """May not come twice."""

    kind = "harmful"


@dataclass(frozen=True, slots=True)
class Reminder(Notice):
    """A person hears of it once a day."""

    kind = "reminder"
    of: str = ""
    pointless: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class HardToHear(Notice):
    """Told while an office is open."""

    kind = "hard"


HARMLESS = Unbound()


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    warning = NoticeRenderer(HarmfulTwice, lambda talk, told: Reply("书面警告"), bears_double=False)
    reminder = NoticeRenderer(Reminder, lambda talk, told: _remind(told), reminder=True)
    hard = NoticeRenderer(HardToHear, lambda talk, told: Reply("资格到期"), grave=True)
    for known in (reminders, grave):
        known.cache_clear()
    monkeypatch.setitem(catalogue().notices, "harmful", warning)
    monkeypatch.setitem(catalogue().notices, "reminder", reminder)
    monkeypatch.setitem(catalogue().notices, "hard", hard)
    yield
    for known in (reminders, grave):
        known.cache_clear()


def _remind(told: Reminder) -> Reply | None:
    if told.broken:
        raise LookupError("broken")
    return None if told.pointless else Reply(f"还差{told.of}")


@pytest.fixture(params=["sqlite", "postgres", "workers"])
def opened_app(request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock) -> Iterator[Open]:
    """Opens an application with these vendors on each engine; a second one on the same database stands for a restart."""
    apps: list[App] = []
    on_sqlite, by_workers = request.param == "sqlite", request.param == "workers"
    file = tmp_path / "yiqi.db"
    database = newest.sqlite(file) if on_sqlite else request.getfixturevalue("postgres")()

    def opened(*vendors: Vendor) -> App:
        apps.append(open_app(database, clock=clock, channels=vendors, by_workers=by_workers))
        return apps[-1]

    yield opened
    for app in apps:
        app.close()


def bind(app: App, *channels: str) -> int:
    """A firm's person with accounts of one name on these channels; the person's id."""
    known = [(channel, "张厂长") for channel in channels]
    return app.database.write(lambda work: enter(work, FIRM, known, app.rules, app.clock.now())).result()


def queue(app: App, person: int, key: str, notice: Notice = HARMLESS, urgent: bool = True) -> None:
    told = [Addressed(person, notice, key, urgent)]
    app.database.write(lambda work: notify(work, told, app.clock.now())).result()


def remind(app: App, person: int, *keys: str, **facts: Any) -> None:
    for key in keys:
        queue(app, person, key, Reminder(of=key, **facts), urgent=False)


def outcome(app: App, key: str) -> tuple[str, str | None]:
    """State and reason of a notice."""
    with app.database.read() as connection:
        found = select(tables.Outbox.state, tables.Outbox.reason).where(tables.Outbox.key == key)
        state, reason = connection.execute(found).one()
        return state, reason


def waiting(app: App) -> int:
    return rows(app, tables.Outbox, tables.Outbox.state.in_(WAITING))


def settled(app: App) -> bool:
    """Nothing is in a sender's hands, and nothing could set out now."""
    under_way = tables.Outbox.state == "sending"
    due = tables.Outbox.state.in_(WAITING) & (tables.Outbox.due_at <= app.clock.now())
    return rows(app, tables.Outbox, under_way | due) == 0


def deliver(app: App, play: Play | None = None) -> None:
    """Open the channels, play, and wait until nothing more can be done at this hour."""

    async def played() -> None:
        async with at_work(app):
            if play:
                await play()
            await until(lambda: settled(app))

    asyncio.run(played())


def test_an_answer_goes_where_the_question_came_from_and_once(opened_app: Open, clock: StoppedClock) -> None:
    telegram, wecom = Vendor("telegram"), Vendor("wecom")
    app = opened_app(telegram, wecom)
    bind(app, "telegram", "wecom", "web")

    async def play() -> None:
        assert wecom.gateway
        first = await wecom.gateway.receive(wecom.incoming("张厂长", NEED, "one"))
        again = await wecom.gateway.receive(wecom.incoming("张厂长", NEED, "one"))
        assert again.replies == first.replies
        clock.move(timedelta(seconds=3))

    deliver(app, play)
    assert ["法律法规" in text for text in wecom.arrived["张厂长"]] == [True]
    assert not telegram.arrived


def test_answers_of_one_person_arrive_in_order(opened_app: Open) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    bind(app, "telegram")
    telegram.troubles["张厂长"] = [busy()]

    async def play() -> None:
        assert telegram.gateway
        for text in ("发布需求", NEED, "修改"):
            await telegram.gateway.receive(telegram.incoming("张厂长", text, text))

    deliver(app, play)
    assert telegram.arrived["张厂长"] == []
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(minutes=1))
    deliver(app)
    with app.database.read() as connection:
        shown = connection.execute(select(tables.Outbox.shown).order_by(tables.Outbox.id)).scalars().all()
    assert [text.split("\n")[0] for text in telegram.arrived["张厂长"]] == [
        (body or {}).get("text", "").split("\n")[0] or "【确认发布需求】" for body in shown
    ]


@pytest.mark.parametrize(
    ("bound", "way"),
    [
        (("web",), "web"),
        (("web", "telegram"), "telegram"),
        (("wecom", "wechat", "telegram"), "telegram"),
        (("wecom", "wechat"), "wechat"),
        (("wecom", "web"), "wecom"),
    ],
)
def test_a_notice_takes_the_best_way(opened_app: Open, bound: tuple[str, ...], way: str) -> None:
    vendors = [Vendor(name) for name in ("telegram", "wechat", "wecom")]
    app = opened_app(*vendors)
    queue(app, bind(app, *bound), "news")
    deliver(app)
    assert outcome(app, "news") == ("sent", None)
    assert [vendor.name for vendor in vendors if vendor.arrived] == [way] * (way != "web")


def test_what_is_hard_to_hear_waits_for_monday(opened_app: Open, clock: StoppedClock) -> None:
    clock.move(timedelta(days=5, hours=3))  # Saturday noon
    app = opened_app(Vendor("telegram"))
    person = bind(app, "telegram")
    queue(app, person, "hard", HardToHear(), urgent=False)
    queue(app, person, "other", urgent=False)
    deliver(app)
    assert (outcome(app, "hard")[0], outcome(app, "other")[0]) == ("queued", "sent")
    clock.move(timedelta(days=1, hours=20, minutes=59))
    deliver(app)
    assert outcome(app, "hard")[0] == "queued"
    clock.move(timedelta(minutes=1))
    deliver(app)
    assert outcome(app, "hard")[0] == "sent"


def test_one_who_is_on_the_web_chat_now_reads_it_there(opened_app: Open) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    person = bind(app, "web", "telegram")
    app.inbound.receive(Vendor("web").incoming("张厂长", "你好", "one")).result()
    queue(app, person, "news")
    deliver(app)
    assert outcome(app, "news")[0] == "sent"
    assert not telegram.arrived


def test_a_closed_way_leads_to_the_next_and_the_last_to_the_staff(opened_app: Open) -> None:
    telegram, wecom = Vendor("telegram"), Vendor("wecom")
    app = opened_app(telegram, wecom)
    person = bind(app, "telegram", "wecom")
    telegram.troubles["张厂长"] = [blocked(), blocked()]
    wecom.troubles["张厂长"] = [NotSent("wait", "500"), blocked()]
    queue(app, person, "first")
    deliver(app)
    assert outcome(app, "first") == ("retry", "500")
    queue(app, person, "second")
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(minutes=1))
    deliver(app)
    assert outcome(app, "first") == ("dead", "no way")
    assert outcome(app, "second") == ("sent", None)
    assert len(wecom.arrived["张厂长"]) == 1


def test_what_was_missed_comes_in_one_message_after_the_answer(opened_app: Open, clock: StoppedClock) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    person = bind(app, "telegram")
    telegram.troubles["张厂长"] = [blocked(), blocked(), blocked()]
    queue(app, person, "decision")
    remind(app, person, "甲", "untrue")
    deliver(app)
    clock.move(timedelta(days=1))
    deliver(app)
    assert [outcome(app, key) for key in ("decision", "甲", "untrue")] == [("dead", "no way")] * 3
    now_pointless = {"of": "", "pointless": True}
    changed = update(tables.Outbox).where(tables.Outbox.key == "untrue").values(facts=now_pointless)
    app.database.write(lambda work: work.connection.execute(changed)).result()

    async def play() -> None:
        clock.move(timedelta(days=30))
        await asyncio.wrap_future(app.inbound.receive(telegram.incoming("张厂长", "你好", "back")))
        await until(lambda: len(telegram.arrived["张厂长"]) >= 1)
        clock.move(AFTER_THE_ANSWER)

    deliver(app, play)
    if len(telegram.arrived["张厂长"]) == 1:
        deliver(app)
    _, missed = telegram.arrived["张厂长"]
    assert missed.startswith("2 件事：\n1. ")
    assert "还差甲" in missed
    assert [outcome(app, key)[0] for key in ("decision", "甲", "untrue")] == ["sent", "sent", "dropped"]


def test_what_follows_an_answer_is_looked_for_when_its_own_time_comes(
    tmp_path: Path, clock: StoppedClock
) -> None:
    """The answer goes at once, and nothing else happens until then that would look into the outbox."""
    telegram = Vendor()
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=clock, channels=[telegram])
    telegram.troubles["张厂长"] = [blocked()]
    queue(app, bind(app, "telegram"), "decision")
    deliver(app)

    async def play() -> None:
        await asyncio.wrap_future(app.inbound.receive(telegram.incoming("张厂长", "你好", "back")))
        await until(lambda: len(telegram.arrived["张厂长"]) == 1 and settled(app))
        clock.move(AFTER_THE_ANSWER)

    deliver(app, play)
    assert len(telegram.arrived["张厂长"]) == 2
    app.close()


def test_nothing_is_tried_before_the_vendor_allows_it(opened_app: Open, clock: StoppedClock) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    telegram.troubles["张厂长"] = [busy(600)]
    queue(app, bind(app, "telegram"), "news")
    deliver(app)
    clock.move(timedelta(seconds=599))
    deliver(app)
    assert outcome(app, "news") == ("retry", "429")
    clock.move(timedelta(seconds=1))
    deliver(app)
    assert outcome(app, "news") == ("sent", None)


def test_an_account_that_moved_is_followed(opened_app: Open, clock: StoppedClock) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    telegram.troubles["张厂长"] = [NotSent("moved", "migrated", moved_to="新号")]
    queue(app, bind(app, "telegram"), "news")
    deliver(app)
    clock.move(timedelta(minutes=1))
    deliver(app)
    assert list(telegram.arrived) == ["新号"]


def test_what_the_vendor_calls_malformed_is_seen_by_staff_at_once(opened_app: Open) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    telegram.troubles["张厂长"] = [NotSent("broken", "400 can't parse entities")]
    queue(app, bind(app, "telegram"), "news")
    deliver(app)
    assert outcome(app, "news") == ("dead", "400 can't parse entities")


@pytest.mark.parametrize(
    ("notice", "capabilities", "state", "copies"),
    [
        (HARMLESS, Vendor().capabilities, "sent", 2),
        (HarmfulTwice(), Vendor().capabilities, "unknown", 1),
        (HarmfulTwice(), deduplicating(), "sent", 1),
    ],
)
def test_no_answer_from_the_vendor_is_a_second_copy_only_where_that_does_no_harm(
    opened_app: Open, clock: StoppedClock, notice: Notice, capabilities: Any, state: str, copies: int
) -> None:
    vendor = Vendor(capabilities=capabilities)
    vendor.after_arrival = [NotSent("wait", "time-out", uncertain=True)]
    app = opened_app(vendor)
    queue(app, bind(app, "telegram"), "news", notice)
    deliver(app)
    clock.move(timedelta(minutes=1))
    deliver(app)
    assert outcome(app, "news")[0] == state
    assert len(vendor.arrived["张厂长"]) == copies


@pytest.mark.parametrize(
    ("notice", "capabilities", "state", "copies"),
    [
        (HARMLESS, Vendor().capabilities, "sent", 2),
        (HarmfulTwice(), Vendor().capabilities, "unknown", 1),
        (HarmfulTwice(), deduplicating(), "sent", 1),
    ],
)
def test_a_crash_between_send_and_mark_is_a_second_copy_only_where_that_does_no_harm(
    opened_app: Open, clock: StoppedClock, notice: Notice, capabilities: Any, state: str, copies: int
) -> None:
    vendor = Vendor(capabilities=capabilities)
    app = opened_app(vendor)
    queue(app, bind(app, "telegram"), "news", notice)
    (message,) = app.delivery.round().result().messages
    asyncio.run(vendor.send(message.route.account, message.reply, message.key))
    restarted = opened_app(vendor)
    deliver_once = restarted.delivery.round().result()
    assert deliver_once.messages == []
    clock.move(LEASE)
    deliver(restarted)
    assert outcome(restarted, "news")[0] == state
    assert len(vendor.arrived["张厂长"]) == copies


def test_a_sender_that_comes_late_does_not_undo_what_another_did(
    opened_app: Open, clock: StoppedClock
) -> None:
    vendor = Vendor()
    app = opened_app(vendor)
    queue(app, bind(app, "telegram"), "news")
    (late,) = app.delivery.round().result().messages
    clock.move(LEASE)
    deliver(app)
    app.delivery.settle(late, blocked()).result()
    assert outcome(app, "news") == ("sent", None)


def test_what_somebody_points_at_is_known_by_the_vendors_id(opened_app: Open) -> None:
    app = opened_app(Vendor())
    person = bind(app, "telegram")
    queue(app, person, "news")
    remind(app, person, "12 小时", "30 家")
    deliver(app)
    with app.database.read() as connection:
        sent = select(tables.Outbox.account_id, tables.Outbox.message_id).where(
            tables.Outbox.account_id.is_not(None)
        )
        (account, news), (_, bundle) = connection.execute(sent.order_by(tables.Outbox.id)).all()
    assert account is not None
    assert news is not None
    assert bundle is not None

    def kinds(message_id: str, of: int = account) -> list[str]:
        found = app.database.write(lambda work: pointed_at(work, of, message_id)).result()
        return [kind for kind, _ in found.notices] if found else ["none"]

    assert kinds(news) == ["unbound"]
    assert kinds(bundle) == ["reminder", "reminder"]
    assert kinds("") == kinds("m-none") == kinds(news, account + 1) == ["none"]

    def quoted(words: str) -> bool:
        return app.database.write(lambda work: pointed_at(work, account, "", words)).result() is not None

    assert quoted("还差12 小时\n还差30 家")
    assert not quoted("还差一点")
    assert not quoted("…")
    queue(app, person, "more news")  # the same words twice: nobody knows which
    deliver(app)
    with app.database.read() as connection:
        shown = connection.execute(
            select(tables.Outbox.shown).where(tables.Outbox.key == "news")
        ).scalar_one()
    assert shown
    assert not quoted(shown["text"])


def test_the_channel_may_claim_an_answer_for_its_response(opened_app: Open, clock: StoppedClock) -> None:
    wechat = Vendor("wechat", passive())
    app = opened_app(wechat)
    bind(app, "wechat")

    async def play() -> None:
        gateway = wechat.gateway
        assert gateway
        receipt = await gateway.receive(wechat.incoming("张厂长", NEED, "one"))
        claimed = await gateway.claim(receipt)
        assert claimed == receipt.replies
        assert await gateway.claim(await gateway.receive(wechat.incoming("张厂长", NEED, "one"))) == claimed
        await gateway.answered(receipt)

    deliver(app, play)
    clock.move(timedelta(minutes=2))
    deliver(app)
    assert waiting(app) == 0
    assert not wechat.arrived


def test_an_answer_that_came_too_late_to_be_claimed_is_pushed(opened_app: Open, clock: StoppedClock) -> None:
    wechat = Vendor("wechat", passive())
    app = opened_app(wechat)
    bind(app, "wechat")
    receipt = app.inbound.receive(wechat.incoming("张厂长", NEED, "one")).result()
    deliver(app)
    assert not wechat.arrived
    clock.move(timedelta(seconds=5))
    deliver(app)
    assert len(wechat.arrived["张厂长"]) == 1
    assert app.inbound.claim(receipt, None).result() == ()


def test_a_claimed_answer_whose_response_never_left_is_pushed(opened_app: Open, clock: StoppedClock) -> None:
    wechat = Vendor("wechat", passive())
    app = opened_app(wechat)
    bind(app, "wechat")
    receipt = app.inbound.receive(wechat.incoming("张厂长", NEED, "one")).result()
    assert app.inbound.claim(receipt, 1).result() == receipt.replies
    clock.move(LEASE)
    deliver(app)
    assert len(wechat.arrived["张厂长"]) == 1


@pytest.mark.parametrize("channel", ["web", "telegram"])
def test_all_reminders_of_a_day_are_one_message_and_the_next_comes_next_morning(
    opened_app: Open, clock: StoppedClock, channel: str
) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    person = bind(app, channel)

    def in_one_go(work: Any) -> None:
        told = {key: Reminder(of=key) for key in ("日记", "总结")}
        told |= {"旧事": Reminder(pointless=True), "坏了": Reminder(broken=True)}
        notify(work, [Addressed(person, notice, key) for key, notice in told.items()], app.clock.now())

    app.database.write(in_one_go).result()
    deliver(app)
    remind(app, person, "活动")
    deliver(app)
    assert [outcome(app, key)[0] for key in ("日记", "总结", "旧事", "坏了")] == [
        "sent",
        "sent",
        "dropped",
        "dead",
    ]
    assert outcome(app, "活动")[0] == "queued"
    assert said(app, person) == ["2 件事：\n1. 还差日记\n2. 还差总结"]
    clock.move(timedelta(hours=23))
    deliver(app)
    assert said(app, person)[1:] == ["还差活动"]
    assert sum(map(len, telegram.arrived.values())) == (2 if channel == "telegram" else 0)


def test_reminders_that_travelled_together_share_their_fate(opened_app: Open, clock: StoppedClock) -> None:
    telegram = Vendor()
    app = opened_app(telegram)
    person = bind(app, "telegram")
    telegram.troubles["张厂长"] = [busy(), NotSent("wait", "cut off", uncertain=True)]
    remind(app, person, "日记", "总结")
    deliver(app)
    assert {outcome(app, key)[0] for key in ("日记", "总结")} == {"retry", "queued"}
    assert rows(app, tables.Outbox, tables.Outbox.lead_id.is_not(None)) == 0
    clock.move(timedelta(minutes=1))
    deliver(app)
    assert [outcome(app, key) for key in ("日记", "总结")] == [("unknown", "cut off")] * 2
    remind(app, person, "活动")
    deliver(app)
    assert outcome(app, "活动")[0] == "queued"  # they may have arrived: no other on the same day


def said(app: App, person: int) -> list[str]:
    """What a person was shown, in order."""
    shown = select(tables.Outbox.shown).where(
        tables.Outbox.person_id == person, tables.Outbox.state == "sent"
    )
    with app.database.read() as connection:
        bodies = connection.execute(shown.order_by(tables.Outbox.seq)).scalars()
        return [Reply.from_json(body).plain() for body in bodies if body]
