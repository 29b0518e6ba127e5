"""In a group nobody hears of needs, firms or names; figures and what is said there go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from handlers.message import Incoming
from storage.tables import Diary
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import FIRM, NEED, arrive, say

LAWYER = Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1))
TOLD = "今天上午服务了一家企业，讲了两个小时合同"
QUESTIONS = (
    "我的进度",
    "怎么少算了一家企业",
    "修改日记",
    "刚才记的时长写多了，应该是一个半小时",
    TOLD,
    "我来接 1 号",
    "企业电话",
    "我的需求",
    "附近需求",
    "1号需求怎么样了",
)
_numbers = count()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """An expert with one service done for a firm, and another of its needs in hand."""
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=StoppedClock(MONDAY))
    for actor in (FIRM, LAWYER):
        arrive(app, actor)
    say(app, "张厂长", NEED)
    say(app, "张厂长", "确认")
    say(app, "李律师", "接受")
    yield app
    app.close()


def _in_group(app: App, text: str, choice: str = "") -> str:
    message = Incoming("web", "李律师", f"group {next(_numbers)}", text, choice, room="群")
    replies = app.inbound.receive(message).result().replies
    return "\n".join(reply.plain() for reply in replies)


def test_nobody_hears_of_needs_firms_or_names(app: App) -> None:
    heard = "".join(_in_group(app, text) for text in (TOLD, "确认", *QUESTIONS, "取消"))
    assert "2 小时" in heard
    assert not [one for one in ("蓝湾", "张厂长", "货款", "供应商") if one in heard], heard


def test_a_service_told_in_a_group_is_still_of_its_firm(app: App) -> None:
    _in_group(app, TOLD)
    assert "已记录" in _in_group(app, "确认")
    with app.database.read() as connection:
        assert connection.execute(select(Diary.names)).scalar_one() == ["蓝湾海鲜加工厂"]
    assert "蓝湾" in say(app, "李律师", "我的进度")
