"""What waits in a jurisdiction, for a digest: each question a count and its first rows, through an index.

Nothing from outside the jurisdiction is ever in it. A question is put together once for its arguments (`once`) and asked
many times: putting it together takes longer than its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select, union_all

from programme.packs import KINDS, Kind
from storage.jurisdiction import inside
from storage.queries.complaints.cases import accusing
from storage.queries.delivery.dead_letters import letters_in
from storage.queries.diaries.reviews import reviews_in
from storage.queries.major_events import SEEN_TO_FIRST
from storage.queries.staff.put_off import put_off
from storage.queries.titles.reminded import unreached
from storage.tables import (
    Application,
    Case,
    Expert,
    FormalWarning,
    Need,
    Person,
    Qualification,
    Renewal,
    StaffDecision,
    Station,
)
from storage.unit_of_work import UnitOfWork

Row = TypeVar("Row", covariant=True)
Question = Select[*tuple[Any, ...]]
Days = tuple[tuple[str, Kind, date], ...]
"""A pack's name, a kind of holder, and a day that the pack sets for them."""
once = lru_cache(maxsize=64)
"""For functions that put a question together: it depends on nothing but their arguments, and nobody changes it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where to look; how many rows to bring; whether to count those beyond; and who reads."""

    work: UnitOfWork
    jurisdiction: str
    most: int
    counted: bool = True
    reader: int | str | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """How many there are, and the first of them."""

    count: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class WaitingNeed:
    """A need without an expert."""

    id: int
    domain: str
    urgent: bool
    region: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingApplication:
    """An application under review."""

    id: int
    name: str
    kind: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """An objection, a complaint or an appeal."""

    id: int
    against: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingHolder:
    """Something about a holder: its id, the holder's name and person, and the day that it is about."""

    id: int
    name: str
    day: date
    person_id: int


@dataclass(frozen=True, slots=True)
class Letters:
    """All dead letters together: the newest one's id, and how many there are."""

    id: int
    count: int


Waiting = WaitingNeed | WaitingApplication | WaitingCase | WaitingHolder | Letters


def unanswered(at: Reach, today: date) -> Found[WaitingNeed]:
    """Needs that nobody has taken on, the urgent ones first, but for those put off until a later day."""
    return found(at, WaitingNeed, _unanswered(at.jurisdiction, today))


@once
def _unanswered(jurisdiction: str, today: date) -> Question:
    columns = (Need.id, Need.domain, Need.urgent, Need.region, Need.created_at)
    here = (Need.state == "unanswered", inside(Need.region, jurisdiction))
    query = select(*columns).where(*here, ~put_off("need", Need.id, today))
    return query.order_by(SEEN_TO_FIRST, Need.id)


def applications(at: Reach, states: tuple[str, ...]) -> Found[WaitingApplication]:
    """Applications in these states, the longest waiting first."""
    return found(at, WaitingApplication, _applications(at.jurisdiction, states))


@once
def _applications(jurisdiction: str, states: tuple[str, ...]) -> Question:
    columns = (Application.id, Application.name, Application.kind, Application.submitted_at)
    query = select(*columns).where(Application.state.in_(states), inside(Application.region, jurisdiction))
    return query.order_by(Application.submitted_at, Application.id)


def cases(
    at: Reach, kind: str, states: tuple[str, ...], is_heard: Callable[[int], bool]
) -> Found[WaitingCase]:
    """Cases of a kind in these states, oldest first, but for those that accuse the reader and somebody else hears."""
    accusing_reader = accusing(at.work, at.reader, *_in_these(at.jurisdiction, kind, states))
    accused = [case for case in accusing_reader if is_heard(case)]
    return found(at, WaitingCase, _cases(at.jurisdiction, kind, states), accused=accused)


