"""A station's plans and summaries of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.tables import Station, YearPaper
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class YearPaperFacts:
    """A plan or summary (`what`) with the name of its station."""

    station: str
    what: str
    year: int
    text: str
    station_id: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A plan or summary (`what`) that a station handed in, as it was last told."""

    what: str
    year: int
    text: str
    at: datetime


def papers_of(work: UnitOfWork, station_id: int) -> list[HandedIn]:
    """All plans and summaries of a station, the newest year first."""
    columns = (YearPaper.what, YearPaper.year, YearPaper.text, YearPaper.handed_in_at)
    own = select(*columns).where(YearPaper.station_id == station_id)
    return [HandedIn(*row) for row in work.session.execute(own.order_by(YearPaper.year.desc()))]


def year_paper(work: UnitOfWork, paper_id: int) -> YearPaperFacts | None:
    """A plan or summary by its id; None where there is none."""
    columns = (Station.name, YearPaper.what, YearPaper.year, YearPaper.text, YearPaper.station_id)
    found = select(*columns).join(Station, Station.id == YearPaper.station_id)
    row = work.session.execute(found.where(YearPaper.id == paper_id)).first()
    return YearPaperFacts(*row) if row else None
