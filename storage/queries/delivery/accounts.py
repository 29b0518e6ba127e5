"""The accounts by which a person may be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from storage.prepared import Prepared
from storage.tables import Account, Inbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Route:
    """An account by which a person may be reached."""

    account_id: int
    channel: str
    account: str
    closed: bool = False
    """The vendor said last that nothing gets through; the person may have opened it since."""


def routes_to(work: UnitOfWork, person_id: int) -> list[Route]:
    """The accounts of a person, the one bound last first."""
    return [Route(*row) for row in _ROUTES.run(work.connection, {"person": person_id})]


def route_of(work: UnitOfWork, account_id: int) -> Route:
    """An account by its id, whoever it belongs to now."""
    return Route(*work.connection.execute(select(*_ROUTE).where(Account.id == account_id)).one())


def last_heard(work: UnitOfWork, account_id: int) -> datetime | None:
    """When the person last wrote from this account."""
    newest = select(Inbox.received_at).where(Inbox.account_id == account_id).order_by(Inbox.seq.desc())
    return work.connection.execute(newest.limit(1)).scalar()


def close_account(work: UnitOfWork, account_id: int, now: datetime) -> None:
    """The vendor says that nothing gets through to this account, until something does or its person writes."""
    closing = update(Account).where(Account.id == account_id, Account.closed_at.is_(None))
    work.connection.execute(closing.values(closed_at=now))


def close_account_called(work: UnitOfWork, channel: str, external_id: str, now: datetime) -> None:
    """The same, said by the vendor of an account by its name there; of one that nobody here has, nothing is kept."""
    named = select(Account.id).where(Account.channel == channel, Account.external_id == external_id)
    for account_id in work.connection.execute(named).scalars():
        close_account(work, account_id, now)


def open_account(work: UnitOfWork, account_id: int) -> None:
    """Something got through to this account."""
    work.connection.execute(update(Account).where(Account.id == account_id).values(closed_at=None))


def move_account(work: UnitOfWork, account_id: int, external_id: str) -> bool:
    """The account has another identifier; False if that one is known already."""
    channel = select(Account.channel).where(Account.id == account_id).scalar_subquery()
    known = select(Account.id).where(Account.channel == channel, Account.external_id == external_id)
    if work.connection.execute(known).first():
        return False
    work.connection.execute(update(Account).where(Account.id == account_id).values(external_id=external_id))
    return True


_ROUTE = (Account.id, Account.channel, Account.external_id, Account.closed_at.is_not(None))
_ROUTES = Prepared(
    lambda dialect: (
        select(*_ROUTE).where(Account.person_id == bindparam("person")).order_by(Account.id.desc())
    )
)
