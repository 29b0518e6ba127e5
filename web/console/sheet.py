"""One thing on a page: panels with facts, lines, acts and a form; people, firms, needs, cases, diaries and activities look alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.console.taps import Act


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure that is to be reached: what is done, of how much."""

    label: str
    done: float
    due: float
    said: str


@dataclass(frozen=True, slots=True)
class Months:
    """Twelve months of this year beside those of the last, as heights of a hundred; and in figures, for the table behind."""

    this: tuple[float, ...]
    last: tuple[float, ...]
    figures: tuple[tuple[str, str, str], ...]
    said: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a history: the day, the sort, what it says; where it leads, or what can be done on it."""

    day: str
    sort: str
    text: str
    href: str = ""
    acts: Sequence[Act] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at an address of ours, which opens it; `small`: it is fetched small where it stands. `alt` for who cannot see it."""

    src: str
    alt: str
    said: str
    acts: Sequence[Act] = ()
    small: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that is chosen from, or written into where there is nothing to choose from."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of a panel: to which address, what is asked, what its button says."""

    action: str
    fields: tuple[Choice, ...]
    button: str
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A box with a heading."""

    title: str
    lines: Sequence[str] = ()
    rows: Sequence[tuple[str, str]] = ()
    bars: Sequence[Bar] = ()
    months: Months | None = None
    items: Sequence[Item] = ()
    pictures: Sequence[Picture] = ()
    tabs: Sequence[tuple[str, str, bool]] = ()
    acts: Sequence[Act] = ()
    entry: Entry | None = None
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: `mark` with its tone, `up`: the list that it belongs to."""

    title: str
    about: str
    mark: tuple[str, str]
    up: tuple[str, str]
    left: Sequence[Panel]
    right: Sequence[Panel] = ()
    acts: Sequence[Act] = ()
