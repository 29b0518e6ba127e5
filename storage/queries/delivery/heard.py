"""What was said in a span of days and what was done with it, for whoever makes the reading better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage.tables import Enterprise, Expert, Inbox, Person, Station


@dataclass(frozen=True, slots=True)
class Heard:
    """A message: what was done with it, what it was read to want, and its words, which one who has not consented never has."""

    move: str
    intent: str | None
    sure: bool | None
    text: str


def heard(connection: Connection, begins: datetime, ends: datetime) -> list[Heard]:
    """What came in from one moment up to another, in order."""
    within = (Inbox.received_at >= begins, Inbox.received_at < ends, Inbox.move.is_not(None))
    found = select(Inbox.move, Inbox.intent, Inbox.sure, Inbox.body).where(*within).order_by(Inbox.id)
    return [
        Heard(move or "", intent, sure, str(body.get("text", "")))
        for move, intent, sure, body in connection.execute(found)
    ]


def people_named(connection: Connection) -> frozenset[str]:
    """The names of all persons."""
    return frozenset(connection.execute(select(Person.name).where(Person.name != "").distinct()).scalars())


def houses_named(connection: Connection) -> frozenset[str]:
    """The names of all enterprises and stations, and of the units of experts."""
    names = (
        select(Enterprise.name),
        select(Station.name),
        select(Expert.unit).where(Expert.unit.is_not(None)),
    )
    return frozenset(name for one in names for name in connection.execute(one).scalars() if name)
