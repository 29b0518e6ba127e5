"""A line that needs a hand, and lines of one urgency."""

from __future__ import annotations

from dataclasses import dataclass

from web.console.taps import Act


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. `tone` of its mark: bad, warn, good or nothing. `even`: none of its acts is put forward by its look."""

    key: str
    mark: str
    tone: str
    title: str
    about: str
    href: str
    acts: tuple[Act, ...]
    even: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one urgency under a heading; `count` of things, of which a line may hold many."""

    title: str
    note: str
    count: int
    entries: tuple[Entry, ...]