@once
def _in_these(jurisdiction: str, kind: str, states: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    return (Case.kind == kind, Case.state.in_(states), inside(Case.region, jurisdiction))


@once
def _cases(jurisdiction: str, kind: str, states: tuple[str, ...]) -> Question:
    query = select(Case.id, Case.against, Case.filed_at).where(*_in_these(jurisdiction, kind, states))
    return query.where(Case.id.not_in(bindparam("accused", expanding=True))).order_by(Case.id)


def unpaid(at: Reach) -> Found[WaitingCase]:
    """Complaints about a fee that were found true, whose money was not given back yet, oldest first."""
    return found(at, WaitingCase, _unpaid(at.jurisdiction))


@once
def _unpaid(jurisdiction: str) -> Question:
    query = select(Case.id, Case.against, Case.filed_at).where(
        Case.kind == "complaint",
        Case.about == "fee",
        Case.state.in_(("upheld", "referred")),
        Case.repaid_at.is_(None),
        inside(Case.region, jurisdiction),
    )
    return query.order_by(Case.id)


def seconds(at: Reach) -> Found[WaitingHolder]:
    """Decisions that wait for their second person, oldest first, but for those about the reader."""
    return found(at, _proposed_on, _seconds(at.jurisdiction), reader=at.reader)


@once
def _seconds(jurisdiction: str) -> Question:
    columns = (StaffDecision.id, Person.name, StaffDecision.proposed_at, StaffDecision.person_id)
    query = select(*columns).join(Person, Person.id == StaffDecision.person_id)
    here = (StaffDecision.state == "proposed", inside(StaffDecision.region, jurisdiction))
    return query.where(*here, StaffDecision.person_id != bindparam("reader")).order_by(StaffDecision.id)


def _proposed_on(key: int, name: str, at: datetime, person_id: int) -> WaitingHolder:
    return WaitingHolder(key, name, at.date(), person_id)


def odd_diaries(at: Reach) -> Found[WaitingHolder]:
    """Diaries that look odd or were answered for, and that nobody of staff has seen to, oldest first."""
    waiting = reviews_in(at.work, at.jurisdiction)
    rows = {
        one.diary_id: WaitingHolder(one.diary_id, one.holder, one.served_on, one.writer) for one in waiting
    }
    return Found(len(rows), list(rows.values())[: at.most])


def warnings_due(
    at: Reach, states: tuple[str, ...], today: date, days: frozenset[int], *, reached: bool = True
) -> Found[WaitingHolder]:
    """Warnings to decide about holders in these states, by the day since which they are silent.

    `days` of silence on which they are reminded; not `reached`: those to whom nothing of it has come.
    """
    return found(at, WaitingHolder, _warnings_due(at.jurisdiction, states, today, days, reached))


@once
def _warnings_due(
    jurisdiction: str, states: tuple[str, ...], today: date, days: frozenset[int], reached: bool
) -> Question:
    columns = (FormalWarning.id, FormalWarning.silent_since)
    may_be = and_(FormalWarning.state == "due", Qualification.state.in_(states))
    where = and_(may_be, ~put_off("warning" if reached else "call", FormalWarning.id, today))
    where = and_(where, ~unreached(days) if reached else unreached(days))
    return of_holders(jurisdiction, columns, FormalWarning, where)


def renewals_asked(at: Reach) -> Found[WaitingHolder]:
    """Renewals to decide, by the last day of the term."""
    return found(at, WaitingHolder, _renewals_asked(at.jurisdiction))


@once
def _renewals_asked(jurisdiction: str) -> Question:
    return of_holders(jurisdiction, (Renewal.id, Renewal.until), Renewal, Renewal.state == "asked")


def silent(at: Reach, states: tuple[str, ...], since: Days) -> Found[WaitingHolder]:
    """Holders in these states without a service or diary since their pack's day or longer, and not proposed for a warning."""
    return found(at, WaitingHolder, _silent(at.jurisdiction, states, since))


@once
def _silent(jurisdiction: str, states: tuple[str, ...], since: Days) -> Question:
    quiet = and_(Qualification.state.in_(states), _by(Qualification.silent_since, since))
    proposed = exists().where(
        FormalWarning.qualification_id == Qualification.id,
        FormalWarning.silent_since == Qualification.silent_since,
    )
    columns = (Qualification.id, Qualification.silent_since)
    return of_holders(jurisdiction, columns, None, and_(quiet, ~proposed))


def ending(at: Reach, states: tuple[str, ...], today: date, by: Days) -> Found[WaitingHolder]:
    """Holders in these states whose term ends by their pack's day and who have not asked for another."""
    return found(at, WaitingHolder, _ending(at.jurisdiction, states, today, by))


@once
def _ending(jurisdiction: str, states: tuple[str, ...], today: date, by: Days) -> Question:
    asked = exists().where(Renewal.qualification_id == Qualification.id, Renewal.until == Qualification.until)
    near = and_(Qualification.until >= today, _by(Qualification.until, by))
    soon = and_(Qualification.state.in_(states), near, ~asked)
    return of_holders(jurisdiction, (Qualification.id, Qualification.until), None, soon)


def letters(at: Reach) -> Found[Letters]:
    """What reached nobody, but for the reader's own, which they miss no more: one row for them all."""
    dead = [one for one in letters_in(at.work, at.jurisdiction) if one.person_id != at.reader]
    return Found(1, [Letters(dead[0].id, len(dead))]) if dead else Found(0, ())


def _by(column: Any, days: Days) -> ColumnElement[bool]:
    """Whether the day in `column` has come by the day of the title's pack; the latest of them leads to the index."""
    if not days:
        return false()
    each = (
        and_(Qualification.pack == pack, Qualification.holder == kind, column <= day)
        for pack, kind, day in days
    )
    return and_(column <= max(day for _, _, day in days), or_(*each))


def found(at: Reach, row: Callable[..., Row], query: Question, **values: Any) -> Found[Row]:
    """All are counted only where there are more than are brought. `values` of what the question left open."""
    connection = at.work.connection
    rows = [row(*one) for one in connection.execute(_first(query, at.most), values)]
    if len(rows) < at.most or not at.counted:
        return Found(len(rows), rows)
    return Found(connection.execute(_number(query), values).scalar_one(), rows)


@once
def _first(query: Question, most: int) -> Question:
    return query.limit(most)


@once
def _number(query: Question) -> Question:
    return select(func.count()).select_from(query.order_by(None).subquery())


def of_holders(
    jurisdiction: str, columns: tuple[Any, Any], table: Any, where: ColumnElement[bool]
) -> Question:
    """Number, name, day and person of experts and of stations, the earliest day first; `table` is joined by its title."""
    both = union_all(*(_of_kind(jurisdiction, kind, columns, table, where) for kind in KINDS)).subquery()
    return select(both).order_by(both.c.day, both.c.id)


def _of_kind(
    jurisdiction: str, kind: Kind, columns: tuple[Any, Any], table: Any, where: ColumnElement[bool]
) -> Question:
    model: Any = Expert if kind == "expert" else Station
    name: Any = Person.name if kind == "expert" else Station.name
    query = select(columns[0].label("id"), name.label("name"), columns[1].label("day"), model.person_id)
    query = query.select_from(Qualification)
    query = query.join(table, table.qualification_id == Qualification.id) if table else query
    query = query.join(model, model.id == Qualification.holder_id)
    query = query.join(Person, Person.id == model.person_id) if kind == "expert" else query
    return query.where(Qualification.holder == kind, inside(model.region, jurisdiction), where)
