"""What a list of the console is made of: headings, filters, views; and a row as it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.engine.context import ConversationContext
from storage.queries.console.listing import Listing

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a row under a heading: a text with something smaller beneath; `tone` makes the text a mark."""

    text: str
    small: str = ""
    tone: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its label, how a row is said under it; `sort`: the order that a tap on it asks for."""

    name: str
    label: str
    show: Callable[[ConversationContext, Row], Cell]
    number: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition: options to choose from, or a text or a day where there are none. `is_moment`: the column is one."""

    name: str
    label: str
    options: Sequence[tuple[str, str]] = ()
    is_day: bool = False
    is_moment: bool = False
    places: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list: `unit` is what its rows are counted in, `leads`: the part of the head that is the link; `views`: names for addresses."""

    listing: Listing
    title: str
    unit: str
    heads: tuple[Head, ...]
    filters: tuple[Filter, ...]
    link: Callable[[Row], str]
    views: tuple[tuple[str, str], ...] = ()
    empty: str = "还没有。"
    right: str = "see_progress"
    bulk: tuple[tuple[str, str], ...] = ()
    """Acts on all that the filters leave: code and caption."""
    begins: tuple[str, str] | None = None
    """Where a new one is begun: caption and address."""

    @property
    def name(self) -> str:
        return self.listing.name
