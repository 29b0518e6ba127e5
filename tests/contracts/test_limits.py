"""Who floods a vendor's channel is told so once, on every kind of database; nobody else waits for it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.gateways.attachments import Attachments
from bot.gateways.channels import AppGateway
from bot.gateways.pages import PageGateway
from bot.runtime.receive import NOT_KEPT, TOO_FAST, TOO_MANY
from handlers.message import Incoming
from programme.buckets import Allowance
from tests.contracts.crowd import FIRM, arrive, lawyer, rows, state_of, tables
from web.guard import Guard, Limits
from web.refusals import Refused

FEW = Limits(messages=Allowance(2, 60), files=Allowance(9, 9), stored_mb=1)


def guarded(app: App, clock: StoppedClock) -> AppGateway:
    guard = Guard(FEW, lambda: clock.now().timestamp())
    return AppGateway(replace(app.inbound, guard=guard))


def sent(gateway: AppGateway, who: str, *texts: str) -> list[list[str]]:
    """What each of these messages is answered."""

    async def one(text: str) -> list[str]:
        receipt = await gateway.receive(Incoming("web", who, f"{who}:{text}", text))
        if receipt is NOT_KEPT:
            assert await gateway.claim(receipt) == ()
            await gateway.answered(receipt)
        return [reply.text for reply in receipt.replies]

    async def all_of_them() -> list[list[str]]:
        return [await one(text) for text in texts]

    return asyncio.run(all_of_them())


def test_a_flood_is_told_once_and_leaves_nothing_more(app: App, clock: StoppedClock) -> None:
    arrive(app, FIRM)
    arrive(app, lawyer("李律师"))
    gateway = guarded(app, clock)
    answers = sent(gateway, "张厂长", *(f"你好{number}" for number in range(10)))
    assert [bool(answer) for answer in answers] == [True] * 3 + [False] * 7
    assert answers[2] == [TOO_FAST]
    assert rows(app, tables.Inbox) == rows(app, tables.Outbox) == 3
    assert sent(gateway, "李律师", "记日记")[0] != [TOO_FAST]


def test_after_a_rest_one_is_heard_again_and_told_again(app: App, clock: StoppedClock) -> None:
    arrive(app, lawyer("李律师"))
    gateway = guarded(app, clock)
    assert sent(gateway, "李律师", "帮助", "你好", "太快", "又快")[2:] == [[TOO_FAST], []]
    clock.move(timedelta(minutes=1))
    again = sent(gateway, "李律师", "记日记", "还太快", "又又快")
    assert again[0] != [TOO_FAST]
    assert again[1:] == [[TOO_FAST], []]


def test_what_is_not_taken_leaves_the_talk_where_it_was(app: App, clock: StoppedClock) -> None:
    arrive(app, lawyer("李律师"))
    before = sent(guarded(app, clock), "李律师", "记日记", "昨天", "取消")
    assert before[2] == [TOO_FAST]
    assert state_of(app, "李律师")["stack"]


def test_an_account_that_is_full_keeps_no_more_files(app: App, clock: StoppedClock) -> None:
    arrive(app, FIRM)
    files = Attachments(app.database, clock, Guard(FEW, lambda: 0.0))
    assert asyncio.run(files.keep("web", "张厂长", b"x" * 900_000, "text/csv")).key
    with pytest.raises(Refused, match="存满"):
        asyncio.run(files.keep("web", "张厂长", b"x" * 200_000, "text/csv"))
    assert rows(app, tables.File) == 1


CROWDED = Limits(newcomers=Allowance(2, 60), arrivals=Allowance(3, 60))


def crowded(app: App, clock: StoppedClock) -> AppGateway:
    """As another process has it: nothing is remembered but by the database."""
    return AppGateway(replace(app.inbound, guard=Guard(CROWDED, lambda: clock.now().timestamp())))


def arrives(gateway: AppGateway, who: str, key: str) -> list[str]:
    receipt = asyncio.run(gateway.receive(Incoming("telegram", who, key, "你好")))
    return [reply.text for reply in receipt.replies]


def test_newcomers_of_a_vendor_beyond_the_room_are_told_once_and_let_in_later(
    app: App, clock: StoppedClock
) -> None:
    for number in range(3):
        assert arrives(crowded(app, clock), f"来客{number}", f"{number}") != [TOO_MANY]
    assert arrives(crowded(app, clock), "晚到", "a") == [TOO_MANY]
    assert arrives(crowded(app, clock), "晚到", "a") == [TOO_MANY], "a redelivery is answered as before"
    kept = rows(app, tables.Inbox)
    assert arrives(crowded(app, clock), "晚到", "b") == []
    assert arrives(crowded(app, clock), "来客1", "c") not in ([], [TOO_MANY]), "others feel nothing"
    assert rows(app, tables.Inbox) == kept + 1
    clock.move(timedelta(minutes=1))
    assert arrives(crowded(app, clock), "晚到", "b") not in ([], [TOO_MANY])
    assert arrives(crowded(app, clock), "晚到", "d") not in ([], [TOO_MANY])


def test_new_guests_are_counted_for_all_processes_and_across_restarts(app: App, clock: StoppedClock) -> None:
    def opens(slot: str, address: str) -> float:
        pages = PageGateway(crowded(app, clock).inbound)
        return asyncio.run(pages.open_account(slot, "x", address))

    assert [opens(f"s{number}", "10.0.0.1") for number in range(2)] == [0.0, 0.0]
    assert opens("s3", "10.0.0.1") == pytest.approx(60)
    assert opens("s4", "10.0.0.2") == 0.0
    assert opens("s5", "10.0.0.3") == pytest.approx(60), "all addresses together"
    clock.move(timedelta(minutes=2))
    assert opens("s6", "10.0.0.1") == 0.0
    assert rows(app, tables.Account) == 4
    with app.database.read() as connection:
        raw = repr(connection.execute(select(tables.Ledger)).all())
    assert "10.0.0.1" not in raw
