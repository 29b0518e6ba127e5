"""Staff sign in by themselves: a password and a one-time code, then a session of twelve hours; asked again before what is risky.

Three steps, since a password takes long to try and no transaction may wait for it: what is to be tried (`begin`), trying it
(`actions.staff.proofs`), and what follows (`finish`). Who tries too often waits, by name and by address, in the database.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.people.entry import open_session
from actions.refusal import Refused
from actions.staff.proofs import LONGEST, NOBODYS, SHORTEST, hashed, new_secret, step_of
from programme.buckets import Allowance
from storage.queries import ledger
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Credential, Staff
from storage.unit_of_work import UnitOfWork

BY_NAME, BY_ADDRESS, CODES = Allowance(5, 10), Allowance(20, 60), Allowance(5, 20)
TOO_OFTEN = "试得太多了，请过 {} 分钟再试；忘了密码就找管理员重设。"
WRONG = "登录名、密码或验证码不对。"


class NotSignedIn(Exception):
    """`str()` says why, in Chinese, and not whether it was the name, the password or the code."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a password is to be tried against; `person_id` is None for a name that nobody has."""

    person_id: int | None
    kept: str


def set_credential(work: UnitOfWork, person_id: int, login: str, password: str, now: datetime) -> str:
    """A new password and a new secret for one-time codes, which it gives. The caller answers for the right, and for a password of its length."""
    secret, kept = new_secret(), hashed(password)
    known = work.session.get(Credential, person_id) or Credential(person_id=person_id)
    known.login, known.password, known.secret = login.casefold(), kept, secret
    known.last_step, known.changed_at = 0, now
    work.session.add(known)
    work.session.flush()
    note(work, "set_credential", "person", person_id, None, now)
    return secret


def is_long_enough(password: str) -> bool:
    """Whether it may be one at all."""
    return SHORTEST <= len(password) <= LONGEST


def begin(work: UnitOfWork, login: str, address: str, now: datetime) -> Attempt:
    """What to try. Raises `NotSignedIn` where name or address have tried too often; what is counted must be kept all the same."""
    name = login.strip().casefold()[:50]
    waits = (
        ledger.take(work, f"staff name:{name}", BY_NAME, now),
        ledger.take(work, f"staff address:{address}", BY_ADDRESS, now),
    )
    if wait := max(waits):
        raise NotSignedIn(TOO_OFTEN.format(max(1, round(wait / 60))))
    on_staff = Staff.person_id == Credential.person_id
    found = work.session.scalars(select(Credential).join(Staff, on_staff).where(Credential.login == name))
    known = found.first()
    return Attempt(known.person_id, known.password) if known else Attempt(None, NOBODYS)


def finish(
    work: UnitOfWork, attempt: Attempt, is_right: bool, code: str, slot: str, secret_hash: str, now: datetime
) -> None:
    """Open a session, where password and code are right; else raises `NotSignedIn`."""
    known = work.session.get(Credential, attempt.person_id or 0, with_for_update=True)
    same = known is not None and secrets.compare_digest(known.password, attempt.kept)
    step = step_of(known.secret, code, now, known.last_step) if known and same and is_right else None
    on_staff = work.session.scalar(select(Staff.id).where(Staff.person_id == attempt.person_id))
    if known is None or step is None or on_staff is None:
        raise NotSignedIn(WRONG)
    known.last_step = step
    ledger.give_back(work, f"staff name:{known.login}", BY_NAME, now)
    account = open_session(work, known.person_id, slot, secret_hash, now)
    account.confirmed_at = now
    work.session.flush()
    note(work, "sign_in_by_password", "person", known.person_id, known.person_id, now, account=account.id)


def prove(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> bool:
    """Whoever sits there has the colleague's authenticator: for a while they are not asked again. Refused «no_credential».

    False for other digits, of which few may be tried.
    """
    known = work.session.get(Credential, speaker.person_id, with_for_update=True)
    if known is None or speaker.staff_id is None:
        raise Refused("no_credential", "您还没有设验证器，请找管理员。")
    if ledger.take(work, f"staff code:{speaker.person_id}", CODES, now):
        return False
    step = step_of(known.secret, code, now, known.last_step)
    if step is None:
        return False
    known.last_step = step
    work.session.get_one(Account, speaker.account_id).confirmed_at = now
    note(work, "prove", "person", speaker.person_id, speaker.person_id, now, account=speaker.account_id)
    return True
