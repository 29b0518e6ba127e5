"""定向邀请: staff invite somebody by name to apply, by a code of 128 random bits that is shown once and kept as a hash (S10.2)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, select, update

from actions.access import kind_of, policy, require
from actions.audit import note
from actions.people.bind import BYTES, hashed
from actions.refusal import Refused
from programme.packs import Kind, RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import ApplicantInvitation
from storage.unit_of_work import UnitOfWork

GOOD_FOR = timedelta(days=14)
UNKNOWN = "邀请码不对，请看看有没有抄错。"
USED = "这个邀请码用过了。想申请随时说「申请专家」或「申请工作站」。"
LATE = "这个邀请码过期了，14 天内有效。想申请随时说「申请专家」或「申请工作站」。"


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is invited, as far as staff know them; `name` is the person's, or the station's contact."""

    kind: Kind
    name: str
    region: str
    unit: str = ""
    phone: str | None = None


def invite_applicant(work: UnitOfWork, speaker: Speaker, who: Invitee, rules: RulePack, now: datetime) -> str:
    """A new code for one who is invited; an earlier one to the same name ends. Refused where the pack knows no such title."""
    require(speaker, "invite_applicant", who.region)
    with policy():
        rules.rules(who.kind)
    earlier = update(ApplicantInvitation).where(
        ApplicantInvitation.name == who.name,
        ApplicantInvitation.kind == who.kind,
        ApplicantInvitation.region == who.region,
        ApplicantInvitation.used_at.is_(None),
    )
    work.session.execute(earlier.values(expires_at=now, phone=None))
    code = secrets.token_hex(BYTES)
    known = {"kind": who.kind, "name": who.name, "unit": who.unit, "phone": who.phone, "region": who.region}
    issued = {"issued_by": speaker.person_id, "issued_at": now, "expires_at": now + GOOD_FOR}
    one = ApplicantInvitation(code_hash=hashed(code), **known, **issued)
    work.session.add(one)
    work.session.flush()
    note(work, "invite_applicant", "applicant_invitation", one.id, speaker.person_id, now, kind=who.kind)
    return code


def is_applicant_invitation(work: UnitOfWork, code: str) -> bool:
    """Whether the code invites to apply, be it late or used."""
    return _found(work, code) is not None


def take_invitation(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> Invitee:
    """Who was invited by the code, which is used up; their telephone is kept by the form from now on. Refused «bad_code»."""
    one = access_applicant_invitation(work, code, now)
    who = Invitee(kind_of(one.kind), one.name, one.region, one.unit, one.phone)
    once = update(ApplicantInvitation).where(
        ApplicantInvitation.id == one.id, ApplicantInvitation.used_at.is_(None)
    )
    taken = once.values(used_at=now, person_id=speaker.person_id, phone=None)
    done: CursorResult[object] = work.connection.execute(taken)
    if done.rowcount != 1:
        raise Refused("bad_code", USED)
    note(work, "take_invitation", "applicant_invitation", one.id, speaker.person_id, now)
    return who


def access_applicant_invitation(work: UnitOfWork, code: str, now: datetime) -> ApplicantInvitation:
    """An invitation that is good still. Refused «bad_code»."""
    found = _found(work, code)
    if found is None:
        raise Refused("bad_code", UNKNOWN)
    if found.used_at is not None or found.expires_at <= now:
        raise Refused("bad_code", LATE if found.used_at is None else USED)
    return found


def _found(work: UnitOfWork, code: str) -> ApplicantInvitation | None:
    wanted = select(ApplicantInvitation).where(ApplicantInvitation.code_hash == hashed(code))
    return work.session.scalars(wanted).first()
