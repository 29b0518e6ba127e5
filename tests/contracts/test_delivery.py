"""What waits goes by the best open way, in order, once; what fails is tried again, goes another way, or is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from actions.notify import tell
from bot.app import House
from bot.cast import enter
from bot.channels.contract import NotSent
from bot.clock import StoppedClock
from bot.jobs import Jobs, prepare
from bot.wording import reminders
from handlers.engine.catalogue import catalogue
from handlers.engine.form import Notice
from handlers.message import Reply
from programme.delivery import LEASE
from storage.queries.delivery.due import WAITING
from tests import newest
from tests.contracts.crowd import FIRM, NEED, rows, tables
from tests.contracts.vendor import Vendor, at_work, blocked, busy, deduplicating, passive, until

Open = Callable[..., House]
Play = Callable[[], Coroutine[Any, Any, None]]
HARMLESS, HARMFUL, REMINDER = "unbound", "harmful", "reminder"
"""A notice that may come twice, one that may not, and one of which a person hears once a day."""


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    warning = Notice(HARMFUL, lambda talk, told: Reply("书面警告"), bears_double=False)
    reminder = Notice(REMINDER, lambda talk, told: _remind(told), reminder=True)
    reminders.cache_clear()
    for notice in (warning, reminder):
        monkeypatch.setitem(catalogue().notices, notice.kind, notice)
    yield
    reminders.cache_clear()


def _remind(told: dict[str, Any]) -> Reply | None:
    if told.get("broken"):
        raise LookupError("broken")
    return None if told.get("pointless") else Reply(f"还差{told['of']}")


@pytest.fixture(params=["sqlite", "postgres", "workers"])
def open_house(request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock) -> Iterator[Open]:
    """Opens a house with these vendors on each engine; a second one on the same database stands for a restart."""
    houses: list[House] = []
    on_sqlite, by_workers = request.param == "sqlite", request.param == "workers"
    file = tmp_path / "yiqi.db"
    database = newest.sqlite(file) if on_sqlite else request.getfixturevalue("postgres")()

    def opened(*vendors: Vendor) -> House:
        dispatch = Jobs() if by_workers else None
        houses.append(House(database, clock=clock, channels=vendors, dispatch=dispatch))
        if by_workers:
            prepare(houses[-1].engine)
        return houses[-1]

    yield opened
    for house in houses:
        house.close()


def bind(house: House, *channels: str) -> int:
    """A firm's person with accounts of one name on these channels; the person's id."""
    known = [(channel, "张厂长") for channel in channels]
    return house.write(lambda work: enter(work, FIRM, known, house.rules, house.now())).result()


def queue(
    house: House, person: int, key: str, kind: str = HARMLESS, urgent: bool = True, **facts: Any
) -> None:
    house.write(lambda work: tell(work, person, kind, key, house.now(), urgent=urgent, **facts)).result()


def remind(house: House, person: int, *keys: str, **facts: Any) -> None:
    for key in keys:
        queue(house, person, key, REMINDER, urgent=False, of=key, **facts)


def fate(house: House, key: str) -> tuple[str, str | None]:
    """State and reason of a notice."""
    with house.reader.connect() as connection:
        found = select(tables.Outbox.state, tables.Outbox.reason).where(tables.Outbox.key == key)
        state, reason = connection.execute(found).one()
        return state, reason


def waiting(house: House) -> int:
    return rows(house, tables.Outbox, tables.Outbox.state.in_(WAITING))


def settled(house: House) -> bool:
    """Nothing is in a courier's hands, and nothing could set out now."""
    under_way = tables.Outbox.state == "sending"
    due = tables.Outbox.state.in_(WAITING) & (tables.Outbox.due_at <= house.now())
    return rows(house, tables.Outbox, under_way | due) == 0


def deliver(house: House, play: Play | None = None) -> None:
    """Open the channels, play, and wait until nothing more can be done at this hour."""

    async def played() -> None:
        async with at_work(house):
            if play:
                await play()
            await until(lambda: settled(house))

    asyncio.run(played())


def test_an_answer_goes_where_the_question_came_from_and_once(open_house: Open) -> None:
    telegram, wecom = Vendor("telegram"), Vendor("wecom")
    house = open_house(telegram, wecom)
    bind(house, "telegram", "wecom", "web")

    async def play() -> None:
        assert wecom.doors
        first = await wecom.doors.take(wecom.intent_score("张厂长", NEED, "one"))
        again = await wecom.doors.take(wecom.intent_score("张厂长", NEED, "one"))
        assert again.replies == first.replies

    deliver(house, play)
    assert ["法律法规" in text for text in wecom.arrived["张厂长"]] == [True]
    assert not telegram.arrived


