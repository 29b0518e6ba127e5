"""What was begun and not ended in a jurisdiction: titles warned and suspended, applications returned, services, papers.

Each question a count and its first rows, as in `storage.queries.reports.digests`; what was put off is left out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, or_, select

from storage.jurisdiction import inside
from storage.queries.reports.digests import of_application, of_holders
from storage.queries.reports.waiting import Asked, Question, Reach, WaitingApplication, WaitingHolder, once
from storage.queries.staff.put_off import on_day, put_off
from storage.tables import (
    Application,
    Audit,
    Expert,
    FormalWarning,
    Need,
    Person,
    Qualification,
    Task,
    TaskAnswer,
    YearPaper,
)

Papers = tuple[tuple[str, int, date], ...]
"""A pack's name, and of its stations the year and the last day of the newest paper that is due."""


def suspended(at: Reach, now: datetime) -> Asked[WaitingHolder]:
    """Titles that are suspended, by the day since which they are."""
    return Asked(dated(now), _suspended(at.jurisdiction), on_day(now.date()))


@once
def _suspended(jurisdiction: str) -> Question:
    since = select(func.max(Audit.at)).where(
        Audit.subject == "qualification", Audit.subject_id == Qualification.id, Audit.deed == "suspend"
    )
    where = and_(Qualification.state == "suspended", ~put_off("suspended", Qualification.id))
    return of_holders(jurisdiction, (Qualification.id, since.scalar_subquery()), None, where)


def warned(at: Reach, now: datetime) -> Asked[WaitingHolder]:
    """Warned holders who have not reported since, by the day of the warning."""
    return Asked(dated(now), _warned(at.jurisdiction, "warned"), on_day(now.date()))


def reported_again(at: Reach, now: datetime) -> Asked[WaitingHolder]:
    """Warned holders who have reported since, by the day of the warning: it may be lifted."""
    return Asked(dated(now), _warned(at.jurisdiction, "lift"), on_day(now.date()))


@once
def _warned(jurisdiction: str, what: str) -> Question:
    reported = func.coalesce(Qualification.silent_since > FormalWarning.silent_since, false())
    stands = and_(Qualification.state == "warned", FormalWarning.state == "issued")
    stands = and_(stands, reported if what == "lift" else ~reported)
    open_ones = and_(stands, ~put_off(what, Qualification.id))
    columns = (Qualification.id, FormalWarning.decided_at)
    return of_holders(jurisdiction, columns, FormalWarning, open_ones)


def returned(at: Reach, now: datetime, before: datetime) -> Asked[WaitingApplication]:
    """Applications returned before a moment and not sent again, the longest waiting first."""
    known = on_day(now.date()) | {"returned_before": before}
    return Asked(WaitingApplication, _returned(at.jurisdiction), known)


@once
def _returned(jurisdiction: str) -> Question:
    since = func.coalesce(Application.decided_at, Application.submitted_at)
    query = select(*of_application(since.label("since"))).where(
        Application.state == "returned",
        since <= bindparam("returned_before"),
        inside(Application.region, jurisdiction),
        ~put_off("returned", Application.id),
    )
    return query.order_by("since", Application.id)


def unserved(at: Reach, now: datetime, before: datetime, in_force: tuple[str, ...]) -> Asked[WaitingHolder]:
    """Needs that an expert with a title in force accepted before a moment and has not served."""
    known = on_day(now.date()) | {"accepted_before": before}
    return Asked(dated(now), _unserved(at.jurisdiction, in_force), known)


@once
def _unserved(jurisdiction: str, in_force: tuple[str, ...]) -> Question:
    late = and_(Need.accepted_at <= bindparam("accepted_before"), _holds(in_force))
    return _services(jurisdiction, "unserved", late)


def left_behind(at: Reach, now: datetime, in_force: tuple[str, ...]) -> Asked[WaitingHolder]:
    """Needs in the hands of an expert whose title has ended."""
    return Asked(dated(now), _left_behind(at.jurisdiction, in_force), on_day(now.date()))


@once
def _left_behind(jurisdiction: str, in_force: tuple[str, ...]) -> Question:
    had = exists().where(Qualification.holder == "expert", Qualification.holder_id == Need.expert_id)
    return _services(jurisdiction, "left_behind", and_(had, ~_holds(in_force)))


def papers(
    at: Reach, now: datetime, what: str, due: Papers, in_force: tuple[str, ...]
) -> Asked[WaitingHolder] | None:
    """Stations that owe their pack's newest plan or summary, by its last day; nothing to ask where no pack wants any."""
    if not due:
        return None
    return Asked(WaitingHolder, _papers(at.jurisdiction, what, due, in_force), on_day(now.date()))


@once
def _papers(jurisdiction: str, what: str, due: Papers, in_force: tuple[str, ...]) -> Question:
    where = and_(
        Qualification.holder == "station",
        Qualification.state.in_(in_force),
        or_(*(_owes(what, *one) for one in due)),
        ~put_off(what, Qualification.id),
    )
    return of_holders(jurisdiction, (Qualification.id, Qualification.certified_on), None, where)


def tasks(at: Reach, now: datetime, last: date) -> Asked[WaitingHolder]:
    """Tasks due today up to `last` that somebody has not answered, by their day: `name` is what is to be done, the person gave it."""
    known: dict[str, Any] = on_day(now.date()) | {"first": now.date(), "last": last}
    return Asked(WaitingHolder, _tasks(at.jurisdiction), known)


@once
def _tasks(jurisdiction: str) -> Question:
    silent = exists().where(TaskAnswer.task_id == Task.id, TaskAnswer.state == "asked")
    query = select(Task.id, Task.text, Task.due_on, Task.person_id).where(
        Task.due_on.between(bindparam("first"), bindparam("last")),
        inside(Task.region, jurisdiction),
        silent,
        ~put_off("task", Task.id),
    )
    return query.order_by(Task.due_on, Task.id)


def _owes(what: str, pack: str, year: int, by: date) -> ColumnElement[bool]:
    handed = exists().where(
        YearPaper.station_id == Qualification.holder_id,
        YearPaper.what == what,
        YearPaper.year == year,
        YearPaper.returned_at.is_(None),
    )
    return and_(Qualification.pack == pack, Qualification.certified_on <= by, ~handed)


def _holds(in_force: tuple[str, ...]) -> ColumnElement[bool]:
    return exists().where(
        Qualification.holder == "expert",
        Qualification.holder_id == Need.expert_id,
        Qualification.state.in_(in_force),
    )


def _services(jurisdiction: str, what: str, where: ColumnElement[bool]) -> Question:
    query = select(Need.id, Person.name, Need.accepted_at, Person.id)
    query = query.join(Expert, Expert.id == Need.expert_id).join(Person, Person.id == Expert.person_id)
    here = (Need.state == "accepted", inside(Need.region, jurisdiction), where)
    return query.where(*here, ~put_off(what, Need.id)).order_by(Need.accepted_at, Need.id)


def dated(now: datetime) -> Any:
    """A row whose third column is a moment, as of the day it was here; of no day known, today."""

    def row(key: int, name: str, since: datetime | None, person_id: int, *of_title: Any) -> WaitingHolder:
        day = (since or now).astimezone(now.tzinfo).date()
        return WaitingHolder(key, name, day, person_id, *of_title)

    return row
