"""What was shown last: a caption typed by the person, or a bare number in an account without buttons, refers to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from storage.queries.delivery.held import SUPERSEDED
from storage.tables import Inbox, Outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that stands in a chat: its words, and captions with the tokens behind them.

    `numbered`: the choices have numbers where there are no buttons.
    """

    text: str
    choices: tuple[tuple[str, str], ...]
    numbered: bool = True


def recent(work: UnitOfWork, person_id: int, most: int) -> list[Shown]:
    """Those with choices of the `most` messages that a person was shown last, newest first."""
    rows = work.connection.execute(_recent(), {"person": person_id, "most": most})
    return _with_choices(rows.mappings().all())


def newest(work: UnitOfWork, account_id: int, before: int, most: int) -> list[Shown]:
    """Of the `most` messages shown last to an account, what a bare number may refer to: newest first.

    That is all that came with choices since the message before the one numbered `before`.
    """
    rows = work.connection.execute(_newest(), {"account": account_id, "before": before, "most": most})
    return _with_choices([row for row in rows.mappings() if row["seq"] > (row["spoke"] or 0)])


def _with_choices(rows: Sequence[Mapping[Any, Any]]) -> list[Shown]:
    return [
        Shown(
            row["shown"].get("text", ""),
            tuple((label, token) for label, token in row["shown"]["choices"]),
            not row["shown"].get("in_words"),
        )
        for row in rows
        if row["shown"].get("choices")
    ]


@cache
def _newest() -> Select[*tuple[Any, ...]]:
    spoke = (
        select(func.max(Inbox.seq))
        .where(Inbox.account_id == bindparam("account"), Inbox.seq < bindparam("before"))
        .scalar_subquery()
    )
    shown = select(Outbox.shown, Outbox.seq, spoke.label("spoke")).where(_SHOWN)
    mine = shown.where(Outbox.account_id == bindparam("account"))
    return mine.order_by(Outbox.seq.desc()).limit(bindparam("most"))


@cache
def _recent() -> Select[*tuple[Any, ...]]:
    mine = select(Outbox.shown).where(Outbox.person_id == bindparam("person"), _SHOWN)
    return mine.order_by(Outbox.seq.desc()).limit(bindparam("most"))


_SHOWN = and_(Outbox.seq.is_not(None), Outbox.state != SUPERSEDED)
