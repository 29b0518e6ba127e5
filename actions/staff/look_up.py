"""A member of staff looks one person up, or reads their telephone in full: each look is on record, with what it was for (S9.1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.staff.find_people import PersonFound, person_in
from storage.tables import Application, Person
from storage.unit_of_work import UnitOfWork

REASONS = {
    "call_back": "回访",
    "verify": "核实",
    "notify": "通知办事",
    "undelivered": "消息送不到",
    "other": "别的事",
}
"""What a telephone is read for; nothing else is kept of the reason, so that no name stands in the audit."""


def look_up(work: UnitOfWork, speaker: Speaker, found: PersonFound, now: datetime) -> tuple[str | None, bool]:
    """The telephone of one person of the speaker's jurisdiction, to be shown masked, and whether it is verified; None where there is none."""
    require(speaker, "see_contact", found.region)
    note(work, "look_up", "person", found.id, speaker.person_id, now)
    return _phone_of(work, found.id)


def see_page(work: UnitOfWork, speaker: Speaker, found: PersonFound, now: datetime) -> None:
    """The same of a person whose page is opened: the telephone may be shown there, masked, and the look is on record as any other."""
    require(speaker, "see_contact", found.region)
    note(work, "see_page", "person", found.id, speaker.person_id, now)


def note_search(work: UnitOfWork, speaker: Speaker, person_id: int, now: datetime) -> None:
    """That somebody was looked for by their telephone, and found."""
    note(work, "look_up", "person", person_id, speaker.person_id, now)


def see_phones(
    work: UnitOfWork, speaker: Speaker, person_id: int, reason: str, now: datetime
) -> tuple[str, list[tuple[str, bool]]]:
    """The name and the telephones, in full, of one person of the speaker's jurisdiction, each with whether it is verified.

    Refused «not_yours» elsewhere.
    """
    found = person_in(work, speaker.jurisdiction, person_id)
    if found is None:
        raise Refused("not_yours", "这位不在您的辖区，电话由当地工作人员看。")
    require(speaker, "see_contact", found.region)
    note(work, "see_phone", "person", person_id, speaker.person_id, now, reason=reason)
    told = select(Application.phone).where(Application.person_id == person_id).order_by(Application.id.desc())
    own, verified = _phone_of(work, person_id)
    phones = dict.fromkeys(phone for phone in (own, *work.session.scalars(told)) if phone)
    return found.name or "这位", [(phone, verified and phone == own) for phone in phones]


def _phone_of(work: UnitOfWork, person_id: int) -> tuple[str | None, bool]:
    person = work.session.get_one(Person, person_id)
    return person.phone, person.phone_verified
