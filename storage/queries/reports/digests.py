"""What waits in a jurisdiction, for a digest: each question a count and its first rows, through an index.

Nothing from outside the jurisdiction is ever in it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    union_all,
)

from programme.packs import KINDS, Kind
from storage.jurisdiction import inside
from storage.queries.delivery.dead_letters import letters_of
from storage.queries.diaries.reviews import diaries_to_see_to
from storage.queries.major_events import SEEN_TO_FIRST
from storage.queries.reports.waiting import (
    Asked,
    Letters,
    Question,
    Reach,
    WaitingApplication,
    WaitingCase,
    WaitingHolder,
    WaitingNeed,
    once,
)
from storage.queries.staff.put_off import on_day, put_off
from storage.queries.titles.reminded import unreached
from storage.tables import (
    Application,
    Case,
    Expert,
    FormalWarning,
    Need,
    Outbox,
    Person,
    Qualification,
    Renewal,
    StaffDecision,
    Station,
)

Days = tuple[tuple[str, Kind, date], ...]
"""A pack's name, a kind of holder, and a day that the pack sets for them."""
Whose = tuple[tuple[str, Kind], ...]
"""The same without the day."""


def unanswered(at: Reach, today: date) -> Asked[WaitingNeed]:
    """Needs that nobody has taken on, the urgent ones first, but for those put off until a later day."""
    return Asked(WaitingNeed, _unanswered(at.jurisdiction), on_day(today))


@once
def _unanswered(jurisdiction: str) -> Question:
    columns = (Need.id, Need.domain, Need.urgent, Need.region, Need.created_at)
    here = (Need.state == "unanswered", inside(Need.region, jurisdiction))
    query = select(*columns).where(*here, ~put_off("need", Need.id))
    return query.order_by(SEEN_TO_FIRST, Need.id)


def applications(at: Reach, states: tuple[str, ...]) -> Asked[WaitingApplication]:
    """Applications in these states, the longest waiting first."""
    return Asked(WaitingApplication, _applications(at.jurisdiction, states))


@once
def _applications(jurisdiction: str, states: tuple[str, ...]) -> Question:
    query = select(*of_application(Application.submitted_at)).where(
        Application.state.in_(states), inside(Application.region, jurisdiction)
    )
    return query.order_by(Application.submitted_at, Application.id)


def of_application(since: Any) -> tuple[Any, ...]:
    """The columns of a `WaitingApplication` that waits since this moment."""
    own = (Application.pack, Application.region, Application.state, Application.answers)
    return (Application.id, Application.name, Application.kind, since, *own, Application.submitted_at)


def cases(at: Reach, kind: str, states: tuple[str, ...]) -> Asked[WaitingCase]:
    """Cases of a kind in these states, oldest first; also those that accuse the reader."""
    return Asked(WaitingCase, _cases(at.jurisdiction, kind, states))


@once
def _cases(jurisdiction: str, kind: str, states: tuple[str, ...]) -> Question:
    here = (Case.kind == kind, Case.state.in_(states), inside(Case.region, jurisdiction))
    return select(Case.id, Case.against, Case.filed_at).where(*here).order_by(Case.id)


def unpaid(at: Reach) -> Asked[WaitingCase]:
    """Complaints about a fee that were found true, whose money was not given back yet, oldest first."""
    return Asked(WaitingCase, _unpaid(at.jurisdiction))


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


def seconds(at: Reach) -> Asked[WaitingHolder]:
    """Decisions that wait for their second person, oldest first, but for those about the reader."""
    return Asked(_proposed_on, _seconds(at.jurisdiction), {"reader": at.reader})


@once
def _seconds(jurisdiction: str) -> Question:
    columns = (StaffDecision.id, Person.name, StaffDecision.proposed_at, StaffDecision.person_id)
    query = select(*columns).join(Person, Person.id == StaffDecision.person_id)
    here = (StaffDecision.state == "proposed", inside(StaffDecision.region, jurisdiction))
    return query.where(*here, StaffDecision.person_id != bindparam("reader")).order_by(StaffDecision.id)


def _proposed_on(key: int, name: str, at: datetime, person_id: int) -> WaitingHolder:
    return WaitingHolder(key, name, at.date(), person_id)


def odd_diaries(at: Reach) -> Asked[WaitingHolder]:
    """Diaries that look odd or were answered for, and that nobody of staff has seen to, oldest first."""
    return Asked(WaitingHolder, _odd_diaries(at.jurisdiction))


_odd_diaries = once(diaries_to_see_to)


def warnings_due(
    at: Reach, states: tuple[str, ...], today: date, days: frozenset[int], *, reached: bool = True
) -> Asked[WaitingHolder]:
    """Warnings to decide about holders in these states, by the day since which they are silent.

    `days` of silence on which they are reminded; not `reached`: those to whom nothing of it has come.
    """
    return Asked(WaitingHolder, _warnings_due(at.jurisdiction, states, days, reached), on_day(today))


