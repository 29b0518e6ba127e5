"""A list as any form of file draws it: what stands above the table, its columns, its rows, and what stands below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | Decimal
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in mm, and whether its cells are centred; `points` is their type size."""

    heading: str
    width: int
    centred: bool = False
    points: float = 12


SERIAL = Column("序号", 13, True)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. `annex` stands flush left on the first line («附件4»), `above` under the title, `note` under the last row.

    The first column is the serial number, which rows are without. `rows` may be drawn once: a long list streams.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    author: str
    annex: str = ""
    above: tuple[str, ...] = ()
    note: str = ""
    upright: bool = False

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def numbered(self) -> Iterator[list[Cell]]:
        """The rows with their serial numbers, as words."""
        return ([str(place), *row] for place, row in enumerate(self.rows, 1))


def shown(cell: Cell) -> str:
    """A cell in words: numbers with two decimals at most and no needless nought."""
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".rstrip("0").rstrip(".")
    return str(cell)
