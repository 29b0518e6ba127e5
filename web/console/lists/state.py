"""What the address of a list says, and the addresses that its page leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from web.console.lists.model import ListPage

SIZES = (25, 50, 100)
LONGEST = 60
MOST_VALUES = 40


@dataclass(frozen=True, slots=True)
class State:
    """Filters that are known and set; the sort, and whether the greatest comes first; where the page begins; `unknown` was ignored."""

    filters: Mapping[str, tuple[str, ...]]
    sort: str = ""
    falling: bool = False
    after: int = 0
    before: int = 0
    size: int = SIZES[0]
    board: bool = False
    unknown: tuple[str, ...] = ()

    def query(self, **changed: str) -> str:
        """The query, with these parts changed; what is empty does not stand in it."""
        parts = {name: ",".join(values) for name, values in self.filters.items()}
        parts["sort"] = (f"-{self.sort}" if self.falling else self.sort) if self.sort else ""
        parts["size"] = str(self.size) if self.size != SIZES[0] else ""
        parts["look"] = "board" if self.board else ""
        parts |= changed
        return urlencode({name: value for name, value in parts.items() if value}, safe=",")

    def without(self, name: str) -> str:
        """The query without this filter."""
        left = {one: values for one, values in self.filters.items() if one != name}
        return replace(self, filters=left).query()


def state_of(page: ListPage, given: QueryParams) -> State:
    """What is known of the address; a telephone is never a filter, since addresses are kept."""
    filters: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    known = {one.name: one for one in page.filters}
    for name in dict.fromkeys(given):
        values = tuple(
            part.strip()[:LONGEST]
            for value in map(without_nul, given.getlist(name))
            for part in ([value] if name == "q" else value.split(","))
            if part.strip()
        )[:MOST_VALUES]
        if name in known and values and not (name == "q" and is_phone(values[0])):
            allowed = {value for value, _ in known[name].options}
            fit = tuple(value for value in values if not allowed or value in allowed)
            filters |= {name: fit} if fit else {}
            unknown += [] if fit else [known[name].label]
        elif name not in known and name not in ("sort", "after", "before", "size", "look", "from"):
            unknown.append(without_nul(name[:20]))
    asked = given.get("sort", "")
    sort = asked.removeprefix("-")
    return State(
        filters,
        sort if sort in page.listing.sorts else "",
        asked.startswith("-"),
        number(given.get("after", "")),
        number(given.get("before", "")),
        int(size) if (size := given.get("size", "")) in map(str, SIZES) else SIZES[0],
        "state" in known and given.get("look") == "board",
        tuple(unknown),
    )


def without_nul(text: str) -> str:
    """What PostgreSQL can store and compare: nobody types a NUL."""
    return text.replace("\0", "")


def number(text: str) -> int:
    """A row's id out of an address; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def is_phone(text: str) -> bool:
    """Whether somebody typed a telephone."""
    figures = "".join(sign for sign in text if sign.isdigit())
    return len(figures) == 11 and len(figures) >= len(text) - 4
