"""Signing in by a telephone, on a new device too; and signing out, here or elsewhere.

A number that was verified before leads to its person. One that was only told in a talk leads to nobody: whoever typed
somebody else's number would otherwise wait there for its owner.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import select, update

from actions.audit import note
from actions.notify import Addressed, notify
from actions.people.bind import has_standing, leave, move
from actions.people.notices import CodeNotSent, SignedIn
from actions.people.phone_codes import MOST_TRIES, access_phone_code, is_right
from actions.people.profile import tell_offices
from actions.people.telephone import confirmed_phone, proves
from actions.refusal import Refused
from storage.queries.people.devices import devices_of, owners_of_phone
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Dialogue, Outbox, Person
from storage.unit_of_work import Text, UnitOfWork

Became = Literal["wrong", "verified", "found"]


def sign_in(
    work: UnitOfWork, speaker: Speaker, phone: str, code: str, now: datetime
) -> tuple[Became, int | Speaker]:
    """With the right digits the number is the speaker's, or they are who had it before.

    Gives how many tries are left after wrong digits, else who speaks now. Refused «code_over», «staff_elsewhere»,
    «several_people», «other_entry».
    """
    row = access_phone_code(work, speaker, phone, now)
    if not is_right(row, code):
        row.tries += 1
        return "wrong", MOST_TRIES - row.tries
    known = _access_owner(work, speaker, phone)
    row.used_at = now
    if known is None:
        _confirm(work, speaker, phone, now)
        _verify(work, speaker, phone, now)
        return "verified", speaker
    there = devices_of(work, known)
    who = move(work, speaker, known, now, beside=True)
    work.session.get_one(Account, speaker.account_id).confirmed_at = now
    if there:
        _tell(work, known, there[0].account_id, speaker.account_id, now)
    return "found", who


def _access_owner(work: UnitOfWork, speaker: Speaker, phone: str) -> int | None:
    """Whose number it was before; None where it is nobody else's. Refused as `sign_in`."""
    owners = [one for one in owners_of_phone(work, phone) if one.person_id != speaker.person_id]
    if not owners:
        return None
    if any(one.is_staff for one in owners):
        raise Refused("staff_elsewhere", "工作人员不用手机号登录，请找管理员要绑定码。")
    if len(owners) > 1:
        raise Refused("several_people", "这个号码登记在几个人名下，请找工作人员核对。")
    if has_standing(work, speaker.person_id):
        raise Refused("other_entry", "这里已经有别的身份，并不到一起。请换一个浏览器登录，或找工作人员。")
    return owners[0].person_id


def _confirm(work: UnitOfWork, speaker: Speaker, phone: str, now: datetime) -> None:
    """The number that was theirs before proves them; one that is new here, or took the place of another lately, proves nobody, nor do
    staff prove themselves so.
    """
    person = work.session.get_one(Person, speaker.person_id)
    if person.phone == phone and proves(person, now) and speaker.staff_id is None:
        work.session.get_one(Account, speaker.account_id).confirmed_at = now


def _verify(work: UnitOfWork, speaker: Speaker, phone: str, now: datetime) -> None:
    """The number is theirs; where it takes the place of another, the office of their place hears of it."""
    person = work.session.get_one(Person, speaker.person_id)
    if person.phone and person.phone != phone:
        tell_offices(work, speaker, {speaker.home}, ["phone"], now)
    confirmed_phone(person, phone, now)
    speaker.phone = phone
    note(work, "verify_phone", "person", person.id, person.id, now)


def _tell(work: UnitOfWork, person_id: int, account_id: int, new_account: int, now: datetime) -> None:
    """On the device that was used last before: whoever did not do it themselves must hear of it there."""
    key = f"signed_in:{new_account}:{int(now.timestamp())}"
    notify(work, [Addressed(person_id, SignedIn(new_account), key, urgent=True)], now)
    work.session.execute(update(Outbox).where(Outbox.key == key).values(account_id=account_id))


def sign_out(work: UnitOfWork, speaker: Speaker, account_id: int, now: datetime) -> None:
    """This device of the speaker's, or another, is nobody's any more. Refused «no_device»."""
    account = access_device(work, speaker, account_id)
    talk = work.session.get_one(Dialogue, speaker.person_id)
    leave(work, account, max(talk.last_seq, speaker.last_seq), now)
    note(work, "sign_out", "person", speaker.person_id, speaker.person_id, now, account=account.id)


def access_device(work: UnitOfWork, speaker: Speaker, account_id: int) -> Account:
    """An account of the speaker's own, locked. Refused «no_device»."""
    mine = select(Account).where(Account.id == account_id, Account.person_id == speaker.person_id)
    account = work.session.scalars(mine.with_for_update()).first()
    if account is None:
        raise Refused("no_device", "这台设备已经退出了。")
    return account


def code_not_sent(work: UnitOfWork, text: Text, now: datetime) -> None:
    """Whoever waits for a code hears that it did not go out."""
    key = f"code_not_sent:{text.person_id}:{int(now.timestamp() * 1000)}"
    notify(work, [Addressed(text.person_id, CodeNotSent(), key, urgent=True)], now)
