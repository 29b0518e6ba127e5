"""What was shown last: a caption typed by the person, or a bare number in an account without buttons, refers to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, select

from storage.prepared import Prepared
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
    return _with_choices(bodies(work, person_id, most))


def bodies(work: UnitOfWork, person_id: int, most: int) -> list[Mapping[str, Any]]:
    """The `most` messages that a person was shown last, newest first, as they are stored."""
    return [shown for (shown,) in _RECENT.run(work.connection, {"person": person_id, "most": most})]


def newest(work: UnitOfWork, account_id: int, before: int, most: int) -> list[Shown]:
    """Of the `most` messages shown last to an account, what a bare number may refer to: newest first.

    That is all that came with choices since the message before the one numbered `before`.
    """
    rows = _NEWEST.run(work.connection, {"account": account_id, "before": before, "most": most})
    return _with_choices([shown for shown, seq, spoke in rows if seq > (spoke or 0)])


def _with_choices(bodies: Sequence[Mapping[str, Any]]) -> list[Shown]:
    return [
        Shown(
            shown.get("text", ""),
            tuple((label, token) for label, token in shown["choices"]),
            not shown.get("in_words"),
        )
        for shown in bodies
        if shown.get("choices")
    ]


def _newest() -> Select[*tuple[Any, ...]]:
    spoke = (
        select(func.max(Inbox.seq))
        .where(Inbox.account_id == bindparam("account"), Inbox.seq < bindparam("before"))
        .scalar_subquery()
    )
    shown = select(Outbox.shown, Outbox.seq, spoke.label("spoke")).where(_SHOWN)
    mine = shown.where(Outbox.account_id == bindparam("account"))
    return mine.order_by(Outbox.seq.desc()).limit(bindparam("most", type_=Integer))


def _recent() -> Select[*tuple[Any, ...]]:
    mine = select(Outbox.shown).where(Outbox.person_id == bindparam("person"), _SHOWN)
    return mine.order_by(Outbox.seq.desc()).limit(bindparam("most", type_=Integer))


_SHOWN = and_(Outbox.seq.is_not(None), Outbox.state != SUPERSEDED)
_NEWEST, _RECENT = Prepared(lambda dialect: _newest()), Prepared(lambda dialect: _recent())
