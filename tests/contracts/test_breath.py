"""One act in several messages is answered once, whatever comes again and whatever dies, on each kind of database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.gateways.channels import AppGateway
from bot.runtime.receive import Receipt
from handlers.message import Attachment, Incoming
from tests.contracts.crowd import FIRM, lawyer, rows, tables
from tests.contracts.vendor import QUICK, Vendor, at_work, passive, until

PIECES = ("供货商欠了货款不肯给", "合同是去年签的", "我们催了三回都没用")
SECOND = timedelta(seconds=1)
Say = Callable[..., Receipt]


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def talking(database: str, clock: StoppedClock, vendor: Vendor) -> Iterator[App]:
    """An application with one vendor, whose answers wait for a breath; nothing is sent before it is at work."""
    app = open_app(database, clock=clock, channels=[vendor])
    yield app
    app.close()


def _arrive(app: App, actor: Actor) -> None:
    accounts = [("telegram", actor.name)]
    app.database.write(lambda work: enter(work, actor, accounts, app.rules, app.clock.now())).result()


def _say(app: App, name: str, text: str, key: str = "", **parts: Any) -> Receipt:
    return app.inbound.receive(Incoming("telegram", name, key or f"{name}:{text}", text, **parts)).result()


def _states(app: App) -> list[str]:
    with app.database.read() as connection:
        return list(connection.execute(select(tables.Outbox.state).order_by(tables.Outbox.id)).scalars())


def _set(app: App, **values: Any) -> None:
    """What delivery has done meanwhile with every answer."""
    done = update(tables.Outbox).values(values)
    app.database.write(lambda work: work.connection.execute(done) and None).result()


async def _sent(app: App, vendor: Vendor, clock: StoppedClock, name: str) -> list[str]:
    """What arrives once the breath is over."""
    clock.move(timedelta(seconds=3))
    async with at_work(app):
        app.scheduler.deliver_now()
        await until(lambda: not set(_states(app)) & {"queued", "sending"})
    return vendor.arrived[name]


def test_fragments_are_answered_once_and_each_is_in_the_answer(
    talking: App, vendor: Vendor, clock: StoppedClock
) -> None:
    _arrive(talking, FIRM)
    for piece in PIECES:
        _say(talking, "张厂长", piece)
        clock.move(SECOND)
    assert _states(talking) == ["superseded", "superseded", "queued"]
    [answer] = asyncio.run(_sent(talking, vendor, clock, "张厂长"))
    assert "，".join(PIECES) in answer


def test_what_comes_after_the_answer_is_answered_anew(
    talking: App, vendor: Vendor, clock: StoppedClock
) -> None:
    _arrive(talking, FIRM)
    _say(talking, "张厂长", PIECES[0])
    _set(talking, state="sent")
    _say(talking, "张厂长", PIECES[1])
    [answer] = asyncio.run(_sent(talking, vendor, clock, "张厂长"))
    assert PIECES[1] in answer
    assert _states(talking) == ["sent", "sent"]


def test_a_redelivered_fragment_changes_nothing(talking: App, vendor: Vendor, clock: StoppedClock) -> None:
    _arrive(talking, FIRM)
    for piece in (*PIECES, *PIECES):
        _say(talking, "张厂长", piece)
    assert _states(talking) == ["superseded", "superseded", "queued"]
    assert _say(talking, "张厂长", PIECES[0]).replies == ()
    [answer] = asyncio.run(_sent(talking, vendor, clock, "张厂长"))
    assert answer.count(PIECES[1]) == 1


def test_a_process_that_dies_between_fragments_loses_and_doubles_nothing(
    database: str, clock: StoppedClock, vendor: Vendor
) -> None:
    first = open_app(database, clock=clock, channels=[vendor])
    _arrive(first, FIRM)
    _say(first, "张厂长", PIECES[0])
    first.close()
    second = open_app(database, clock=clock, channels=[vendor])
    _say(second, "张厂长", PIECES[1])
    second.close()
    third = open_app(database, clock=clock, channels=[vendor])
    [answer] = asyncio.run(_sent(third, vendor, clock, "张厂长"))
    third.close()
    assert f"{PIECES[0]}，{PIECES[1]}" in answer


def test_a_fragment_whose_transaction_fails_leaves_the_earlier_answer_alone(
    talking: App, vendor: Vendor, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _arrive(talking, FIRM)
    _say(talking, "张厂长", PIECES[0])
    with monkeypatch.context() as patch:
        patch.setattr("bot.runtime.receive.keep_talk", _stumble)
        with pytest.raises(Exception, match="stumbled"):
            _say(talking, "张厂长", PIECES[1])
    assert _states(talking) == ["queued"]
    _say(talking, "张厂长", PIECES[1])
    [answer] = asyncio.run(_sent(talking, vendor, clock, "张厂长"))
    assert PIECES[1] in answer


def test_an_answer_in_a_senders_hands_is_not_called_back(talking: App, clock: StoppedClock) -> None:
    _arrive(talking, FIRM)
    _say(talking, "张厂长", PIECES[0])
    _set(talking, state="sending", tries=1)
    _say(talking, "张厂长", PIECES[1])
    assert _states(talking) == ["sending", "queued"]


def test_another_matter_lets_the_answer_go_first(talking: App, vendor: Vendor, clock: StoppedClock) -> None:
    _arrive(talking, FIRM)
    _say(talking, "张厂长", PIECES[0])
    _say(talking, "张厂长", "帮助")
    assert _states(talking) == ["queued", "queued"]
    first, second = asyncio.run(_sent(talking, vendor, clock, "张厂长"))
    assert "正在办" not in first
    assert "正在办" in second


def test_a_command_and_a_tap_do_not_wait(talking: App, clock: StoppedClock) -> None:
    _arrive(talking, FIRM)
    for text in ("帮助", "发布需求", "我的需求"):
        assert _say(talking, "张厂长", text).until is None
    assert _say(talking, "张厂长", PIECES[0]).until == clock.now() + timedelta(seconds=2)


def test_what_only_the_first_answer_said_is_in_the_last(
    talking: App, vendor: Vendor, clock: StoppedClock
) -> None:
    _arrive(talking, FIRM)
    _say(talking, "张厂长", "供货商欠了货款不肯给，想起诉。另外想申请一笔贷款")
    _say(talking, "张厂长", "合同是去年签的")
    [answer] = asyncio.run(_sent(talking, vendor, clock, "张厂长"))
    assert "听到 2 件" in answer


def test_an_album_is_answered_once(talking: App, vendor: Vendor, clock: StoppedClock) -> None:
    _arrive(talking, lawyer("李律师"))
    _say(talking, "李律师", "昨天下午在赤坎给3家企业讲了两个小时合同")
    _set(talking, state="sent")
    for place, words in enumerate(("现场照片", "", "")):
        picture = Attachment(str(place), "image/jpeg", 1)
        _say(talking, "李律师", words, f"part {place}", files=(picture,), part_of="77")
    [answer] = asyncio.run(_sent(talking, vendor, clock, "李律师"))
    assert answer.startswith("照片收到了，志愿日记只记文字")


def test_a_text_that_the_app_cut_is_refused_once_and_its_tail_is_no_need(
    talking: App, vendor: Vendor, clock: StoppedClock
) -> None:
    _arrive(talking, FIRM)
    whole = "供货商欠了货款不肯给，我们催了很多回。" * 300
    for place in range(0, len(whole), 4096):
        _say(talking, "张厂长", whole[place : place + 4096], str(place))
    [answer] = asyncio.run(_sent(talking, vendor, clock, "张厂长"))
    assert f"这条有 {len(whole)} 个字" in answer
    assert rows(talking, tables.Need) == 0


def test_in_a_response_the_answer_is_claimed_after_the_breath_and_a_superseded_one_is_empty(
    database: str, clock: StoppedClock
) -> None:
    app = open_app(database, clock=clock, channels=[Vendor(capabilities=passive())])
    _arrive(app, FIRM)
    receipts = [_say(app, "张厂长", piece) for piece in PIECES]
    claimed = [app.inbound.claim(receipt, None).result() for receipt in receipts]
    assert [len(replies) for replies in claimed] == [0, 0, 1]
    assert "，".join(PIECES) in claimed[2][0].plain()
    app.close()


def test_the_gateway_waits_before_it_claims(tmp_path: Any) -> None:
    file = f"sqlite:///{tmp_path / 'yiqi.db'}"
    app = open_app(file, channels=[Vendor(capabilities=passive())], breath_seconds=2)
    _arrive(app, FIRM)

    async def both() -> list[int]:
        gateway = AppGateway(app.inbound)
        first = await gateway.receive(Incoming("telegram", "张厂长", "1", PIECES[0]))
        waiting = asyncio.create_task(gateway.claim(first))
        await asyncio.sleep(0.1)
        second = await gateway.receive(Incoming("telegram", "张厂长", "2", PIECES[1]))
        return [len(await waiting), len(await gateway.claim(second))]

    assert asyncio.run(both()) == [0, 1]
    app.close()


def test_with_no_breath_every_message_is_answered_at_once(database: str, clock: StoppedClock) -> None:
    app = open_app(database, clock=clock, channels=[Vendor(capabilities=QUICK)], breath_seconds=0)
    _arrive(app, FIRM)
    for piece in PIECES:
        assert _say(app, "张厂长", piece).until is None
    assert _states(app) == ["queued"] * 3
    app.close()


def _stumble(*heard: object) -> None:
    raise RuntimeError("stumbled")
