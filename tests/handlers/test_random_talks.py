"""Whatever people say, in whatever order: restarts and redeliveries leave the same rows behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from handlers.message import Choice, Incoming
from storage import tables
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY

ACTORS = (
    Actor("张厂长", "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂"),
    Actor("李律师", "expert", "440802", domains=("law", "hr"), certified=date(2026, 1, 1)),
)
COMMON = (
    "确认",
    "确任",
    "取消",
    "取肖",
    "返回",
    "修改",
    "跳过",
    "恢复",
    "帮住",
    "好的",
    "不对",
    "😀",
    "asdfgh",
    "你好",
)
SAID = {
    "张厂长": (
        "供应商拖欠货款，合同纠纷，想找律师问问",
        "明天开庭了，供应商告我们合同违约，急！",
        "不对，是霞山的",
        "撤回需求",
        "我的需求",
        "5",
        "2分，讲得听不懂，来得也晚",
    ),
    "李律师": (
        "接受",
        "婉拒，出差",
        "昨天给霞山两家厂讲劳动合同",
        "两个半小时",
        "时长改成一小时",
        "撤销",
        "修改日记",
        "今天下午到他们厂里谈了一个小时合同",
    ),
}
TAP = "点最后一个选项"
ROWS = (tables.Need, tables.Diary, tables.Offer, tables.Rating, tables.Dialogue, tables.Outbox, tables.Inbox)

Turn = tuple[str, str, bool]
"""Who, what, and whether the world is disturbed after it."""
turns: st.SearchStrategy[list[Turn]] = st.lists(
    st.sampled_from(sorted(SAID)).flatmap(
        lambda who: st.tuples(st.just(who), st.sampled_from((*SAID[who], *COMMON, TAP)), st.booleans())
    ),
    min_size=3,
    max_size=12,
)
FRESH = [HealthCheck.function_scoped_fixture]  # each example copies the town anew
few, many = (settings(max_examples=most, suppress_health_check=FRESH) for most in (15, 200))
Disturb = Callable[["Scene", Incoming], None]


class Scene:
    """A fresh copy of a town with one firm and one expert."""

    def __init__(self, town: Path, folder: Path) -> None:
        self.file = newest.copied(town, folder / "scene.db")
        self.app = _app(self.file)
        self.last: dict[str, Choice] = {}

    def play(self, turns: Sequence[Turn], disturb: Disturb) -> dict[str, list[Any]]:
        """Every row that is there at the end."""
        for number, (who, said, disturbed) in enumerate(turns):
            message = self._message(who, said, str(number))
            self.handle(message)
            if disturbed:
                disturb(self, message)
        found = {table.__tablename__: self._rows(table) for table in ROWS}
        self.app.close()
        return found

    def handle(self, message: Incoming) -> None:
        for reply in self.app.inbound.receive(message).result().replies:
            assert "出错了" not in reply.text
            if reply.choices:
                self.last[message.sender] = reply.choices[0]
        self.app.clockwork.tick()

    def restart(self) -> None:
        self.app.close()
        self.app = _app(self.file)

    def _message(self, who: str, said: str, key: str) -> Incoming:
        choice = self.last.get(who)
        if said == TAP and choice:
            return Incoming("web", who, key, choice.label, choice.token)
        return Incoming("web", who, key, said)

    def _rows(self, table: Any) -> list[Any]:
        with self.app.database.read() as connection:
            return [
                tuple(row)
                for row in connection.execute(select(table.__table__).order_by(*table.__table__.primary_key))
            ]


def _enter(app: App, actor: Actor, accounts: list[tuple[str, str]], work: UnitOfWork) -> int:
    return enter(work, actor, accounts, app.rules, app.clock.now())


def _app(file: Path) -> App:
    return open_app(f"sqlite:///{file}", clock=StoppedClock(MONDAY))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("town") / "town.db"
    app = _app(file)
    for actor in ACTORS:
        accounts = [("web", actor.name)]
        app.database.write(partial(_enter, app, actor, accounts)).result()
    app.close()
    return file


def _alike(town: Path, folder: Path, talk: list[Turn], disturb: Disturb) -> bool:
    undisturbed = Scene(town, folder).play(talk, lambda scene, message: None)
    return Scene(town, folder).play(talk, disturb) == undisturbed


@few
@given(talk=turns)
def test_restarts_change_nothing(town: Path, tmp_path: Path, talk: list[Turn]) -> None:
    assert _alike(town, tmp_path, talk, lambda scene, message: scene.restart())


@few
@given(talk=turns)
def test_redeliveries_change_nothing(town: Path, tmp_path: Path, talk: list[Turn]) -> None:
    assert _alike(town, tmp_path, talk, lambda scene, message: scene.handle(message))


@pytest.mark.soak
@many
@given(talk=turns)
def test_restarts_change_nothing_in_many_talks(town: Path, tmp_path: Path, talk: list[Turn]) -> None:
    assert _alike(town, tmp_path, talk, lambda scene, message: scene.restart())


@pytest.mark.soak
@many
@given(talk=turns)
def test_redeliveries_change_nothing_in_many_talks(town: Path, tmp_path: Path, talk: list[Turn]) -> None:
    assert _alike(town, tmp_path, talk, lambda scene, message: scene.handle(message))