@once
def _warnings_due(
    jurisdiction: str, states: tuple[str, ...], days: frozenset[int], reached: bool
) -> Question:
    columns = (FormalWarning.id, FormalWarning.silent_since)
    may_be = and_(FormalWarning.state == "due", Qualification.state.in_(states))
    where = and_(may_be, ~put_off("warning" if reached else "call", FormalWarning.id))
    where = and_(where, ~unreached(days) if reached else unreached(days))
    return of_holders(jurisdiction, columns, FormalWarning, where)


def renewals_asked(at: Reach) -> Asked[WaitingHolder]:
    """Renewals to decide, by the last day of the term."""
    return Asked(WaitingHolder, _renewals_asked(at.jurisdiction))


@once
def _renewals_asked(jurisdiction: str) -> Question:
    return of_holders(jurisdiction, (Renewal.id, Renewal.until), Renewal, Renewal.state == "asked")


def silent(at: Reach, states: tuple[str, ...], today: date, since: Days) -> Asked[WaitingHolder]:
    """Holders in these states without a service or diary since their pack's day or longer, not proposed for a warning nor put off."""
    query = _silent(at.jurisdiction, states, _whose(since))
    return Asked(WaitingHolder, query, on_day(today) | _days("silent", since))


@once
def _silent(jurisdiction: str, states: tuple[str, ...], whose: Whose) -> Question:
    quiet = and_(Qualification.state.in_(states), _by(Qualification.silent_since, "silent", whose))
    proposed = exists().where(
        FormalWarning.qualification_id == Qualification.id,
        FormalWarning.silent_since == Qualification.silent_since,
    )
    columns = (Qualification.id, Qualification.silent_since)
    where = and_(quiet, ~proposed, ~put_off("silent", Qualification.id))
    return of_holders(jurisdiction, columns, None, where)


def ending(at: Reach, states: tuple[str, ...], today: date, by: Days) -> Asked[WaitingHolder]:
    """Holders in these states whose term ends by their pack's day, who have not asked for another and are not put off."""
    query = _ending(at.jurisdiction, states, _whose(by))
    return Asked(WaitingHolder, query, on_day(today) | _days("ending", by) | {"ending_from": today})


@once
def _ending(jurisdiction: str, states: tuple[str, ...], whose: Whose) -> Question:
    asked = exists().where(Renewal.qualification_id == Qualification.id, Renewal.until == Qualification.until)
    near = and_(Qualification.until >= bindparam("ending_from"), _by(Qualification.until, "ending", whose))
    soon = and_(Qualification.state.in_(states), near, ~asked, ~put_off("ending", Qualification.id))
    return of_holders(jurisdiction, (Qualification.id, Qualification.until), None, soon)


def letters(at: Reach) -> Asked[Letters]:
    """What reached nobody, but for the reader's own, which they miss no more: one row for them all."""
    return Asked(Letters, _letters(at.jurisdiction), {"reader": at.reader})


@once
def _letters(jurisdiction: str) -> Question:
    dead = letters_of(jurisdiction).where(Outbox.person_id != bindparam("reader")).subquery()
    return select(func.max(dead.c.id).label("id"), func.count().label("count")).having(func.count() > 0)


def _whose(days: Days) -> Whose:
    return tuple((pack, kind) for pack, kind, _ in days)


def _days(what: str, days: Days) -> dict[str, date]:
    """What `_by` leaves open."""
    known = [day for _, _, day in days]
    each = {f"{what}_by_{n}": day for n, day in enumerate(known)}
    return each | ({f"{what}_latest": max(known)} if known else {})


def _by(column: Any, what: str, whose: Whose) -> ColumnElement[bool]:
    """Whether the day in `column` has come by the day of the title's pack; the latest of them leads to the index."""
    if not whose:
        return false()
    each = (
        and_(Qualification.pack == pack, Qualification.holder == kind, column <= bindparam(f"{what}_by_{n}"))
        for n, (pack, kind) in enumerate(whose)
    )
    return and_(column <= bindparam(f"{what}_latest"), or_(*each))


def of_holders(
    jurisdiction: str, columns: tuple[Any, Any], table: Any, where: ColumnElement[bool]
) -> Question:
    """The columns of a `WaitingHolder` of experts and of stations, the earliest day first; `table` is joined by its title."""
    both = union_all(*(_of_kind(jurisdiction, kind, columns, table, where) for kind in KINDS)).subquery()
    return select(both).order_by(both.c.day, both.c.id)


def _of_kind(
    jurisdiction: str, kind: Kind, columns: tuple[Any, Any], table: Any, where: ColumnElement[bool]
) -> Question:
    model: Any = Expert if kind == "expert" else Station
    name: Any = Person.name if kind == "expert" else Station.name
    query = select(columns[0].label("id"), name.label("name"), columns[1].label("day"), model.person_id)
    query = query.add_columns(Qualification.pack, Qualification.holder, model.region)
    query = query.select_from(Qualification)
    query = query.join(table, table.qualification_id == Qualification.id) if table else query
    query = query.join(model, model.id == Qualification.holder_id)
    query = query.join(Person, Person.id == model.person_id) if kind == "expert" else query
    return query.where(Qualification.holder == kind, inside(model.region, jurisdiction), where)