def test_answers_of_one_person_arrive_in_order(open_house: Open) -> None:
    telegram = Vendor()
    house = open_house(telegram)
    bind(house, "telegram")
    telegram.troubles["张厂长"] = [busy()]

    async def play() -> None:
        assert telegram.doors
        for text in ("发布需求", NEED, "修改"):
            await telegram.doors.take(telegram.intent_score("张厂长", text, text))

    deliver(house, play)
    assert telegram.arrived["张厂长"] == []
    assert isinstance(house.clock, StoppedClock)
    house.clock.move(timedelta(minutes=1))
    deliver(house)
    with house.reader.connect() as connection:
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
def test_a_notice_takes_the_best_way(open_house: Open, bound: tuple[str, ...], way: str) -> None:
    vendors = [Vendor(name) for name in ("telegram", "wechat", "wecom")]
    house = open_house(*vendors)
    queue(house, bind(house, *bound), "news")
    deliver(house)
    assert fate(house, "news") == ("sent", None)
    assert [vendor.name for vendor in vendors if vendor.arrived] == [way] * (way != "web")


def test_one_who_is_on_the_web_chat_now_reads_it_there(open_house: Open) -> None:
    telegram = Vendor()
    house = open_house(telegram)
    person = bind(house, "web", "telegram")
    house.take(Vendor("web").intent_score("张厂长", "你好", "one")).result()
    queue(house, person, "news")
    deliver(house)
    assert fate(house, "news")[0] == "sent"
    assert not telegram.arrived


def test_a_closed_way_leads_to_the_next_and_the_last_to_the_staff(open_house: Open) -> None:
    telegram, wecom = Vendor("telegram"), Vendor("wecom")
    house = open_house(telegram, wecom)
    person = bind(house, "telegram", "wecom")
    telegram.troubles["张厂长"] = [blocked(), blocked()]
    wecom.troubles["张厂长"] = [NotSent("wait", "500"), blocked()]
    queue(house, person, "first")
    deliver(house)
    assert fate(house, "first") == ("retry", "500")
    queue(house, person, "second")
    assert isinstance(house.clock, StoppedClock)
    house.clock.move(timedelta(minutes=1))
    deliver(house)
    assert fate(house, "first") == ("dead", "no way")
    assert fate(house, "second") == ("sent", None)
    assert len(wecom.arrived["张厂长"]) == 1


def test_nothing_is_tried_before_the_vendor_allows_it(open_house: Open, clock: StoppedClock) -> None:
    telegram = Vendor()
    house = open_house(telegram)
    telegram.troubles["张厂长"] = [busy(600)]
    queue(house, bind(house, "telegram"), "news")
    deliver(house)
    clock.move(timedelta(seconds=599))
    deliver(house)
    assert fate(house, "news") == ("retry", "429")
    clock.move(timedelta(seconds=1))
    deliver(house)
    assert fate(house, "news") == ("sent", None)


def test_an_account_that_moved_is_followed(open_house: Open, clock: StoppedClock) -> None:
    telegram = Vendor()
    house = open_house(telegram)
    telegram.troubles["张厂长"] = [NotSent("moved", "migrated", moved_to="新号")]
    queue(house, bind(house, "telegram"), "news")
    deliver(house)
    clock.move(timedelta(minutes=1))
    deliver(house)
    assert list(telegram.arrived) == ["新号"]


def test_what_the_vendor_calls_malformed_is_seen_by_staff_at_once(open_house: Open) -> None:
    telegram = Vendor()
    house = open_house(telegram)
    telegram.troubles["张厂长"] = [NotSent("broken", "400 can't parse entities")]
    queue(house, bind(house, "telegram"), "news")
    deliver(house)
    assert fate(house, "news") == ("dead", "400 can't parse entities")


@pytest.mark.parametrize(
    ("kind", "means", "state", "copies"),
    [
        (HARMLESS, Vendor().means, "sent", 2),
        (HARMFUL, Vendor().means, "unknown", 1),
        (HARMFUL, deduplicating(), "sent", 1),
    ],
)
def test_no_answer_from_the_vendor_is_a_second_copy_only_where_that_does_no_harm(
    open_house: Open, clock: StoppedClock, kind: str, means: Any, state: str, copies: int
) -> None:
    vendor = Vendor(means=means)
    vendor.after_arrival = [NotSent("wait", "time-out", uncertain=True)]
    house = open_house(vendor)
    queue(house, bind(house, "telegram"), "news", kind)
    deliver(house)
    clock.move(timedelta(minutes=1))
    deliver(house)
    assert fate(house, "news")[0] == state
    assert len(vendor.arrived["张厂长"]) == copies


@pytest.mark.parametrize(
    ("kind", "means", "state", "copies"),
    [
        (HARMLESS, Vendor().means, "sent", 2),
        (HARMFUL, Vendor().means, "unknown", 1),
        (HARMFUL, deduplicating(), "sent", 1),
    ],
)
def test_a_crash_between_send_and_mark_is_a_second_copy_only_where_that_does_no_harm(
    open_house: Open, clock: StoppedClock, kind: str, means: Any, state: str, copies: int
) -> None:
    vendor = Vendor(means=means)
    house = open_house(vendor)
    queue(house, bind(house, "telegram"), "news", kind)
    (errand,) = house.deliver_round().result().errands
    asyncio.run(vendor.send(errand.way.account, errand.reply, errand.key))
    restarted = open_house(vendor)
    deliver_once = restarted.deliver_round().result()
    assert deliver_once.errands == []
    clock.move(LEASE)
    deliver(restarted)
    assert fate(restarted, "news")[0] == state
    assert len(vendor.arrived["张厂长"]) == copies


