"""What was begun and not ended in a jurisdiction: titles warned and suspended, applications returned, services, papers.

Each question a count and its first rows, as in `storage.queries.reports.digests`; what was put off is left out.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from storage.jurisdiction import inside
from storage.queries.reports.digests import Found, Reach, WaitingApplication, WaitingHolder, found, of_holders
from storage.queries.staff.put_off import put_off
from storage.tables import Application, Audit, Expert, FormalWarning, Need, Person, Qualification, YearPaper

Papers = tuple[tuple[str, int, date], ...]
"""A pack's name, and of its stations the year and the last day of the newest paper that is due."""


def suspended(at: Reach, now: datetime) -> Found[WaitingHolder]:
    """Titles that are suspended, by the day since which they are."""
    since = select(func.max(Audit.at)).where(
        Audit.subject == "qualification", Audit.subject_id == Qualification.id, Audit.deed == "suspend"
    )
    where = and_(Qualification.state == "suspended", ~put_off("suspended", Qualification.id, now.date()))
    columns = (Qualification.id, since.scalar_subquery())
    return found(at, _dated(now), of_holders(at, columns, None, where))


def warned(at: Reach, now: datetime) -> Found[WaitingHolder]:
    """Warned holders who have not reported since, by the day of the warning."""
    return _warned(at, now, "warned", ~_reported_since())


def reported_again(at: Reach, now: datetime) -> Found[WaitingHolder]:
    """Warned holders who have reported since, by the day of the warning: it may be lifted."""
    return _warned(at, now, "lift", _reported_since())


def returned(at: Reach, now: datetime, before: datetime) -> Found[WaitingApplication]:
    """Applications returned before a moment and not sent again, the longest waiting first."""
    since = func.coalesce(Application.decided_at, Application.submitted_at)
    query = select(Application.id, Application.name, Application.kind, since.label("since")).where(
        Application.state == "returned",
        since <= before,
        inside(Application.region, at.jurisdiction),
        ~put_off("returned", Application.id, now.date()),
    )
    return found(at, WaitingApplication, query.order_by("since", Application.id))


def unserved(at: Reach, now: datetime, before: datetime, in_force: Collection[str]) -> Found[WaitingHolder]:
    """Needs that an expert with a title in force accepted before a moment and has not served."""
    return _services(at, now, "unserved", and_(Need.accepted_at <= before, _holds(in_force)))


def left_behind(at: Reach, now: datetime, in_force: Collection[str]) -> Found[WaitingHolder]:
    """Needs in the hands of an expert whose title has ended."""
    had = exists().where(Qualification.holder == "expert", Qualification.holder_id == Need.expert_id)
    return _services(at, now, "left_behind", and_(had, ~_holds(in_force)))


def papers(
    at: Reach, now: datetime, what: str, due: Papers, in_force: Collection[str]
) -> Found[WaitingHolder]:
    """Stations that owe their pack's newest plan or summary, by its last day."""
    if not due:
        return Found(0, ())
    columns = (Qualification.id, Qualification.certified_on)
    where = and_(
        Qualification.holder == "station",
        Qualification.state.in_(in_force),
        or_(*(_owes(what, *one) for one in due)),
        ~put_off(what, Qualification.id, now.date()),
    )
    return found(at, WaitingHolder, of_holders(at, columns, None, where))


def _owes(what: str, pack: str, year: int, by: date) -> ColumnElement[bool]:
    handed = exists().where(
        YearPaper.station_id == Qualification.holder_id, YearPaper.what == what, YearPaper.year == year
    )
    return and_(Qualification.pack == pack, Qualification.certified_on <= by, ~handed)


def _warned(at: Reach, now: datetime, what: str, where: ColumnElement[bool]) -> Found[WaitingHolder]:
    stands = and_(Qualification.state == "warned", FormalWarning.state == "issued", where)
    open_ones = and_(stands, ~put_off(what, Qualification.id, now.date()))
    columns = (Qualification.id, FormalWarning.decided_at)
    return found(at, _dated(now), of_holders(at, columns, FormalWarning, open_ones))


def _reported_since() -> ColumnElement[bool]:
    return func.coalesce(Qualification.silent_since > FormalWarning.silent_since, false())


def _holds(in_force: Collection[str]) -> ColumnElement[bool]:
    return exists().where(
        Qualification.holder == "expert",
        Qualification.holder_id == Need.expert_id,
        Qualification.state.in_(in_force),
    )


def _services(at: Reach, now: datetime, what: str, where: ColumnElement[bool]) -> Found[WaitingHolder]:
    query: Select[*tuple[Any, ...]] = select(Need.id, Person.name, Need.accepted_at, Person.id)
    query = query.join(Expert, Expert.id == Need.expert_id).join(Person, Person.id == Expert.person_id)
    here = (Need.state == "accepted", inside(Need.region, at.jurisdiction), where)
    query = query.where(*here, ~put_off(what, Need.id, now.date()))
    return found(at, _dated(now), query.order_by(Need.accepted_at, Need.id))


def _dated(now: datetime) -> Any:
    """A row whose third column is a moment, as of the day it was here; of no day known, today."""

    def row(key: int, name: str, since: datetime | None, person_id: int) -> WaitingHolder:
        return WaitingHolder(key, name, (since or now).astimezone(now.tzinfo).date(), person_id)

    return row
