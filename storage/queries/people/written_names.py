"""Which of many words are names: of people, their units, applicants, stations and firms."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, union

from storage.tables import Application, Enterprise, Expert, Person, Station
from storage.unit_of_work import UnitOfWork

AT_ONCE = 500
NAMES: tuple[Any, ...] = (Person.name, Expert.unit, Application.name, Station.name, Enterprise.name)


def names_among(work: UnitOfWork, words: Collection[str]) -> frozenset[str]:
    """Those of the words that somebody bears as a whole name."""
    asked = sorted(words)
    found: set[str] = set()
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        every = union(*(select(column).where(column.in_(some)) for column in NAMES))
        found.update(work.connection.execute(every).scalars())
    return frozenset(found)
