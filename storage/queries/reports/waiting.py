"""Questions of what waits in a jurisdiction, each a count and its first rows, all asked in one statement.

A question is put together once for its arguments (`once`) and asked many times, on any day: putting it together takes longer
than its answer, so a day is a value. All of them are asked in one statement (`together`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Select,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from storage.unit_of_work import UnitOfWork

Row = TypeVar("Row", covariant=True)
Question = Select[*tuple[Any, ...]]
COUNTED = 10_000
"""No question counts further."""
once = lru_cache(maxsize=64)
"""For functions that put a question together: it depends on nothing but their arguments, and nobody changes it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where to look; how many rows to bring; whether to count those beyond; and who reads."""

    work: UnitOfWork
    jurisdiction: str
    most: int
    counted: bool = True
    reader: int | str | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """How many there are, and the first of them."""

    count: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Asked(Generic[Row]):
    """A question that is not asked yet: what makes a row of its columns, and the `values` of what it left open."""

    row: Callable[..., Row]
    query: Question
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WaitingNeed:
    """A need without an expert."""

    id: int
    domain: str
    urgent: bool
    region: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingApplication:
    """An application under review, or one that was sent back, since then; the rest says whose step it is."""

    id: int
    name: str
    kind: str
    submitted_at: datetime
    pack: str
    region: str
    state: str
    answers: Mapping[str, Any]
    handed_in_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """An objection, a complaint or an appeal; what follows is known where it was asked who hears it."""

    id: int
    against: str
    filed_at: datetime
    text: str = ""
    about: str | None = None
    heard_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingHolder:
    """Something about a holder: its id, the holder's name and person, and the day that it is about.

    `pack`, `kind` and `region` are the title's, where it is about one.
    """

    id: int
    name: str
    day: date
    person_id: int
    pack: str = ""
    kind: str = ""
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """All dead letters together: the newest one's id, and how many there are."""

    id: int
    count: int


Waiting = WaitingNeed | WaitingApplication | WaitingCase | WaitingHolder | Letters


def together(
    at: Reach, asked: Mapping[str, Asked[Waiting]], judged: Mapping[str, int]
) -> dict[str, Found[Waiting]]:
    """The answers to all of these questions, in one statement; of those that nothing answers, nothing.

    Each counts up to `COUNTED`, where it is counted at all. `judged`: of which more rows are brought, and how many.
    """
    if not asked:
        return {}
    each = tuple((what, one.query, judged.get(what, at.most)) for what, one in asked.items())
    whole = _together(each, at.counted)
    values = {name: value for one in asked.values() for name, value in one.values.items()}
    rows: dict[str, list[Waiting]] = {}
    counts: dict[str, int] = {}
    for what, _, count, *given in at.work.connection.execute(whole.query, values):
        own = (given[place] for place in whole.places[what])
        rows.setdefault(what, []).append(asked[what].row(*own))
        counts[what] = count
    return {what: Found(max(counts[what], len(rows[what])), rows[what]) for what in asked if what in rows}


def found(at: Reach, asked: Asked[Any]) -> Found[Any]:
    """The answer to one of them."""
    return together(at, {"one": asked}, {}).get("one", Found(0, ()))


@dataclass(frozen=True, slots=True)
class _Whole:
    """One statement of several questions, and at which places of its rows each has its columns."""

    query: Any
    places: Mapping[str, tuple[int, ...]]


@once
def _together(asked: tuple[tuple[str, Question, int], ...], counted: bool) -> _Whole:
    """Columns of one type share a place: a part has null where it has none of a type."""
    types: dict[Any, Any] = {}
    keys: dict[str, list[Any]] = {}
    for what, query, _ in asked:
        seen: dict[str, int] = {}
        for column in query.selected_columns:
            name = _type_name(column.type)
            seen[name] = seen.get(name, 0) + 1
            types.setdefault((name, seen[name]), column.type)
            keys.setdefault(what, []).append((name, seen[name]))
    order = list(types)
    parts = [_part(n, one, keys[one[0]], types, counted) for n, one in enumerate(asked)]
    whole = union_all(*parts).subquery()
    places = {what: tuple(order.index(key) for key in own) for what, own in keys.items()}
    return _Whole(select(whole).order_by(whole.c.row), places)


def _type_name(of: Any) -> str:
    return f"{type(of).__name__}:{getattr(of, 'where', '')}"


def _part(
    n: int, asked: tuple[str, Question, int], own: list[Any], types: Mapping[Any, Any], counted: bool
) -> Any:
    """One question's rows, numbered as they come; the count looks at no more than `COUNTED` of them."""
    what, query, most = asked
    bounded = query.limit(COUNTED if counted else most).subquery()
    columns = dict(zip(own, bounded.c, strict=True))
    count = func.count().over() if counted else literal(0)
    given = [columns.get(key, cast(null(), of)) for key, of in types.items()]
    numbered = func.row_number().over()
    part = select(
        literal(what).label("what"),
        (literal(n * 2 * COUNTED) + numbered).label("row"),
        count.label("count"),
        *(column.label(f"c{place}") for place, column in enumerate(given)),
    )
    return select(part.limit(most).subquery())