def test_a_courier_that_comes_late_does_not_undo_what_another_did(
    open_house: Open, clock: StoppedClock
) -> None:
    vendor = Vendor()
    house = open_house(vendor)
    queue(house, bind(house, "telegram"), "news")
    (late,) = house.deliver_round().result().errands
    clock.move(LEASE)
    deliver(house)
    house.settle(late, blocked()).result()
    assert fate(house, "news") == ("sent", None)


def test_the_channel_may_claim_an_answer_for_its_response(open_house: Open, clock: StoppedClock) -> None:
    wechat = Vendor("wechat", passive())
    house = open_house(wechat)
    bind(house, "wechat")

    async def play() -> None:
        doors = wechat.doors
        assert doors
        receipt = await doors.take(wechat.intent_score("张厂长", NEED, "one"))
        claimed = await doors.claim(receipt)
        assert claimed == receipt.replies
        assert await doors.claim(await doors.take(wechat.intent_score("张厂长", NEED, "one"))) == claimed
        await doors.answered(receipt)

    deliver(house, play)
    clock.move(timedelta(minutes=2))
    deliver(house)
    assert waiting(house) == 0
    assert not wechat.arrived


def test_an_answer_that_came_too_late_to_be_claimed_is_pushed(open_house: Open, clock: StoppedClock) -> None:
    wechat = Vendor("wechat", passive())
    house = open_house(wechat)
    bind(house, "wechat")
    receipt = house.take(wechat.intent_score("张厂长", NEED, "one")).result()
    deliver(house)
    assert not wechat.arrived
    clock.move(timedelta(seconds=5))
    deliver(house)
    assert len(wechat.arrived["张厂长"]) == 1
    assert house.claim(receipt, None).result() == ()


def test_a_claimed_answer_whose_response_never_left_is_pushed(open_house: Open, clock: StoppedClock) -> None:
    wechat = Vendor("wechat", passive())
    house = open_house(wechat)
    bind(house, "wechat")
    receipt = house.take(wechat.intent_score("张厂长", NEED, "one")).result()
    assert house.claim(receipt, 1).result() == receipt.replies
    clock.move(LEASE)
    deliver(house)
    assert len(wechat.arrived["张厂长"]) == 1


@pytest.mark.parametrize("channel", ["web", "telegram"])
def test_all_reminders_of_a_day_are_one_message_and_the_next_comes_next_morning(
    open_house: Open, clock: StoppedClock, channel: str
) -> None:
    telegram = Vendor()
    house = open_house(telegram)
    person = bind(house, channel)

    def in_one_go(work: Any) -> None:
        for key in ("日记", "总结"):
            tell(work, person, REMINDER, key, house.now(), of=key)
        tell(work, person, REMINDER, "旧事", house.now(), pointless=True)
        tell(work, person, REMINDER, "坏了", house.now(), broken=True)

    house.write(in_one_go).result()
    deliver(house)
    remind(house, person, "活动")
    deliver(house)
    assert [fate(house, key)[0] for key in ("日记", "总结", "旧事", "坏了")] == [
        "sent",
        "sent",
        "dropped",
        "dead",
    ]
    assert fate(house, "活动")[0] == "queued"
    assert said(house, person) == ["有 2 件事提醒您：\n1. 还差日记\n2. 还差总结"]
    clock.move(timedelta(hours=23))
    deliver(house)
    assert said(house, person)[1:] == ["还差活动"]
    assert sum(map(len, telegram.arrived.values())) == (2 if channel == "telegram" else 0)


def test_reminders_that_travelled_together_share_their_fate(open_house: Open, clock: StoppedClock) -> None:
    telegram = Vendor()
    house = open_house(telegram)
    person = bind(house, "telegram")
    telegram.troubles["张厂长"] = [busy(), NotSent("wait", "cut off", uncertain=True)]
    remind(house, person, "日记", "总结")
    deliver(house)
    assert {fate(house, key)[0] for key in ("日记", "总结")} == {"retry", "queued"}
    assert rows(house, tables.Outbox, tables.Outbox.lead_id.is_not(None)) == 0
    clock.move(timedelta(minutes=1))
    deliver(house)
    assert [fate(house, key) for key in ("日记", "总结")] == [("unknown", "cut off")] * 2
    remind(house, person, "活动")
    deliver(house)
    assert fate(house, "活动")[0] == "queued"  # they may have arrived: no other on the same day


def said(house: House, person: int) -> list[str]:
    """What a person was shown, in order."""
    shown = select(tables.Outbox.shown).where(
        tables.Outbox.person_id == person, tables.Outbox.state == "sent"
    )
    with house.reader.connect() as connection:
        bodies = connection.execute(shown.order_by(tables.Outbox.seq)).scalars()
        return [Reply.from_json(body).plain() for body in bodies if body]
