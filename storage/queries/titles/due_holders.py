"""Holders by the day on which to look at them: whom, what their year comes to, when to look again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, select, update

from programme.packs import Kind
from programme.readings import YearRecord
from programme.served import CONTENT, enterprises_served
from storage.served import stars_given, took_place, with_stars
from storage.tables import Activity, Diary, Expert, Qualification, Station, YearPaper

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Held:
    """A qualification whose holder is to be looked at."""

    id: int
    kind: Kind
    holder_id: int
    pack: str
    state: str
    certified_on: date
    until: date
    person_id: int
    region: str | None
    registered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A diary as the duty year counts it. `stars`: what its firm gave that service, if anything; of one need once."""

    served_on: date
    hours: Decimal
    enterprises: int
    names: Sequence[str]
    stars: int | None = None
    need_id: int | None = None


def held_to_look_at(connection: Connection, kind: Kind, today: date, limit: int) -> list[Held]:
    """Holders whose day has come, the longest due first, locked against another process."""
    rows = connection.execute(_to_look_at(kind), {"today": today, "most": limit})
    return [Held(row.id, kind, *row[1:]) for row in rows]


@cache
def _to_look_at(kind: Kind) -> Select[*tuple[Any, ...]]:
    model = Expert if kind == "expert" else Station
    columns = (
        Qualification.id,
        Qualification.holder_id,
        Qualification.pack,
        Qualification.state,
        Qualification.certified_on,
        Qualification.until,
        model.person_id,
        model.region,
        Qualification.registered_on,
    )
    today: BindParameter[date] = bindparam("today")
    due = select(*columns).join(model, model.id == Qualification.holder_id)
    due = due.where(Qualification.holder == kind, Qualification.next_due <= today)
    due = due.order_by(Qualification.next_due, Qualification.id).limit(bindparam("most"))
    return due.with_for_update(skip_locked=True, of=Qualification)


def entries_since(
    connection: Connection, kind: Kind, holders: Collection[int], since: date
) -> dict[int, list[Entry]]:
    """Their diaries of services since a day."""
    columns = (Diary.served_on, Diary.hours, Diary.enterprises, Diary.names, stars_given(), Diary.need_id)
    found: dict[int, list[Entry]] = {}
    wanted = with_stars(_diaries(kind, holders, *columns)).where(Diary.served_on >= since)
    for row in connection.execute(wanted):
        found.setdefault(row.holder_id, []).append(Entry(*row[1:]))
    return found


def events_since(
    connection: Connection, kind: Kind, holders: Collection[int], since: date, today: date
) -> dict[int, list[date]]:
    """The days since `since` on which activities of theirs took place (S4.4)."""
    held = select(Activity.holder_id, Activity.held_on).where(took_place(kind, today))
    found: dict[int, list[date]] = {}
    for row in connection.execute(held.where(Activity.holder_id.in_(holders), Activity.held_on >= since)):
        found.setdefault(row.holder_id, []).append(row.held_on)
    return found


def record_of(entries: Iterable[Entry], events: Iterable[date], year: tuple[date, date]) -> YearRecord:
    """What these diaries and these days of activities come to in a duty year."""
    own = [entry for entry in entries if year[0] <= entry.served_on <= year[1]]
    given = {entry.need_id or -n: entry.stars for n, entry in enumerate(own, 1) if entry.stars is not None}
    return YearRecord(
        hours=sum((entry.hours for entry in own), Decimal(0)),
        enterprises=enterprises_served((entry.enterprises, entry.names) for entry in own),
        events=sum(year[0] <= day <= year[1] for day in events),
        reports=len(own),
        rated=len(given),
        content=sum(stars >= CONTENT for stars in given.values()),
    )


def record_in(
    connection: Connection, kind: Kind, holder_id: int, year: tuple[date, date], today: date
) -> YearRecord:
    """What one holder has done in a duty year by today."""
    return records_in(connection, kind, holder_id, [year], today)[0]


def records_in(
    connection: Connection, kind: Kind, holder_id: int, years: Sequence[tuple[date, date]], today: date
) -> list[YearRecord]:
    """The same of several years, asked for together."""
    since = min(first for first, _ in years)
    entries = entries_since(connection, kind, [holder_id], since).get(holder_id, [])
    events = events_since(connection, kind, [holder_id], since, today).get(holder_id, [])
    return [record_of(entries, events, year) for year in years]


def handed_in(connection: Connection, stations: Collection[int], since: int) -> dict[int, frozenset[str]]:
    """Plans and summaries of these stations since a year, as «plan:2026», but for those that staff want again."""
    wanted = select(YearPaper.station_id, YearPaper.what, YearPaper.year).where(
        YearPaper.station_id.in_(stations), YearPaper.year >= since, YearPaper.returned_at.is_(None)
    )
    found: dict[int, frozenset[str]] = {}
    for row in connection.execute(wanted):
        found[row.station_id] = found.get(row.station_id, frozenset()) | {f"{row.what}:{row.year}"}
    return found


def needs_told(connection: Connection, stations: Collection[int]) -> dict[int, datetime]:
    """When these stations last handed in needs that they collected, or said that there were none: of those who ever did."""
    told = select(Station.id, Station.needs_told_at).where(
        Station.id.in_(stations), Station.needs_told_at.is_not(None)
    )
    return {row.id: row.needs_told_at for row in connection.execute(told)}


def look_again_on(connection: Connection, days: Iterable[tuple[int, date, date | None]]) -> None:
    """For each qualification: when to look again, and since when it is silent."""
    rows = [{"row": row, "day": day, "since": since} for row, day, since in days]
    if rows:
        later = update(Qualification.__table__).where(Qualification.id == bindparam("row"))  # type: ignore[arg-type]  # a table
        connection.execute(later.values(next_due=bindparam("day"), silent_since=bindparam("since")), rows)


def mark_due_for_check(connection: Connection, kind: str, holder_id: int) -> None:
    """Something about this holder has changed: look at the next tick."""
    of_holder = and_(Qualification.holder == kind, Qualification.holder_id == holder_id)
    connection.execute(update(Qualification).where(of_holder).values(next_due=date.min))


def next_look(connection: Connection) -> date | None:
    """The first day on which a holder is to be looked at; `date.min` for one that has changed."""
    first = connection.execute(select(func.min(Qualification.next_due))).scalar()
    return None if first in (None, NEVER) else first


def _diaries(kind: Kind, holders: Collection[int], *columns: Any) -> Select[*tuple[Any, ...]]:
    found = select(Diary.holder_id, *columns)
    return found.where(Diary.holder == kind, Diary.holder_id.in_(holders), Diary.state == "recorded")
