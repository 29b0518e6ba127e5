"""Telling many people at once: what a sweep over everybody queues, in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from language import regions
from programme.authority import able
from storage.queries.delivery.outbox import queue_once
from storage.tables import Staff
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice for one person; `key` makes it unique for ever, as in `actions.notify.tell`."""

    person_id: int
    kind: str
    key: str
    facts: dict[str, Any] = field(default_factory=dict)


def tell_all(work: UnitOfWork, tellings: Iterable[Telling], now: datetime) -> None:
    """Queue all that were not queued before."""
    common = {"urgent": False, "state": "queued", "due_at": now, "created_at": now}
    rows = [
        {"person_id": one.person_id, "kind": one.kind, "key": one.key, "facts": one.facts} | common
        for one in tellings
    ]
    if rows:
        work.flush()
        for one in tellings:
            work.request_delivery(one.person_id, now)
        work.connection.execute(queue_once(work.on_sqlite), rows)


class Centres:
    """The members of staff who may do something, read once, to find whose jurisdiction a region lies in."""

    def __init__(self, work: UnitOfWork, to_do: str) -> None:
        rows = work.session.execute(select(Staff.person_id, Staff.jurisdiction, Staff.roles))
        able_ones = able(to_do)
        self._staff = [(person, office) for person, office, roles in rows if not able_ones.isdisjoint(roles)]
        self._known: dict[str, list[int]] = {}

    def of(self, region: str | None) -> list[int]:
        """The persons who answer for this region."""
        place = region or ""
        if place not in self._known:
            self._known[place] = [who for who, where in self._staff if regions.within(place, where)]
        return self._known[place]
