"""A member of staff looks one person up: the telephone is told in full, and the look is on record (S9.1)."""

from __future__ import annotations

from datetime import datetime

from actions.access import require
from actions.audit import note
from storage.queries.people.speakers import Speaker
from storage.queries.staff.find_people import PersonFound
from storage.tables import Person
from storage.unit_of_work import UnitOfWork


def look_up(work: UnitOfWork, speaker: Speaker, found: PersonFound, now: datetime) -> str | None:
    """The telephone of one person of the speaker's jurisdiction, None where there is none."""
    require(speaker, "see_contact", found.region)
    note(work, "look_up", "person", found.id, speaker.person_id, now)
    return work.session.get_one(Person, found.id).phone
