"""Forms that people left under way, found by when they were last answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select

from storage.tables import Dialogue, Outbox
from storage.unit_of_work import UnitOfWork
from storage.window import Window

_ANSWERED = (Outbox.kind == "answer", Outbox.state == "sent")
_UNDER_WAY = (cast(Dialogue.forms, String) != "[]", Dialogue.held.is_(False))
"""Before consent nothing is kept for longer than a day, so nothing is reminded of."""


@dataclass(frozen=True, slots=True)
class LeftForm:
    """A form under way: `key` is its number within its person's talk, `told_at` when they last told something of it."""

    person_id: int
    form: str
    key: int
    told_at: datetime


def left_forms(work: UnitOfWork, forms: Collection[str], windows: Sequence[Window]) -> list[LeftForm]:
    """The forms of these names that are under way with people who were answered within one of the windows."""
    lately = select(Outbox.person_id).where(*_ANSWERED, or_(*(one.holds(Outbox.due_at) for one in windows)))
    found = select(Dialogue.person_id, Dialogue.state).where(*_UNDER_WAY, Dialogue.person_id.in_(lately))
    return [
        one
        for person, state in work.connection.execute(found.order_by(Dialogue.person_id))
        for one in _left(person, state)
        if one.form in forms
    ]


def first_left(work: UnitOfWork, after: datetime) -> datetime | None:
    """When somebody who left something under way was answered next after a moment."""
    mine: ColumnElement[bool] = Dialogue.person_id == Outbox.person_id
    found = select(func.min(Outbox.due_at)).join(Dialogue, mine)
    return work.connection.execute(found.where(*_ANSWERED, *_UNDER_WAY, Outbox.due_at > after)).scalar()


def _left(person_id: int, state: Mapping[str, Any]) -> Iterator[LeftForm]:
    for at in state.get("stack", ()):
        if told := max(at.get("told_at") or "", at.get("since") or ""):
            yield LeftForm(person_id, at["form"], at["key"], datetime.fromisoformat(told))
