"""What staff say of a station's plan or summary, and asking for it again (GD 第七条（五）)."""

from __future__ import annotations

from datetime import datetime

from actions.access import require
from actions.activities.notices import YearPaperRemarked, YearPaperReopened
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Station, YearPaper
from storage.unit_of_work import UnitOfWork


def remark_on_paper(
    work: UnitOfWork, speaker: Speaker, paper_id: int, text: str, reopens: bool, now: datetime
) -> str:
    """Tell a station what to think of its paper; `reopens`: it is to hand it in again, and owes it until then.

    Return the station's name. Refused «no_year_paper», «already_reopened», or by the table of authority.
    """
    paper = work.session.get(YearPaper, paper_id, with_for_update=True, populate_existing=True)
    if paper is None:
        raise Refused("no_year_paper", "没有这份计划或总结。")
    station = work.session.get_one(Station, paper.station_id)
    require(speaker, "see_progress", station.region)
    if reopens and paper.returned_at is not None:
        raise Refused("already_reopened", "这一份已经请他们重交了。")
    paper.remark, paper.returned_at = text, (now if reopens else paper.returned_at)
    work.flush()
    mark_due_for_check(work.connection, "station", station.id)
    told = YearPaperReopened(paper.id) if reopens else YearPaperRemarked(paper.id)
    key = f"{told.kind}:{paper.id}:{int(now.timestamp())}"
    notify(work, [Addressed(station.person_id, told, key)], now)
    note(
        work, "reopen_paper" if reopens else "remark_on_paper", "year_paper", paper.id, speaker.person_id, now
    )
    return station.name
