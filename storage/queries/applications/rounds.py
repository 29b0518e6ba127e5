"""Recruitment rounds that centres have opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from storage.jurisdiction import inside
from storage.tables import Recruitment
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round for applicants of a region: the paper it rests on, and its last day."""

    id: int
    region: str
    notice: str
    closes: date


_COLUMNS: tuple[Any, ...] = (Recruitment.id, Recruitment.region, Recruitment.notice, Recruitment.closes)


def rounds_of(work: UnitOfWork, pack: str) -> list[RoundFacts]:
    """All rounds under a pack, also those that are over."""
    return _found(work, Recruitment.pack == pack)


def open_rounds(work: UnitOfWork, pack: str, today: date) -> list[RoundFacts]:
    """Rounds under a pack that take applications today, the first to close first."""
    return _found(work, *_open(pack, today))


def open_rounds_in(work: UnitOfWork, jurisdiction: str | None, pack: str, today: date) -> list[RoundFacts]:
    """Those of them that lie in a jurisdiction."""
    return _found(work, *_open(pack, today), inside(Recruitment.region, jurisdiction))


def opened_in(work: UnitOfWork, pack: str, year: int) -> bool:
    """Whether a round under a pack was opened in a year, or runs in it."""
    return any(one.closes.year == year for one in rounds_of(work, pack))


def round_of(work: UnitOfWork, round_id: int) -> RoundFacts | None:
    """A round by its id; None where there is none."""
    return next(iter(_found(work, Recruitment.id == round_id)), None)


def _open(pack: str, today: date) -> tuple[Any, ...]:
    return Recruitment.pack == pack, Recruitment.state == "open", Recruitment.closes >= today


def _found(work: UnitOfWork, *where: Any) -> list[RoundFacts]:
    found = select(*_COLUMNS).where(*where).order_by(Recruitment.closes, Recruitment.id)
    return [RoundFacts(*row) for row in work.session.execute(found)]
