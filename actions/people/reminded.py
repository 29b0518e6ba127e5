"""How often somebody wishes to be reminded: theirs to say."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from programme.limits import Wish
from storage.queries.people.speakers import Speaker
from storage.tables import Person
from storage.unit_of_work import UnitOfWork


def set_reminded(work: UnitOfWork, speaker: Speaker, wish: Wish, now: datetime) -> None:
    """Keep the wish; the reminders that wait already are asked against it too."""
    work.session.get_one(Person, speaker.person_id).reminded = wish
    note(work, "set_reminded", "person", speaker.person_id, speaker.person_id, now, wish=wish)
