"""Recruitment rounds that centres have opened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from programme.packs import Kind
from storage.jurisdiction import inside
from storage.tables import Recruitment
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round for applicants of a region, of one kind or of all: the paper it rests on, and its last day."""

    id: int
    pack: str
    region: str
    kind: Kind | None
    notice: str
    closes: date


_COLUMNS: tuple[Any, ...] = (
    Recruitment.id,
    Recruitment.pack,
    Recruitment.region,
    Recruitment.kind,
    Recruitment.notice,
    Recruitment.closes,
)


def rounds_of(work: UnitOfWork, pack: str) -> list[RoundFacts]:
    """All rounds under a pack, also those that are over."""
    return _found(work, Recruitment.pack == pack)


def open_rounds(work: UnitOfWork, packs: Collection[str], today: date) -> list[RoundFacts]:
    """Rounds under these packs that take applications today, the first to close first."""
    return _found(work, *_open(packs, today))


def open_rounds_in(
    work: UnitOfWork, jurisdiction: str | None, packs: Collection[str], today: date
) -> list[RoundFacts]:
    """Those of them that lie in a jurisdiction."""
    return _found(work, *_open(packs, today), inside(Recruitment.region, jurisdiction))


def opened_in(work: UnitOfWork, pack: str, year: int, kind: Kind | None) -> bool:
    """Whether a round under a pack that takes a kind, or any where it is None, was opened in a year, or runs in it."""
    of_year = (one for one in rounds_of(work, pack) if one.closes.year == year)
    return any(kind is None or one.kind in (None, kind) for one in of_year)


def round_of(work: UnitOfWork, round_id: int) -> RoundFacts | None:
    """A round by its id; None where there is none."""
    return next(iter(_found(work, Recruitment.id == round_id)), None)


def _open(packs: Collection[str], today: date) -> tuple[Any, ...]:
    return Recruitment.pack.in_(packs), Recruitment.state == "open", Recruitment.closes >= today


def _found(work: UnitOfWork, *where: Any) -> list[RoundFacts]:
    found = select(*_COLUMNS).where(*where).order_by(Recruitment.closes, Recruitment.id)
    return [RoundFacts(*row) for row in work.session.execute(found)]
