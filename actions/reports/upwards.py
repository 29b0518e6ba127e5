"""Putting a report before the level above: kept as it is today, and told to whoever answers for more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.audit import note
from actions.notify import notify, to_offices_above
from actions.reports.notices import FiguresReported, PutForward
from storage.queries.people.speakers import Speaker
from storage.tables import FigureReport
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that was put before the level above: its number, its day, what is in it, how many people were told."""

    id: int
    up_to: date
    figures: dict[str, Any]
    told: int


def put_before_level_above(
    work: UnitOfWork,
    speaker: Speaker,
    deed: str,
    figures: dict[str, Any],
    notice: type[FiguresReported] | type[PutForward],
    now: datetime,
) -> Reported:
    """Keep these figures (JSON) of the speaker's jurisdiction. The caller has asked whether the speaker may."""
    assert speaker.jurisdiction is not None
    report = FigureReport(
        region=speaker.jurisdiction,
        up_to=now.date(),
        figures=figures,
        person_id=speaker.person_id,
        reported_at=now,
    )
    work.session.add(report)
    work.session.flush()
    above = to_offices_above(work, report.region, notice(report.id), f"{notice.kind}:{report.id}")
    told = notify(work, above, now)
    note(work, deed, "figure_report", report.id, speaker.person_id, now, told=told)
    return Reported(report.id, report.up_to, figures, told)
