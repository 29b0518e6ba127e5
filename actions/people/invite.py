"""An owner invites a colleague by a one-time code of 128 random bits, shown once and kept as a hash."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, select, update

from actions.audit import note
from actions.people.bind import BYTES, UNKNOWN, USED, hashed
from actions.people.voices import join, require_owner
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Enterprise, Invitation, Person
from storage.unit_of_work import UnitOfWork

GOOD_FOR = timedelta(hours=24)
NO_OWNER = "发这个邀请码的人已经不是公司负责人了，请现在的负责人再发一个。"
LATE = "这个邀请码过期了，24 小时内有效，请公司负责人再发一个。"


def invite(work: UnitOfWork, speaker: Speaker, now: datetime) -> str:
    """A new code for one colleague of the speaker's firm. Refused «not_owner»."""
    require_owner(speaker)
    assert speaker.enterprise_id is not None
    code = secrets.token_hex(BYTES)
    work.session.add(
        Invitation(
            code_hash=hashed(code),
            enterprise_id=speaker.enterprise_id,
            issued_by=speaker.person_id,
            expires_at=now + GOOD_FOR,
        )
    )
    note(work, "invite_colleague", "enterprise", speaker.enterprise_id, speaker.person_id, now)
    return code


def is_invitation(work: UnitOfWork, code: str) -> bool:
    """Whether the code invites to a firm, be it late or used."""
    return _found(work, code) is not None


def accept_invitation(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> str:
    """Become a colleague in the firm of the code; return its name.

    Refused «bad_code», «other_firm». Of two who race for one code, one wins.
    """
    invitation, firm = access_invitation(work, speaker, code, now)
    once = update(Invitation).where(Invitation.id == invitation.id, Invitation.used_at.is_(None))
    done: CursorResult[object] = work.connection.execute(once.values(used_at=now))
    if done.rowcount != 1:
        raise Refused("bad_code", USED)
    claim = work.session.get(Enterprise, speaker.enterprise_id) if speaker.claims else None
    join(work, work.session.get_one(Person, speaker.person_id), claim, firm, "colleague")
    speaker.enterprise_id, speaker.enterprise, speaker.enterprise_region = firm.id, firm.name, firm.region
    speaker.claims, speaker.firm_role, speaker.vouched = None, "colleague", firm.vouched
    note(work, "accept_invitation", "enterprise", firm.id, speaker.person_id, now)
    return firm.name


def access_invitation(
    work: UnitOfWork, speaker: Speaker, code: str, now: datetime
) -> tuple[Invitation, Enterprise]:
    """An invitation that is good still, and its firm. Refused «bad_code», «other_firm»."""
    found = _found(work, code)
    if found is None:
        raise Refused("bad_code", UNKNOWN)
    if found.used_at is not None or found.expires_at <= now:
        raise Refused("bad_code", LATE if found.used_at is None else USED)
    if speaker.enterprise_id is not None and speaker.claims != found.enterprise_id:
        raise Refused("other_firm", "您已经在替一家企业说话，一个账号只替一家。请换一个账号再试。")
    issuer = work.session.get_one(Person, found.issued_by)
    if issuer.enterprise_id != found.enterprise_id or issuer.firm_role != "owner":
        raise Refused("bad_code", NO_OWNER)
    return found, work.session.get_one(Enterprise, found.enterprise_id)


def _found(work: UnitOfWork, code: str) -> Invitation | None:
    return work.session.scalars(select(Invitation).where(Invitation.code_hash == hashed(code))).first()
