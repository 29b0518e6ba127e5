"""What is settled without a file: in force now, and how it came to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from storage.prepared import Prepared
from storage.tables import Person, Setting
from storage.unit_of_work import UnitOfWork

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A change: `value` is None where it was taken out; `name` and `key` as of `storage.tables.Setting`."""

    id: int
    name: str
    key: str
    region: str
    value: Value | None
    at: datetime
    by: str


def in_force(work: UnitOfWork, *names: str) -> list[Change]:
    """The newest change of each key of these names; what was taken out is not among them. Asked at every message, so it is prepared."""
    work.flush()
    found = (Change(*row) for row in _NEWEST.run(work.connection, {}))
    return [one for one in found if one.name in names and one.value is not None]


def the_one_in_force(work: UnitOfWork, name: str, key: str) -> Value | None:
    """The value of one key; None where nothing is settled."""
    return next((one.value for one in in_force(work, name) if one.key == key), None)


def history(work: UnitOfWork, name: str, key: str, most: int) -> list[Change]:
    """The changes of one key, the newest first."""
    return _found(work, Setting.name == name, Setting.key == key, most=most)


def change(work: UnitOfWork, change_id: int) -> Change | None:
    """A change by its number; None where there is none."""
    return next(iter(_found(work, Setting.id == change_id)), None)


def _found(work: UnitOfWork, *where: Any, most: int | None = None) -> list[Change]:
    rows = work.session.execute(_changes().where(*where).order_by(Setting.id.desc()).limit(most))
    return [Change(*row) for row in rows]


def _changes() -> Select[*tuple[Any, ...]]:
    columns = (
        Setting.id,
        Setting.name,
        Setting.key,
        Setting.region,
        Setting.value,
        Setting.changed_at,
        Person.name,
    )
    return select(*columns).join(Person, Person.id == Setting.person_id)


def _newest() -> Select[*tuple[Any, ...]]:
    newest = select(func.max(Setting.id)).group_by(Setting.name, Setting.key)
    return _changes().where(Setting.id.in_(newest)).order_by(Setting.id)


_NEWEST = Prepared(lambda dialect: _newest())
