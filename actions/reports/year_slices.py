"""A register is judged some titles at a time: to judge everybody of a register of millions takes half a minute."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from programme.packs import Kind
from programme.qualification import IN_FORCE
from storage.queries.titles.holders import held_after
from storage.unit_of_work import UnitOfWork

Among = Mapping[Kind, Collection[int]]
"""Holders, by kind and id."""
JUDGED = 1_000
"""Titles that are judged together."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Titles that are judged together: those of a jurisdiction behind the one of the id `after`, to the one of `last`.

    `goes_on`: there are others behind them.
    """

    after: int
    last: int
    among: Among
    goes_on: bool

    @property
    def is_all(self) -> bool:
        return not self.after and not self.goes_on


def slice_after(work: UnitOfWork, jurisdiction: str | None, after: int = 0) -> Slice:
    """The titles of a jurisdiction behind this one, `JUDGED` at most."""
    found = held_after(work, jurisdiction, IN_FORCE, after, JUDGED + 1)
    shown, among = found[:JUDGED], dict[Kind, list[int]]()
    for _, kind, holder in shown:
        among.setdefault(kind, []).append(holder)
    return Slice(after, shown[-1][0] if shown else after, among, len(found) > JUDGED)


def slices(work: UnitOfWork, jurisdiction: str | None) -> Iterator[Slice]:
    """All titles of a jurisdiction, slice by slice."""
    some = slice_after(work, jurisdiction)
    yield some
    while some.goes_on:
        some = slice_after(work, jurisdiction, some.last)
        yield some
