"""Small words for tests of the application: somebody enters, somebody says something, how many rows there are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from typing import Any

from sqlalchemy import func, select

from bot.app import App
from bot.devtools.fixtures import Actor, enter
from bot.runtime.receive import Receipt
from handlers.message import Incoming
from storage import tables
from storage.queries.people.speakers import Speaker, by_account
from storage.unit_of_work import UnitOfWork

NEED = "供应商拖欠货款，合同纠纷，想找律师问问"
FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂")


def lawyer(name: str, capacity: int = 3) -> Actor:
    return Actor(name, "expert", "440802", domains=("law",), capacity=capacity, certified=date(2026, 1, 1))


def arrive(app: App, actor: Actor) -> int:
    """Enter with a web account of one's name; the person's id."""
    accounts = [("web", actor.name)]
    return app.database.write(lambda work: enter(work, actor, accounts, app.rules, app.clock.now())).result()


def send(app: App, sender: str, text: str, key: str = "") -> Future[Receipt]:
    return app.inbound.receive(Incoming("web", sender, key or f"{sender}:{text}", text))


def say(app: App, sender: str, text: str, key: str = "") -> str:
    """What is answered, as plain text."""
    replies = send(app, sender, text, key).result().replies
    return "\n".join(reply.plain() for reply in replies)


def do(app: App, who: str, deed: Callable[[UnitOfWork, Speaker], Any]) -> Any:
    """What comes of a deed of this person's."""

    def done(work: UnitOfWork) -> Any:
        speaker = by_account(work, "web", who)
        assert speaker
        return deed(work, speaker)

    return app.database.write(done).result()


def rows(app: App, table: Any, *where: Any) -> int:
    with app.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def state_of(app: App, sender: str) -> dict[str, Any]:
    """The stored dialogue."""

    def found(work: Any) -> dict[str, Any]:
        speaker = by_account(work, "web", sender)
        return speaker.state if speaker else {}

    return app.database.write(found).result()


__all__ = ["FIRM", "NEED", "arrive", "do", "lawyer", "rows", "say", "send", "state_of", "tables"]
