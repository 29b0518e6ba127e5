"""Reports that were put before the level above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from storage.tables import FigureReport
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Report:
    """A jurisdiction's figures, or its proposed, as they were on a day."""

    region: str
    up_to: date
    figures: dict[str, Any]


def report(work: UnitOfWork, report_id: int) -> Report:
    """The report of this id, which must be there."""
    columns = (FigureReport.region, FigureReport.up_to, FigureReport.figures)
    return Report(*work.connection.execute(select(*columns).where(FigureReport.id == report_id)).one())
