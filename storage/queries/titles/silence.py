"""Since when holders are silent, and the warnings about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from programme.packs import Kind
from storage.served import took_place
from storage.tables import Activity, Diary, FormalWarning, YearPaper


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning for the silence since a day."""

    id: int
    qualification_id: int
    silent_since: date
    decided_at: datetime | None = None


def warnings(connection: Connection, qualifications: Iterable[int], state: str = "") -> list[Warned]:
    """The warnings of these holders, in this state or in any."""
    columns = (
        FormalWarning.id,
        FormalWarning.qualification_id,
        FormalWarning.silent_since,
        FormalWarning.decided_at,
    )
    found = select(*columns).where(FormalWarning.qualification_id.in_(list(qualifications)))
    rows = connection.execute(found.where(FormalWarning.state == state) if state else found)
    return [Warned(*row) for row in rows]


def last_reports(
    connection: Connection, kind: Kind, holders: Collection[int], now: datetime
) -> dict[int, date]:
    """The last day by now on which each of them served, reported or held an activity (N23 五);
    who never did is left out."""
    found: dict[int, date] = {}
    for row in connection.execute(_diaries_of(kind, holders)):
        found[row.holder_id] = max(row.served, row.told.astimezone(now.tzinfo).date())
    for row in connection.execute(_held_by(kind, holders, now.date())):
        found[row.holder_id] = max(row.held, found.get(row.holder_id, row.held))
    for row in connection.execute(_papers_of(holders)) if kind == "station" else ():
        told = row.told.astimezone(now.tzinfo).date()
        found[row.holder_id] = max(told, found.get(row.holder_id, told))
    return found


def last_report(connection: Connection, kind: Kind, holder_id: int, now: datetime) -> date | None:
    """The last day on which this one served, reported or held an activity; None where it never did."""
    return last_reports(connection, kind, [holder_id], now).get(holder_id)


def since_of(certified_on: date, reported: date | None, registered_on: date | None = None) -> date:
    """Since when a holder is silent: certification, or the last service, diary or activity if that is later (S6.6).

    A title that came from a roster is silent since it came: nobody here knows what was reported before.
    """
    return max(certified_on, reported or certified_on, registered_on or certified_on)


def _diaries_of(kind: Kind, holders: Collection[int]) -> Select[*tuple[Any, ...]]:
    """The last day served and the last moment of writing of each."""
    told, served = func.max(Diary.recorded_at).label("told"), func.max(Diary.served_on).label("served")
    last = select(Diary.holder_id, served, told).group_by(Diary.holder_id)
    return last.where(Diary.holder == kind, Diary.holder_id.in_(holders), Diary.state == "recorded")


def _papers_of(stations: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Plans and summaries are reports too."""
    told = select(YearPaper.station_id.label("holder_id"), func.max(YearPaper.handed_in_at).label("told"))
    return told.where(YearPaper.station_id.in_(stations)).group_by(YearPaper.station_id)


def _held_by(kind: Kind, holders: Collection[int], today: date) -> Select[*tuple[Any, ...]]:
    held = select(Activity.holder_id, func.max(Activity.held_on).label("held"))
    held = held.where(took_place(kind, today), Activity.holder_id.in_(holders))
    return held.group_by(Activity.holder_id)
