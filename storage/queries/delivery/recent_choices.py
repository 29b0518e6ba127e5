"""What was shown last: a caption typed by the person, or a bare number in an account without buttons, refers to it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from storage.queries.delivery.held import SUPERSEDED
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork


def recent_choices(work: UnitOfWork, person_id: int, most: int) -> list[tuple[str, str]]:
    """Captions and tokens of the choices in the `most` messages that a person was shown last, newest message first."""
    rows = work.connection.execute(_recent(), {"person": person_id, "most": most}).scalars()
    return [(label, token) for shown in rows for label, token in shown.get("choices", ())]


def newest_choices(work: UnitOfWork, account_id: int, most: int) -> list[tuple[str, str]]:
    """Captions and tokens under the newest message that had any, of the last `most` shown to this account."""
    for shown in work.connection.execute(_newest(), {"account": account_id, "most": most}).scalars():
        if choices := shown.get("choices"):
            return [(label, token) for label, token in choices]
    return []


@cache
def _newest() -> Select[*tuple[Any, ...]]:
    return (
        _shown()
        .where(Outbox.account_id == bindparam("account"))
        .order_by(Outbox.seq.desc())
        .limit(bindparam("most"))
    )


@cache
def _recent() -> Select[*tuple[Any, ...]]:
    return (
        _shown()
        .where(Outbox.person_id == bindparam("person"))
        .order_by(Outbox.seq.desc())
        .limit(bindparam("most"))
    )


def _shown() -> Select[*tuple[Any, ...]]:
    return select(Outbox.shown).where(Outbox.seq.is_not(None), Outbox.state != SUPERSEDED)
