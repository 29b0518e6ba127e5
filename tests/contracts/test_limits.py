"""Who floods a vendor's channel is told so once, on every kind of database; nobody else waits for it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import App
from bot.clock import StoppedClock
from bot.gateways.attachments import Attachments
from bot.gateways.channels import NOT_KEPT, AppGateway
from bot.runtime.receive import TOO_FAST
from handlers.message import Incoming
from tests.contracts.crowd import FIRM, arrive, lawyer, rows, state_of, tables
from web.buckets import Allowance
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
