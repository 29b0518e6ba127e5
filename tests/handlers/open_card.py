"""A small town for trying what an open form does with messages that were not meant for it, and what is seen of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func, select

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from handlers.engine.state import Dialogue
from handlers.message import Incoming, Reply
from storage import tables
from tests import newest
from tests.conftest import MONDAY

ROOT = Path(__file__).parent.parent.parent
FIRM, OTHER_FIRM, LAWYER, ACCOUNTANT = "张厂长", "王老板", "李律师", "陈会计"
STATION, OFFICER, CHIEF = "吴站长", "小赵", "孙丽"
ACTORS = (
    Actor(FIRM, "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂"),
    Actor(OTHER_FIRM, "enterprise", "440803", enterprise="霞山好味糕点"),
    Actor(LAWYER, "expert", "440802", domains=("law",), certified=date(2026, 1, 1)),
    Actor(ACCOUNTANT, "expert", "440802", domains=("tax", "finance"), certified=date(2026, 1, 1)),
    Actor(STATION, "station", "440802", unit="赤坎工作站", certified=date(2026, 1, 1)),
    Actor(OFFICER, "staff", jurisdiction="440800", staff_roles=("reviewer", "operator", "admin")),
    Actor(CHIEF, "staff", jurisdiction="440800", staff_roles=("reviewer", "operator", "admin")),
)
ROLES = {FIRM: "enterprise", LAWYER: "expert", STATION: "station", OFFICER: "staff"}
BEFORE = (
    (FIRM, "税务局要我们补报去年的个税，会计刚走，想请懂报税的老师"),
    (FIRM, "确认"),
    (ACCOUNTANT, "接受"),
)
PUSHES = {
    LAWYER: (
        (OTHER_FIRM, "房东要提前收回铺面，租赁合同还有两年，怎么办"),
        (OTHER_FIRM, "确认"),
    ),
    FIRM: ((ACCOUNTANT, "今天给他们线上讲了四十分钟个税"), (ACCOUNTANT, "确认")),
    STATION: ((CHIEF, "通知所有工作站周五下午三点开会"), (CHIEF, "确认")),
    OFFICER: (
        (OTHER_FIRM, "我要投诉陈会计，他上次来收了我两百块钱"),
        (OTHER_FIRM, "跳过"),
        (OTHER_FIRM, "确认"),
    ),
}
"""What brings somebody an invitation, a question for stars, a notice, or something to decide."""
SHORT = (
    "1",
    "2",
    "3",
    "5",
    "确认",
    "好的",
    "对",
    "不对",
    "取消",
    "返回",
    "修改",
    "跳过",
    "两家",
    "160",
    "接受",
    "婉拒",
)


@cache
def sentences(name: str) -> tuple[str, ...]:
    """What people of this one's role say in the project's own sentences and talks."""
    return tuple(sorted({*_rows(ROLES[name]), *_talks(ROLES[name])}))


@cache
def of_role(role: str) -> tuple[str, ...]:
    """The same for a role; whoever is none of the four says what a firm says."""
    known = role if role in ROLES.values() else "expert" if "expert" in role else "enterprise"
    return tuple(sorted({*_rows(known), *_talks(known)}))


def _rows(role: str) -> Iterator[str]:
    for file in sorted((ROOT / "language/data/intents/sentences").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines()[::7]:
            row = json.loads(line)
            if row["role"] in (role, "any", ""):
                yield row["text"]


def _talks(role: str) -> Iterator[str]:
    for file in sorted((ROOT / "tests/dialogues").glob("*.yaml")):
        for talk in yaml.safe_load_all(file.read_text("utf-8")):
            people = {name for name, what in talk["people"].items() if what["role"] == role}
            for step in talk["talk"]:
                name, said = next(iter(step.items()))
                if name in people and isinstance(said, str):
                    yield said


@dataclass
class Seen:
    """What stands for somebody at one moment: their forms in hand, what was decided, and what they were shown last."""

    dialogue: Dialogue
    offers: dict[int, str]
    ratings: dict[int, int]
    needs: dict[int, str]
    diaries: dict[int, tuple[str, int]]
    shown: list[Reply] = field(default_factory=list)


class Town:
    """Two firms and two experts; the accountant serves the first firm, so that stars may be asked for."""

    def __init__(self, file: Path) -> None:
        self.app = opened(file)
        self.shown: dict[str, list[Reply]] = {}
        self._number = self._said_so_far()

    @classmethod
    def fresh(cls, built: Path, folder: Path) -> Town:
        """A copy of one that was built."""
        return cls(newest.copied(built, folder / "town.db"))

    def say(self, name: str, text: str = "", token: str = "") -> list[Reply]:
        self._number += 1
        incoming = Incoming("web", name, f"{name}{self._number}", text, token)
        replies = list(self.app.inbound.receive(incoming).result().replies)
        assert not any("出错了" in reply.text for reply in replies), text
        self.app.clockwork.tick()
        self.shown[name] = replies
        return replies

    def _said_so_far(self) -> int:
        with self.app.database.read() as connection:
            return connection.execute(select(func.count()).select_from(tables.Inbox)).scalar_one()

    def push(self, name: str) -> None:
        """Something is sent to somebody who asked for nothing."""
        for other, text in PUSHES[name]:
            self.say(other, text)

    def seen(self, name: str) -> Seen:
        with self.app.database.read() as connection:
            person = connection.execute(
                select(tables.Account.person_id).where(tables.Account.external_id == name)
            ).scalar_one()
            state = connection.execute(
                select(tables.Dialogue.state).where(tables.Dialogue.person_id == person)
            ).scalar_one()
            return Seen(
                Dialogue.from_json(state),
                _pairs(connection, tables.Offer.id, tables.Offer.state),
                _pairs(connection, tables.Rating.need_id, tables.Rating.stars),
                _pairs(connection, tables.Need.id, tables.Need.text),
                {
                    row.id: (f"{row.hours.normalize():f}", row.enterprises)
                    for row in connection.execute(
                        select(tables.Diary.id, tables.Diary.hours, tables.Diary.enterprises)
                    )
                },
                self.shown.get(name, []),
            )

    def close(self) -> None:
        self.app.close()


def _pairs(connection: Any, key: Any, value: Any) -> dict[Any, Any]:
    return {row[0]: row[1] for row in connection.execute(select(key, value))}


def opened(file: Path) -> App:
    return open_app(f"sqlite:///{file}", clock=StoppedClock(MONDAY))


def build(file: Path) -> None:
    """Write the town, up to where the accountant has taken the firm's need on."""
    town = Town(file)
    for actor in ACTORS:
        town.app.database.write(
            lambda work, actor=actor: enter(  # type: ignore[misc]
                work, actor, [("web", actor.name)], town.app.rules, town.app.clock.now()
            )
        ).result()
    for name, text in BEFORE:
        town.say(name, text)
    town.close()
