"""Binding a person's account to an entry of the register by a one-time code from staff.

The code has 128 random bits, is shown once, kept as a hash, and good for ten minutes and one use.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import CursorResult, Select, select, update

from actions.audit import note
from actions.notify import Addressed, notify
from actions.people.notices import Unbound
from actions.refusal import Refused
from actions.titles.holders import access_holder
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Account, BindCode, Dialogue, Expert, Person, Staff, Station, StationClerk
from storage.unit_of_work import UnitOfWork

GOOD_FOR = timedelta(minutes=10)
BYTES = 16
ROOM = 8
"""Lines that the answer to this very message may take: the bound chat is numbered on behind them."""
UNKNOWN = "绑定码不对，请看看有没有抄错，或者请工作人员再发一个。"
USED = "这个绑定码用过了，一个码只能用一次，请工作人员再发一个。"
EXPIRED = "这个绑定码过期了，10 分钟内有效，请工作人员再发一个。"


def issue_code(work: UnitOfWork, speaker: Speaker, qualification_id: int, now: datetime) -> str:
    """A new code for the holder of this qualification; earlier ones of theirs are void."""
    who = access_holder(work, speaker, qualification_id, "bind_code")
    return new_code(work, who.person_id, speaker.person_id, now)


def new_code(work: UnitOfWork, person_id: int, by: int, now: datetime) -> str:
    """A code for this person; the caller has asked whether `by` may give one."""
    open_ones = update(BindCode).where(BindCode.person_id == person_id, BindCode.used_at.is_(None))
    work.session.execute(open_ones.values(expires_at=now))
    code = secrets.token_hex(BYTES)
    work.session.add(
        BindCode(code_hash=hashed(code), person_id=person_id, issued_by=by, expires_at=now + GOOD_FOR)
    )
    note(work, "issue_code", "person", person_id, by, now)
    return code


def good_until(work: UnitOfWork, code: str, now: datetime) -> datetime | None:
    """When a code ends that somebody may still use; None for any other."""
    found = work.session.scalars(_good(code, now)).first()
    return found.expires_at if found else None


def bind(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> Speaker:
    """Move the account that speaks to the person of the register entry; return who they are now.

    Of two who race for one code, one wins: the code is used up in a single statement.
    """
    found = _access_code(work, speaker, code, now)
    if not _use_up(work, found.id, now):
        raise Refused("bad_code", USED)
    bound = move(work, speaker, found.person_id, now)
    work.session.get_one(Account, speaker.account_id).confirmed_at = now
    return bound


def _access_code(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> BindCode:
    """A code that is good still. Refused for any other, and to one who is somebody already."""
    found = work.session.scalars(select(BindCode).where(BindCode.code_hash == hashed(code))).first()
    if found is None:
        raise Refused("bad_code", UNKNOWN)
    if found.person_id == speaker.person_id:
        raise Refused("bound", "这个账号已经绑定好了，不用再绑。")
    if found.used_at is not None or found.expires_at <= now:
        raise Refused("bad_code", EXPIRED if found.used_at is None else USED)
    if has_standing(work, speaker.person_id):
        raise Refused("other_entry", "这个账号已经有别的身份，不能再绑。请换一个账号，或联系工作人员。")
    return found


def _good(code: str, now: datetime) -> Select[BindCode]:
    unused = select(BindCode).where(BindCode.code_hash == hashed(code), BindCode.used_at.is_(None))
    return unused.where(BindCode.expires_at > now)


def _use_up(work: UnitOfWork, code_id: int, now: datetime) -> bool:
    work.session.flush()
    once = update(BindCode).where(BindCode.id == code_id, BindCode.used_at.is_(None))
    done: CursorResult[object] = work.connection.execute(once.values(used_at=now))
    return done.rowcount == 1


def move(
    work: UnitOfWork, speaker: Speaker, person_id: int, now: datetime, *, beside: bool = False
) -> Speaker:
    """Accounts on other channels stay; an older one on the same channel is told and let go, or stays `beside` this one."""
    account = work.session.get_one(Account, speaker.account_id)
    person = work.session.get_one(Person, person_id)
    talk = work.session.get_one(Dialogue, person_id, with_for_update=True)
    older = select(Account).where(Account.person_id == person_id, Account.channel == account.channel)
    for one in () if beside else list(work.session.scalars(older)):
        _let_go(work, one, talk.last_seq, now)
    account.person_id = person_id
    talk.last_seq = max(talk.last_seq, speaker.last_seq + ROOM)
    person.consented_at = person.consented_at or speaker.consented_at
    note(work, "bind", "person", person_id, person_id, now, account=account.id, before=speaker.person_id)
    work.flush()
    return by_person(work, person_id)


def leave(work: UnitOfWork, account: Account, last_seq: int, now: datetime) -> None:
    """The account is a newcomer's again, whoever holds its cookie is not let in, and nothing more goes to it."""
    _to_a_stranger(work, account, last_seq + ROOM, now)
    account.secret_hash = None


def unbind(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """The account that speaks belongs to nobody we know any more; the person's other accounts stay."""
    account = work.session.get_one(Account, speaker.account_id)
    _to_a_stranger(work, account, speaker.last_seq + ROOM, now)
    note(work, "unbind", "person", speaker.person_id, speaker.person_id, now, account=account.id)


def _let_go(work: UnitOfWork, account: Account, last_seq: int, now: datetime) -> None:
    """The old account becomes a newcomer's again, and is told why."""
    stranger = _to_a_stranger(work, account, last_seq, now)
    told = Addressed(stranger, Unbound(), f"unbound:{account.id}:{stranger}", urgent=True)
    notify(work, [told], now)


def _to_a_stranger(work: UnitOfWork, account: Account, last_seq: int, now: datetime) -> int:
    stranger = Person(created_at=now)
    work.session.add(stranger)
    work.session.flush()
    work.session.add(Dialogue(person_id=stranger.id, state={}, last_seq=last_seq, updated_at=now))
    account.person_id, account.confirmed_at = stranger.id, None
    work.session.flush()
    return stranger.id


def has_standing(work: UnitOfWork, person_id: int) -> bool:
    """Whether the person is already somebody: in the register, on the staff, an enterprise's voice."""
    if work.session.get_one(Person, person_id).enterprise_id is not None:
        return True
    return any(
        work.session.scalar(select(model.id).where(model.person_id == person_id)) is not None
        for model in (Expert, Station, StationClerk, Staff)
    )


def hashed(code: str) -> str:
    """A code as it is kept."""
    return sha256(code.strip().lower().encode()).hexdigest()
