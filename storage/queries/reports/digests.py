"""What waits in a jurisdiction, for a digest: each question a count and its first rows, through an index.

Nothing from outside the jurisdiction is ever in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    union_all,
)

from programme.packs import KINDS, Kind
from programme.qualification import IN_FORCE, IN_GOOD_STANDING
from storage.queries.delivery.dead_letters import letters_in
from storage.tables import (
    Application,
    Case,
    Expert,
    FormalWarning,
    Need,
    Person,
    Qualification,
    Renewal,
    Station,
)
from storage.unit_of_work import UnitOfWork

Packs = tuple[tuple[str, Kind], ...]
Days = tuple[tuple[str, Kind, date], ...]
"""A pack's name, a kind of holder, and a day that the pack sets for them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where to look: the digits that all places of the jurisdiction share; how many rows to bring; and whether to
    count those beyond."""

    work: UnitOfWork
    within: str
    most: int
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """How many there are, and the rows of the first."""

    count: int
    rows: Sequence[Any]


NOBODY = Found(0, ())


@dataclass(frozen=True, slots=True)
class Letters:
    """All dead letters together."""

    id: int
    count: int


def _found(at: Reach, query: Select[*tuple[Any, ...]], order: Sequence[Any]) -> Found:
    return _run(at, query.order_by(*order), {})


def _run(at: Reach, query: Select[*tuple[Any, ...]], values: dict[str, Any]) -> Found:
    """All are counted only where there are more than are brought."""
    connection = at.work.connection
    rows = connection.execute(query.limit(at.most), values).all()
    if len(rows) < at.most or not at.counted:
        return Found(len(rows), rows)
    number = select(func.count()).select_from(query.order_by(None).subquery())
    return Found(connection.execute(number, values).scalar_one(), rows)


def unanswered(at: Reach) -> Found:
    """Needs without an expert: id, domain, urgent, region, created_at."""
    columns = (Need.id, Need.domain, Need.urgent, Need.region, Need.created_at)
    query = select(*columns).where(Need.state == "unanswered", Need.region.startswith(at.within))
    return _found(at, query, (Need.urgent.desc(), Need.id))


def applications(at: Reach, states: Sequence[str]) -> Found:
    """Applications under review: id, name, kind, submitted_at."""
    columns = (Application.id, Application.name, Application.kind, Application.submitted_at)
    query = select(*columns).where(Application.state.in_(states), Application.region.startswith(at.within))
    return _found(at, query, (Application.submitted_at, Application.id))


def cases(at: Reach, kind: str, states: Sequence[str]) -> Found:
    """Objections or complaints: id, against, filed_at."""
    columns = (Case.id, Case.against, Case.filed_at)
    query = select(*columns).where(
        Case.kind == kind, Case.state.in_(states), Case.region.startswith(at.within)
    )
    return _found(at, query, (Case.id,))


def warnings_due(at: Reach) -> Found:
    """Warnings to decide: id, name, silent_since."""
    return _run(at, _warnings_due(), {"within": at.within})


def renewals_asked(at: Reach) -> Found:
    """Renewals to decide: id, name, until."""
    return _run(at, _renewals_asked(), {"within": at.within})


def silent(at: Reach, since: Days) -> Found:
    """Holders in good standing without a service or diary from their pack's day on: id, name, silent_since."""
    return _run(at, _silent(_packs(since)), {"within": at.within, **_days(since)}) if since else NOBODY


def ending(at: Reach, today: date, by: Days) -> Found:
    """Holders whose term ends by their pack's day and who have not asked for another: id, name, until."""
    values = {"within": at.within, "today": today, **_days(by)}
    return _run(at, _ending(_packs(by)), values) if by else NOBODY


def letters(at: Reach) -> Found:
    """What reached nobody: one row for them all, with the newest one's id and how many there are."""
    found = letters_in(at.work, at.within)
    return Found(1, [Letters(found[0].id, len(found))]) if found else Found(0, ())


@cache
def _warnings_due() -> Select[*tuple[Any, ...]]:
    columns = (FormalWarning.id, FormalWarning.silent_since)
    return _of_holders(columns, FormalWarning, FormalWarning.state == "due")


@cache
def _renewals_asked() -> Select[*tuple[Any, ...]]:
    return _of_holders((Renewal.id, Renewal.until), Renewal, Renewal.state == "asked")


@cache
def _silent(packs: Packs) -> Select[*tuple[Any, ...]]:
    long = _by(Qualification.silent_since, packs)
    quiet = and_(Qualification.state.in_(IN_GOOD_STANDING), long)
    proposed = exists().where(
        FormalWarning.qualification_id == Qualification.id,
        FormalWarning.silent_since == Qualification.silent_since,
    )
    columns = (Qualification.id, Qualification.silent_since)
    return _of_holders(columns, None, and_(quiet, ~proposed))


@cache
def _ending(packs: Packs) -> Select[*tuple[Any, ...]]:
    asked = exists().where(Renewal.qualification_id == Qualification.id, Renewal.until == Qualification.until)
    near = and_(Qualification.until >= bindparam("today"), _by(Qualification.until, packs))
    soon = and_(Qualification.state.in_(IN_FORCE), near, ~asked)
    return _of_holders((Qualification.id, Qualification.until), None, soon)


def _by(column: Any, packs: Packs) -> ColumnElement[bool]:
    """Whether the day in `column` has come by the day of the title's pack; the latest of them leads to the index."""
    latest: BindParameter[date] = bindparam("latest")
    each = (
        and_(Qualification.pack == pack, Qualification.holder == kind, column <= bindparam(f"day{number}"))
        for number, (pack, kind) in enumerate(packs)
    )
    return and_(column <= latest, or_(*each))


def _packs(days: Days) -> Packs:
    return tuple((pack, kind) for pack, kind, _ in days)


def _days(days: Days) -> dict[str, date]:
    """The values of `_by`."""
    each = {f"day{number}": day for number, (_, _, day) in enumerate(days)}
    return each | {"latest": max(each.values())}


def _of_holders(columns: tuple[Any, Any], table: Any, where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Of experts and of stations: id, name and a day, the earliest day first."""
    both = union_all(*(_of_kind(kind, columns, table, where) for kind in KINDS)).subquery()
    return select(both).order_by(both.c.day, both.c.id)


def _of_kind(
    kind: Kind, columns: tuple[Any, Any], table: Any, where: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    model: Any = Expert if kind == "expert" else Station
    name: Any = Person.name if kind == "expert" else Station.name
    query = select(columns[0].label("id"), name.label("name"), columns[1].label("day"))
    query = query.select_from(Qualification)
    query = query.join(table, table.qualification_id == Qualification.id) if table else query
    query = query.join(model, model.id == Qualification.holder_id)
    query = query.join(Person, Person.id == model.person_id) if kind == "expert" else query
    inside = func.coalesce(model.region, "").startswith(bindparam("within"))
    return query.where(Qualification.holder == kind, inside, where)
