"""From the bytes of a file to its entries, row by row, without holding more than what repeats are known by."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain

from documents.rosters.cells import text
from documents.rosters.entries import Entry, Row
from documents.rosters.errors import Code, NotARoster
from documents.rosters.headings import AS_THEY_SAY, Chosen, Columns, Kind, columns, side_by_side
from documents.rosters.kinds import READERS
from documents.rosters.no_rows import is_entry, is_headings_again
from documents.rosters.repeats import Repeats
from documents.rosters.sheets import Line, Sheet, sheets
from language.lexicon import words_of

MOST_ROWS = 200_000


Headings = tuple[str, int, list[str]]
_FILLED_BY = re.compile(
    r"(?:填写|填报|报送|推荐|上报|申报|填表)单位[^:：]{0,8}[:：]\s*([^\s:：,，;；]{2,50})"
)


@dataclass(frozen=True, slots=True)
class Roster:
    """The entries of a file, to be drawn once, and what stands around them.

    `headings`: sheet, row and words of each row of headings, whole once all entries are drawn. `filled_by`: who filled it
    in, as the lines above the first headings say.
    """

    headings: list[Headings]
    filled_by: str
    entries: Iterator[Entry]


def read(content: bytes, kind: Kind, home: str | None, now: datetime, chosen: Chosen = AS_THEY_SAY) -> Roster:
    """The entries of all sheets that are rosters of this kind, in order.

    `home`: the region code by which places are told apart; `chosen`: what somebody says of the headings.
    Raises `NotARoster` where no sheet is one, or none has a row:
    before the first entry, but for a file that breaks off in the middle.
    """
    reading = _Reading(kind, home, now, chosen)
    found = (entry for sheet in sheets(content) for entry in reading.entries(sheet))
    first = next(found, None)
    if first is None:
        raise NotARoster("no_rows" if reading.headings else reading.why_none)
    return Roster(reading.headings, reading.filled_by, chain([first], found))


def read_row(
    kind: Kind,
    headings: Sequence[str],
    cells: Sequence[str],
    place: tuple[str, int],
    home: str | None,
    now: datetime,
    chosen: Chosen = AS_THEY_SAY,
) -> Entry:
    """One row by itself, as somebody has written it anew under its headings; `place`: its sheet and number."""
    entry = Entry(*place, tuple(cells))
    READERS[kind](Row(entry, cells, columns(headings, kind, chosen=chosen), home, now))
    return entry


class _Reading:
    def __init__(self, kind: Kind, home: str | None, now: datetime, chosen: Chosen) -> None:
        self._kind, self._home, self._now, self._chosen = kind, home, now, chosen
        self._repeats = Repeats(kind)
        self._last: Columns | None = None
        self._rows = 0
        self.headings: list[Headings] = []
        self.filled_by = ""
        self.seen_other = False

    @property
    def why_none(self) -> Code:
        return "wrong_columns" if self.seen_other else "no_headings"

    def entries(self, sheet: Sheet) -> Iterator[Entry]:
        known = self._last if sheet.goes_on else None
        parts = side_by_side(known, self._kind) if known else []
        above: Sequence[str] = ()
        held: deque[Line] = deque()
        lines = iter(sheet.lines)
        while (line := held.popleft() if held else next(lines, None)) is not None:
            cells = [text(value) for value in line.cells]
            if known is None or is_headings_again(cells, known, self._kind):
                following = held[0] if held else next(lines, None)
                if following is not None and not held:
                    held.append(following)
                known, took_two = self._headings(sheet, line.number, cells, following, known)
                parts = side_by_side(known, self._kind) if known else []
                if took_two:
                    held.popleft()
                continue
            cells = above = _without_dittos(cells, above)
            for part in parts:
                own = cells if len(parts) == 1 else _own(cells, part)
                if is_entry(own, part, self._kind):
                    yield self._entry(sheet, line, own, part)
        self._last = known or self._last

    def _headings(
        self, sheet: Sheet, number: int, cells: Sequence[str], following: Line | None, known: Columns | None
    ) -> tuple[Columns | None, bool]:
        """The columns by this row, or by it and the next; as before where it says nothing."""
        alone = self._columns(cells)
        below = [text(value) for value in following.cells] if following else []
        both = self._columns(cells, below) if may_be_headings(below) else alone
        other = len(self._columns(below).fields) if below else 0
        deeper = len(both.fields) > max(len(alone.fields), other) and both.fits(self._kind)
        found = both if deeper else alone
        if not found.fits(self._kind):
            self.seen_other |= len(found.fields) > 1
            self._look_above(cells)
            return known, False
        self.headings.append((sheet.name, number, list(found.headings)))
        return found, deeper

    def _columns(self, cells: Sequence[str], below: Sequence[str] = ()) -> Columns:
        return columns(cells, self._kind, below, self._chosen)

    def _look_above(self, cells: Sequence[str]) -> None:
        """«填写单位：…», in one cell or in two."""
        told = (
            None
            if self.headings or self.filled_by
            else _FILLED_BY.search("：".join(filter(None, cells)).replace("：：", "："))
        )
        self.filled_by = told[1] if told else self.filled_by

    def _entry(self, sheet: Sheet, line: Line, cells: Sequence[str], known: Columns) -> Entry:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise NotARoster("too_large")
        entry = Entry(sheet.name, line.number, tuple(cells))
        READERS[self._kind](Row(entry, line.cells, known, self._home, self._now))
        self._repeats.look(entry)
        return entry


def _own(cells: Sequence[str], part: Columns) -> list[str]:
    """The cells of one of several tables that stand beside each other."""
    places = {one.place for one in part.found}
    return [cell if place in places else "" for place, cell in enumerate(cells)]


def _without_dittos(cells: list[str], above: Sequence[str]) -> list[str]:
    """«同上» says what the row above says there."""
    if not above or _dittos().isdisjoint(cells):
        return cells
    return [
        above[place] if cell in _dittos() and place < len(above) else cell for place, cell in enumerate(cells)
    ]


@cache
def _dittos() -> frozenset[str]:
    return frozenset(words_of("dittos"))


def may_be_headings(cells: Sequence[str]) -> bool:
    """Whether a row holds a few short words and no figures, as a second row of headings does."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(
        len(cell) <= 12 and not any(char.isdigit() or char == "@" for char in cell) for cell in filled
    )
