"""One-time links into the web chat, sent into a chat in which one is known already; and sessions that end.

A link has 128 random bits, is kept as a hash, and good for five minutes and one use. What it opens for a member of
staff ends after twelve hours, or with the role.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, false, select, update

from actions.audit import note
from actions.people.bind import has_standing, hashed, leave
from actions.people.contact import first_contact
from actions.refusal import Refused
from storage.tables import Account, Dialogue, EntryLink, Staff
from storage.unit_of_work import UnitOfWork

GOOD_FOR = timedelta(minutes=5)
STAFF_SESSION = timedelta(hours=12)
BYTES = 16
PATH = "/enter/"
OVER = "这个链接已经用过或过期了，请在聊天里说“网页登录”再要一个。"


def new_link(work: UnitOfWork, person_id: int, now: datetime) -> str:
    """The last part of a new link for this person; earlier ones are void."""
    open_ones = update(EntryLink).where(EntryLink.person_id == person_id, EntryLink.used_at.is_(None))
    work.session.execute(open_ones.values(expires_at=now))
    link = secrets.token_hex(BYTES)
    work.session.add(EntryLink(link_hash=hashed(link), person_id=person_id, expires_at=now + GOOD_FOR))
    note(work, "new_link", "person", person_id, person_id, now)
    return link


def link_of(work: UnitOfWork, channel: str, sender: str, now: datetime) -> str:
    """The same for whoever this account is; one that nobody had becomes a newcomer's."""
    found = select(Account.person_id).where(Account.channel == channel, Account.external_id == sender)
    if (person_id := work.session.scalar(found)) is None:
        first_contact(work, channel, sender, now)
        person_id = work.session.scalars(found).one()
    return new_link(work, person_id, now)


def enter(work: UnitOfWork, link: str, slot: str, secret_hash: str, now: datetime) -> None:
    """A web account of the link's person, beside the others. Refused «link_over». Of two who race for it, one wins."""
    found = access_link(work, link, now)
    once = update(EntryLink).where(EntryLink.id == found.id, EntryLink.used_at.is_(None))
    work.session.flush()
    done: CursorResult[object] = work.connection.execute(once.values(used_at=now))
    if done.rowcount != 1:
        raise Refused("link_over", OVER)
    account = open_session(work, found.person_id, slot, secret_hash, now)
    note(work, "enter", "person", found.person_id, found.person_id, now, account=account.id)


def open_session(work: UnitOfWork, person_id: int, slot: str, secret_hash: str, now: datetime) -> Account:
    """A web account of this person's; one of staff ends."""
    on_staff = work.session.scalar(select(Staff.id).where(Staff.person_id == person_id))
    account = Account(
        channel="web",
        external_id=slot,
        secret_hash=secret_hash,
        person_id=person_id,
        ends_at=now + STAFF_SESSION if on_staff else None,
        confirmed_at=now,
        created_at=now,
    )
    work.session.add(account)
    work.session.flush()
    return account


def access_link(work: UnitOfWork, link: str, now: datetime) -> EntryLink:
    """A link that is good still. Refused «link_over»."""
    good = select(EntryLink).where(EntryLink.link_hash == hashed(link), EntryLink.used_at.is_(None))
    found = work.session.scalars(good.where(EntryLink.expires_at > now)).first()
    if found is None:
        raise Refused("link_over", OVER)
    return found


def end_sessions(work: UnitOfWork, now: datetime, person_id: int | None = None) -> int:
    """Close the sessions that are over, or all of one person, whose role did: pages in a browser that have no end, too, unless
    the person is somebody else besides, who stays. Return how many."""
    ends: ColumnElement[bool] = Account.ends_at.is_not(None)
    if person_id is None:
        which = ends & (Account.ends_at <= now)
    else:
        page = false() if has_standing(work, person_id) else Account.secret_hash.is_not(None)
        which = (Account.person_id == person_id) & (ends | page)
    over = list(work.session.scalars(select(Account).where(which)))
    for account in over:
        talk = work.session.get_one(Dialogue, account.person_id)
        account.ends_at = None
        leave(work, account, talk.last_seq, now)
    return len(over)
