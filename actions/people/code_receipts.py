"""What the vendor of short messages says of a one-time code: that it took it, and later whether the telephone has it."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select, update

from actions.notify import Addressed, notify
from actions.people.notices import CodeNotSent
from actions.people.phone_codes import GOOD_FOR
from storage.tables import Account, PhoneCode
from storage.unit_of_work import UnitOfWork

_KEY = re.compile(r"code-(\d{1,15})", re.ASCII)


def key_of(code_id: int) -> str:
    """Our key of a code, told to the vendor and told back in its reports."""
    return f"code-{code_id}"


def is_of_a_code(key: str) -> bool:
    """Whether a report is of a code, and of no notice."""
    return _KEY.fullmatch(key) is not None


def code_taken(work: UnitOfWork, code_id: int, number: str) -> None:
    """The vendor has taken the code under this number of its own."""
    work.session.execute(update(PhoneCode).where(PhoneCode.id == code_id).values(message_id=number))


def code_reported(work: UnitOfWork, key: str, number: str, arrived: bool, now: datetime) -> None:
    """What is reported of a code under our key and the vendor's number, once; whoever still waits for one that is lost is told."""
    found = _KEY.fullmatch(key)
    if not found or not number:
        return
    sent = select(PhoneCode).where(PhoneCode.id == int(found[1]), PhoneCode.message_id == number)
    row = work.session.scalars(sent.where(PhoneCode.arrived.is_(None)).with_for_update()).first()
    if row is None:
        return
    row.arrived = arrived
    if arrived or row.used_at is not None or row.created_at + GOOD_FOR <= now:
        return
    person = work.session.get_one(Account, row.account_id).person_id
    told = CodeNotSent(taken=True)
    notify(work, [Addressed(person, told, f"code_not_arrived:{row.id}", urgent=True)], now)
