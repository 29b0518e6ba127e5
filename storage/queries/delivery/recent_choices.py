"""What an account was shown last: a bare number on a channel without buttons refers to it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

RECENT = 5


def newest_choices(work: UnitOfWork, account_id: int) -> list[tuple[str, str]]:
    """Captions and tokens under the newest message that had any, of the last few shown to this account."""
    for shown in work.connection.execute(_newest(), {"account": account_id}).scalars():
        if choices := shown.get("choices"):
            return [(label, token) for label, token in choices]
    return []


@cache
def _newest() -> Select[*tuple[Any, ...]]:
    shown = select(Outbox.shown).where(Outbox.account_id == bindparam("account"), Outbox.seq.is_not(None))
    return shown.order_by(Outbox.seq.desc()).limit(RECENT)
