"""A list as a page: the filters out of the address, the rows, and the way to others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from actions.access import may_ever
from actions.console.views import View, views_of
from actions.refusal import Refused
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_region
from language import regions
from programme.jurisdiction import prefix
from storage.queries.console.listing import (
    COUNTED,
    Page,
    Reader,
    Wanted,
    count_of,
    first_of_each,
    page_and_count,
)
from web.console.lists.model import Cell, Filter, ListPage
from web.console.lists.state import State

OF_A_COLUMN = 10
FIRST, LAST = date(1970, 1, 1), date(2999, 12, 31)
"""Bounds of a day in a filter: beyond them no moment can be reckoned, and nothing lies."""


@dataclass(frozen=True, slots=True)
class Field:
    """A filter as it stands open: its options with what is chosen, or what is typed."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str
    is_day: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A heading: `sort`: the query that a tap on it leads to; `order`: ascending or descending, where it is sorted by."""

    label: str
    number: bool
    sort: str
    order: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its id, where it leads, and its cells, the first two of which name it."""

    key: int
    href: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """All that the page shows."""

    page: ListPage
    state: State
    count: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    fields: tuple[Field, ...]
    chosen: tuple[tuple[str, str], ...]
    views: tuple[tuple[str, str, bool, int], ...]
    before: str
    after: str
    board: tuple[tuple[str, tuple[Line, ...], str], ...]
    may_bulk: bool


def reader_of(talk: ConversationContext) -> Reader:
    """Whoever sits here, as lists know them."""
    return Reader(talk.speaker.person_id, talk.speaker.jurisdiction)


def require_page(talk: ConversationContext, page: ListPage) -> None:
    """Refused «wrong_role» for whom this list is not."""
    if not may_ever(talk.speaker, page.right):
        raise Refused("wrong_role", "这一页您的身份看不了，要看请找管理员。")


def listed(talk: ConversationContext, page: ListPage, state: State) -> Listed:
    """The page of this list that the address means."""
    require_page(talk, page)
    reader, filters = reader_of(talk), stored(talk, page, state)
    wanted = wanted_of(page, state, filters)
    if state.board:
        found, count = Page((), True, True), count_of(talk.work, page.listing, reader, filters)
    else:
        found, count = page_and_count(talk.work, page.listing, reader, wanted)
    lines = _lines(talk, page, found.rows)
    return Listed(
        page,
        state,
        "1 万以上" if count >= COUNTED else f"{count:,}",
        tuple(_column(head.label, head.number, head.sort, page, state) for head in page.heads),
        lines,
        tuple(_field(talk, one, state) for one in page.filters),
        tuple(
            (_said(talk, page, name, values), state.without(name)) for name, values in state.filters.items()
        ),
        _views(page, state, views_of(talk.work, talk.speaker, page.name)),
        state.query(before=str(lines[0].key)) if lines and not found.is_first else "",
        state.query(after=str(lines[-1].key)) if lines and not found.is_last else "",
        _board(talk, page, state, reader, filters) if state.board else (),
        bool(page.bulk) and bool(lines),
    )


def stored(talk: ConversationContext, page: ListPage, state: State) -> dict[str, tuple[str, ...]]:
    """The filters as the database is asked: days become moments where the column is one."""
    found = dict(state.filters)
    for one in page.filters:
        if one.is_moment and one.name in found:
            try:
                day = date.fromisoformat(found[one.name][0])
            except ValueError:
                del found[one.name]
                continue
            day = min(max(day, FIRST), LAST)
            day += timedelta(days=one.name == "until")
            found[one.name] = (datetime.combine(day, time(), talk.now.tzinfo).isoformat(),)
    return found


def wanted_of(page: ListPage, state: State, filters: Mapping[str, tuple[str, ...]], most: int = 0) -> Wanted:
    """Which rows the database is asked for."""
    usual = next(iter(page.listing.sorts))
    falling = state.falling if state.sort else page.listing.sorts[usual][1]
    return Wanted(filters, state.sort or usual, falling, state.after, state.before, most or state.size)


def _lines(
    talk: ConversationContext, page: ListPage, rows: Sequence[Mapping[str, object]]
) -> tuple[Line, ...]:
    return tuple(
        Line(int(str(row["key"])), page.link(row), tuple(head.show(talk, row) for head in page.heads))
        for row in rows
    )


def _column(label: str, is_number: bool, sort: str, page: ListPage, state: State) -> Column:
    if not sort or sort not in page.listing.sorts:
        return Column(label, is_number, "", "")
    usual = next(iter(page.listing.sorts))
    here = (state.sort or usual) == sort
    falling = state.falling if state.sort else page.listing.sorts[usual][1]
    order = ("descending" if falling else "ascending") if here else ""
    turned = f"-{sort}" if here and not falling else sort
    return Column(label, is_number, state.query(sort=turned), order)


def _field(talk: ConversationContext, one: Filter, state: State) -> Field:
    options = places_of(talk) if one.places else tuple(one.options)
    values = state.filters.get(one.name, ())
    if len(values) > 1:
        options = ((",".join(values), "、".join(_label(options, value) for value in values)), *options)
    return Field(one.name, one.label, options, ",".join(values), one.is_day)


def places_of(talk: ConversationContext) -> tuple[tuple[str, str], ...]:
    """The places one level beneath the jurisdiction."""
    own = talk.speaker.jurisdiction or ""
    shared = prefix(own) if own else ""
    depth = {0: "0000", 2: "00"}.get(len(shared), "")
    found = [
        code for code in regions.names() if code.startswith(shared) and code.endswith(depth) and code != own
    ]
    if len(shared) == 6:
        return ()
    return tuple((code, show_region(code)) for code in found if depth != "00" or not code.endswith("0000"))


def _label(options: Sequence[tuple[str, str]], value: str) -> str:
    known = dict(options)
    return known.get(value) or (show_region(value) if value in regions.names() else value)


def _said(talk: ConversationContext, page: ListPage, name: str, values: tuple[str, ...]) -> str:
    one = next(one for one in page.filters if one.name == name)
    words = "、".join(_label(one.options, value) for value in values)
    return f"{one.label}：{words}" if name != "q" else f"“{words}”"


def _views(page: ListPage, state: State, saved: Sequence[View]) -> tuple[tuple[str, str, bool, int], ...]:
    """Name, query, whether it is the present one, and its number where it is one's own."""
    here = state.query(sort="", size="", look="")
    built = [(name, query, query == here, 0) for name, query in page.views]
    own = [
        (
            f"{'我的' if one.own else '共用'}：{one.name}",
            one.query,
            one.query == here,
            one.id if one.own else 0,
        )
        for one in saved
    ]
    return (*built, *own)


def _board(
    talk: ConversationContext,
    page: ListPage,
    state: State,
    reader: Reader,
    filters: Mapping[str, tuple[str, ...]],
) -> tuple[tuple[str, tuple[Line, ...], str], ...]:
    """The states as columns, the first rows of each, and the address of all of them."""
    states = next(one for one in page.filters if one.name == "state").options[:5]
    wanted = [wanted_of(page, state, {**filters, "state": (value,)}, OF_A_COLUMN) for value, _ in states]
    columns = first_of_each(talk.work, page.listing, reader, wanted)
    return tuple(
        (name, _lines(talk, page, rows), state.query(state=value, look=""))
        for (value, name), rows in zip(states, columns, strict=True)
    )
