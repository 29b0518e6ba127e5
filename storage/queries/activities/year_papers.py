"""A station's plans and summaries of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from storage.jurisdiction import inside
from storage.tables import Station, YearPaper
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class YearPaperFacts:
    """A plan or summary (`what`) with the name of its station; `reopened`: staff want it again, `remark` says why."""

    station: str
    what: str
    year: int
    text: str
    station_id: int
    id: int
    remark: str | None
    reopened: bool


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A plan or summary (`what`) that a station handed in, as it was last told."""

    what: str
    year: int
    text: str
    at: datetime
    remark: str | None
    reopened: bool


def papers_of(work: UnitOfWork, station_id: int) -> list[HandedIn]:
    """All plans and summaries of a station, the newest year first."""
    told = (YearPaper.what, YearPaper.year, YearPaper.text, YearPaper.handed_in_at)
    staff = (YearPaper.remark, YearPaper.returned_at.is_not(None))
    own = select(*told, *staff).where(YearPaper.station_id == station_id)
    return [HandedIn(*row) for row in work.session.execute(own.order_by(YearPaper.year.desc()))]


def papers_in(work: UnitOfWork, jurisdiction: str | None, most: int) -> list[YearPaperFacts]:
    """The plans and summaries of a jurisdiction's stations, the newest first."""
    here = _papers().where(inside(Station.region, jurisdiction))
    found = here.order_by(YearPaper.handed_in_at.desc(), YearPaper.id.desc()).limit(most)
    return [YearPaperFacts(*row) for row in work.session.execute(found)]


def year_paper(work: UnitOfWork, paper_id: int) -> YearPaperFacts | None:
    """A plan or summary by its id; None where there is none."""
    row = work.session.execute(_papers().where(YearPaper.id == paper_id)).first()
    return YearPaperFacts(*row) if row else None


def _papers() -> Select[*tuple[Any, ...]]:
    columns: tuple[Any, ...] = (
        Station.name,
        YearPaper.what,
        YearPaper.year,
        YearPaper.text,
        YearPaper.station_id,
        YearPaper.id,
        YearPaper.remark,
        YearPaper.returned_at.is_not(None),
    )
    return select(*columns).join(Station, Station.id == YearPaper.station_id)
