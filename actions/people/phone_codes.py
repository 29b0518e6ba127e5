"""One-time codes to a telephone: six digits, ten minutes, five tries, one use; only their hashes are kept.

How many may be asked for is counted from the rows, so that a restart forgives nothing: each is a short message that
somebody pays for and somebody else's telephone may receive.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, func, select

from actions.audit import note
from actions.people.bind import hashed
from actions.refusal import Refused
from programme.buckets import Allowance
from storage.encryption.columns import figures, is_one_of
from storage.queries import ledger
from storage.queries.people.speakers import Speaker
from storage.tables import EntryLink, PhoneCode
from storage.unit_of_work import Text, UnitOfWork

GOOD_FOR = timedelta(minutes=10)
DIGITS = 6
MOST_TRIES = 5
APART = timedelta(seconds=60)
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Allowed:
    """So many codes within a span."""

    most: int
    within: timedelta
    refusal: str


TO_A_PHONE = (
    Allowed(1, APART, "刚发过一条，一分钟后才能再发。没收到就看看拦截短信。"),
    Allowed(5, timedelta(hours=1), "这个号码要过几次验证码了，请一小时后再试，或找工作人员。"),
    Allowed(10, KEPT_FOR, "这个号码今天要过很多次验证码了，请明天再试，或找工作人员。"),
)
FROM_AN_ACCOUNT = (Allowed(5, timedelta(hours=1), "您要过几次验证码了，请一小时后再试，或找工作人员。"),)
FROM_AN_ADDRESS = Allowance(20, 20)
"""A floor of offices may be behind one address; whoever opens page after page to ask for codes is, too."""
ALTOGETHER = (Allowed(300, timedelta(hours=1), "现在要验证码的人太多，请过一小时再试，或找工作人员。"),)


def send_code(work: UnitOfWork, speaker: Speaker, phone: str, now: datetime, address: str = "") -> None:
    """Send a new code for this telephone to it, after the commit; an earlier one asked from here is over.

    `address`: where the browser is that asks, if it is one. Refused «many_codes».
    """
    _check_room(work, speaker.account_id, phone, now)
    if address and ledger.take(work, f"codes from:{hashed(address)[:32]}", FROM_AN_ADDRESS, now):
        raise Refused("many_codes", "这个网络要过很多次验证码了，请一小时后再试，或找工作人员。")
    for earlier in work.session.scalars(_open(speaker.account_id)):
        earlier.used_at = now
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row = PhoneCode(
        account_id=speaker.account_id,
        phone_index=figures(phone),
        code_hash=hashed(f"{speaker.account_id}:{code}"),
        created_at=now,
    )
    work.session.add(row)
    work.session.flush()
    work.texts.append(Text(row.id, speaker.person_id, phone, code))
    note(work, "send_code", "person", speaker.person_id, speaker.person_id, now)


def access_phone_code(work: UnitOfWork, speaker: Speaker, phone: str, now: datetime) -> PhoneCode:
    """The code that was sent for this telephone and may still be tried, locked. Refused «code_over»."""
    newest = _open(speaker.account_id).where(is_one_of(PhoneCode.phone_index, [phone]))
    found = work.session.scalars(newest.with_for_update()).first()
    if found is None or found.created_at + GOOD_FOR <= now or found.tries >= MOST_TRIES:
        raise Refused("code_over", "这个验证码已经失效，请说“登录”再要一条。")
    return found


def newest_code(work: UnitOfWork, speaker: Speaker, phone: str) -> PhoneCode | None:
    """The last code that was sent for this telephone from here and not used; to be looked at."""
    newest = _open(speaker.account_id).where(is_one_of(PhoneCode.phone_index, [phone]))
    return work.session.scalars(newest).first()


def is_right(row: PhoneCode, code: str) -> bool:
    """Whether these are the digits that were sent."""
    return secrets.compare_digest(row.code_hash, hashed(f"{row.account_id}:{code}"))


def forget_codes(work: UnitOfWork, now: datetime) -> None:
    """Codes that count for nothing any more, and links into the web chat that are over, are kept no longer."""
    work.session.execute(delete(PhoneCode).where(PhoneCode.created_at <= now - KEPT_FOR))
    work.session.execute(delete(EntryLink).where(EntryLink.expires_at <= now - KEPT_FOR))


def _check_room(work: UnitOfWork, account_id: int, phone: str, now: datetime) -> None:
    counted: tuple[tuple[ColumnElement[bool] | None, tuple[Allowed, ...]], ...] = (
        (is_one_of(PhoneCode.phone_index, [phone]), TO_A_PHONE),
        (PhoneCode.account_id == account_id, FROM_AN_ACCOUNT),
        (None, ALTOGETHER),
    )
    for which, allowed in counted:
        for one in allowed:
            sent = select(func.count()).select_from(PhoneCode).where(PhoneCode.created_at > now - one.within)
            sent = sent if which is None else sent.where(which)
            if (work.session.scalar(sent) or 0) >= one.most:
                raise Refused("many_codes", one.refusal)


def _open(account_id: int) -> Select[PhoneCode]:
    unused = select(PhoneCode).where(PhoneCode.account_id == account_id, PhoneCode.used_at.is_(None))
    return unused.order_by(PhoneCode.id.desc())
