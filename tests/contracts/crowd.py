"""Small words for tests of the house: somebody enters, somebody says something, how many rows there are."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import Any

from sqlalchemy import func, select

from bot.app import House
from bot.devtools.fixtures import Actor, enter
from bot.runtime.inbound import Receipt
from handlers.message import Incoming
from storage import tables
from storage.queries.people.speakers import by_account

NEED = "供应商拖欠货款，合同纠纷，想找律师问问"
FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂")


def lawyer(name: str, capacity: int = 3) -> Actor:
    return Actor(name, "expert", "440802", domains=("law",), capacity=capacity, certified=date(2026, 1, 1))


def arrive(house: House, actor: Actor) -> int:
    """Enter with a web account of one's name; the person's id."""
    accounts = [("web", actor.name)]
    return house.write(lambda work: enter(work, actor, accounts, house.rules, house.now())).result()


def send(house: House, sender: str, text: str, key: str = "") -> Future[Receipt]:
    return house.take(Incoming("web", sender, key or f"{sender}:{text}", text))


def say(house: House, sender: str, text: str, key: str = "") -> str:
    """What is answered, as plain text."""
    replies = send(house, sender, text, key).result().replies
    return "\n".join(reply.plain() for reply in replies)


def rows(house: House, table: Any, *where: Any) -> int:
    with house.reader.connect() as connection:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def state_of(house: House, sender: str) -> dict[str, Any]:
    """The stored dialogue."""

    def found(work: Any) -> dict[str, Any]:
        speaker = by_account(work, "web", sender)
        return speaker.state if speaker else {}

    return house.write(found).result()


__all__ = ["FIRM", "NEED", "arrive", "lawyer", "rows", "say", "send", "state_of", "tables"]
