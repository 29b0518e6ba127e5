"""What each entry of a file comes to: by itself, then by the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from actions.imports.diaries import Diaries
from actions.imports.enterprises import Enterprises
from actions.imports.experts import Experts
from actions.imports.judged import Desk, Judged, Target
from actions.imports.stations import Stations
from documents.rosters.entries import Entry

SLICE = 200
"""Entries that are compared, and rows that are written, at a time."""
TARGETS: Mapping[str, Callable[[Desk], Target]] = {
    "experts": Experts,
    "stations": Stations,
    "enterprises": Enterprises,
    "diaries": Diaries,
}


def by_itself(entry: Entry) -> Judged | None:
    """The verdict that needs no register: wrong, doubtful, or said before in the same file."""
    if entry.wrong:
        return Judged("wrong", entry.why)
    if entry.doubts:
        return Judged("doubtful", entry.why)
    return Judged("same", entry.repeats) if entry.repeats else None


def judged(entries: Iterable[Entry], kind: str, desk: Desk | None) -> Iterator[tuple[Entry, Judged]]:
    """Each entry with its verdict; without a desk there is no register, and what is right is new."""
    target = TARGETS[kind](desk) if desk else None
    drawn = iter(entries)
    while some := list(islice(drawn, SLICE)):
        yield from (
            _against(some, target) if target else ((one, by_itself(one) or Judged("new")) for one in some)
        )


def _against(entries: Sequence[Entry], target: Target) -> Iterator[tuple[Entry, Judged]]:
    alone = [by_itself(entry) for entry in entries]
    target.look_up([entry.values for entry, told in zip(entries, alone, strict=True) if told is None])
    for entry, told in zip(entries, alone, strict=True):
        yield entry, told or target.judge(entry.values)
