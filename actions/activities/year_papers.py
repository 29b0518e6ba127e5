"""A station's plan and summary of a year (GD 第七条（五）、第十一条)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import require_work
from actions.activities.notices import YearPaperHandedIn
from actions.audit import note
from actions.notify import notify, to_staff
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import YearPaper
from storage.unit_of_work import UnitOfWork


def hand_in(work: UnitOfWork, speaker: Speaker, what: str, year: int, text: str, now: datetime) -> None:
    """Keep the `plan` or `summary` of a year, a later one in the place of an earlier; staff are told."""
    if speaker.station_id is None:
        raise Refused("no_station", "活动计划和总结由工作站来交。")
    require_work(speaker)
    paper = _found(work, speaker.station_id, what, year) or YearPaper(
        station_id=speaker.station_id, what=what, year=year
    )
    paper.text, paper.handed_in_at = text, now
    paper.remark = paper.returned_at = None
    work.session.add(paper)
    work.session.flush()
    mark_due_for_check(work.connection, "station", speaker.station_id)
    key = f"year_paper:{paper.id}:{int(now.timestamp())}"
    notify(work, to_staff(work, speaker.station_region, YearPaperHandedIn(paper.id), key), now)
    note(work, f"hand_in_{what}", "year_paper", paper.id, speaker.person_id, now)


def _found(work: UnitOfWork, station_id: int, what: str, year: int) -> YearPaper | None:
    own = select(YearPaper).where(
        YearPaper.station_id == station_id, YearPaper.what == what, YearPaper.year == year
    )
    return work.session.scalars(own).first()
