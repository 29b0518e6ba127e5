"""A register is judged some titles at a time: to judge everybody of a register of millions takes half a minute."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from programme.packs import Kind
from programme.qualification import IN_FORCE
from storage.queries.titles.holders import held_after
from storage.unit_of_work import UnitOfWork

Among = Mapping[Kind, Collection[int]]
"""Holders, by kind and id."""
JUDGED = 1_000
"""Titles that are judged together."""
LOOKED = 3
"""So many slices are looked through for somebody where nobody waits for the answer."""
One = TypeVar("One")


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


NOBODY = Slice(0, 0, {}, goes_on=False)


def slice_after(work: UnitOfWork, jurisdiction: str | None, after: int = 0) -> Slice:
    """The titles of a jurisdiction behind this one, `JUDGED` at most."""
    found = held_after(work, jurisdiction, IN_FORCE, after, JUDGED + 1)
    shown, among = found[:JUDGED], dict[Kind, list[int]]()
    for _, kind, holder in shown:
        among.setdefault(kind, []).append(holder)
    return Slice(after, shown[-1][0] if shown else after, among, len(found) > JUDGED)


@dataclass(frozen=True, slots=True)
class Looked(Generic[One]):
    """What was found in the first slice that has any, or nothing in the last that was looked through."""

    found: Sequence[One]
    slice: Slice


def look(work: UnitOfWork, jurisdiction: str | None, find: Callable[[Among], Sequence[One]]) -> Looked[One]:
    """Look among the first titles of a jurisdiction, `LOOKED` slices at most."""
    for some in islice(slices(work, jurisdiction), LOOKED):
        if found := find(some.among):
            break
    return Looked(found, some)


def slices(work: UnitOfWork, jurisdiction: str | None) -> Iterator[Slice]:
    """All titles of a jurisdiction, slice by slice."""
    some = slice_after(work, jurisdiction)
    yield some
    while some.goes_on:
        some = slice_after(work, jurisdiction, some.last)
        yield some
