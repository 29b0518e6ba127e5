"""Access tokens that several processes share, and the ledger of what may still be pushed to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Dialect, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.prepared import Prepared
from storage.tables import Credit, VendorToken
from storage.unit_of_work import UnitOfWork

LEASE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class KeptToken:
    """A token as it was kept; empty before the first was fetched."""

    token: str
    expires_at: datetime


def token(work: UnitOfWork, name: str) -> KeptToken | None:
    """The token of this name."""
    found = select(VendorToken.token, VendorToken.expires_at).where(VendorToken.name == name)
    row = work.connection.execute(found).first()
    return KeptToken(*row) if row else None


def lease(work: UnitOfWork, name: str, now: datetime) -> bool:
    """Whether the caller may renew the token: one at a time, and not for ever should it die."""
    row = {"name": name, "token": "", "expires_at": now, "leased_until": now}
    work.connection.execute(_insert(work, VendorToken).on_conflict_do_nothing(), row)
    free = update(VendorToken).where(VendorToken.name == name, VendorToken.leased_until <= now)
    done: CursorResult[object] = work.connection.execute(free.values(leased_until=now + LEASE))
    return done.rowcount == 1


def keep_token(work: UnitOfWork, name: str, value: str, expires_at: datetime) -> None:
    """A renewed token."""
    kept = update(VendorToken).where(VendorToken.name == name)
    work.connection.execute(kept.values(token=value, expires_at=expires_at))


def end_lease(work: UnitOfWork, name: str, now: datetime) -> None:
    """Done, or it failed: the next one may try."""
    work.connection.execute(update(VendorToken).where(VendorToken.name == name).values(leased_until=now))


def open_window(
    work: UnitOfWork, channel: str, account: str, kind: str, left: int, until: datetime | None
) -> None:
    """From now on so many may be pushed, whatever was left before."""
    values = {"channel": channel, "account": account, "kind": kind, "left": left, "until": until}
    _OPEN.run(work.connection, values)


def add_credit(work: UnitOfWork, channel: str, account: str, kind: str) -> None:
    """One more, without an end."""
    row = {"channel": channel, "account": account, "kind": kind, "left": 1, "until": None}
    adding = _insert(work, Credit)
    more = adding.on_conflict_do_update(index_elements=_KEY, set_={"left": Credit.left + 1})
    work.connection.execute(more, row)


def credits_of(work: UnitOfWork, channel: str, account: str, now: datetime) -> dict[str, int]:
    """What is open, kind by kind, the one that ends first in front."""
    mine = select(Credit.kind, Credit.left).where(Credit.channel == channel, Credit.account == account)
    still = mine.where(Credit.left > 0, or_(Credit.until.is_(None), Credit.until > now))
    rows = work.connection.execute(still.order_by(Credit.until.is_(None), Credit.until))
    return {row.kind: row.left for row in rows}


def spend(work: UnitOfWork, channel: str, account: str, kind: str) -> None:
    """One of them is used up."""
    mine = update(Credit).where(Credit.channel == channel, Credit.account == account, Credit.kind == kind)
    work.connection.execute(mine.where(Credit.left > 0).values(left=Credit.left - 1))


def close_windows(work: UnitOfWork, channel: str, account: str, *kinds: str) -> None:
    """The vendor says that nothing is left."""
    mine = delete(Credit).where(Credit.channel == channel, Credit.account == account)
    work.connection.execute(mine.where(Credit.kind.in_(kinds)))


def _insert(work: UnitOfWork, table: Any) -> Any:
    return (sqlite if work.on_sqlite else postgresql).insert(table)


def _opening(dialect: Dialect) -> Any:
    adding: Any = (sqlite if dialect.name == "sqlite" else postgresql).insert(Credit)
    anew = {"left": adding.excluded.left, "until": adding.excluded.until}
    return adding.on_conflict_do_update(index_elements=_KEY, set_=anew)


_KEY = ("channel", "account", "kind")
_OPEN = Prepared(_opening)
