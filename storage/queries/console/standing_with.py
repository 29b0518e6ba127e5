"""What the lines of a list wait for an office with: the pack and the place of each, and since when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func

from storage.queries.titles.holders import holding
from storage.tables import Expert, FormalWarning, Qualification, Renewal, Station
from storage.unit_of_work import UnitOfWork

PLACE: Any = func.coalesce(Expert.region, Station.region)
_TITLE = (Qualification.pack, Qualification.holder, PLACE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one row: pack, kind of holder, place, and since when it waits, where that matters."""

    pack: str
    kind: str
    region: str | None
    since: date | datetime | None = None


def of_titles(work: UnitOfWork, ids: Collection[int]) -> Mapping[int, Standing]:
    """Titles by id."""
    found = holding(Qualification.id, *_TITLE).where(Qualification.id.in_(ids))
    return _rows(work, found)


def of_warnings(work: UnitOfWork, ids: Collection[int]) -> Mapping[int, Standing]:
    """Warnings that fell due on a day."""
    found = holding(FormalWarning.id, *_TITLE, FormalWarning.due_on)
    found = found.join(FormalWarning, FormalWarning.qualification_id == Qualification.id)
    return _rows(work, found.where(FormalWarning.id.in_(ids)))


def of_renewals(work: UnitOfWork, ids: Collection[int]) -> Mapping[int, Standing]:
    """Wishes for another term, since they were asked."""
    found = holding(Renewal.id, *_TITLE, Renewal.asked_at)
    found = found.join(Renewal, Renewal.qualification_id == Qualification.id)
    return _rows(work, found.where(Renewal.id.in_(ids)))


def _rows(work: UnitOfWork, found: Any) -> Mapping[int, Standing]:
    return {row[0]: Standing(*row[1:]) for row in work.connection.execute(found)}
