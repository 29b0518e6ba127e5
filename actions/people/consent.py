"""Consent: before it, nothing personal is kept (PIPL)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, select, update

from actions.audit import note
from storage.queries.people.speakers import Speaker
from storage.tables import Dialogue, Person
from storage.unit_of_work import UnitOfWork

HELD = timedelta(hours=24)
"""How long the words of one who has not consented are held."""


def give_consent(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """The person agrees that what they tell is kept for the service (PIPL Art. 13)."""
    person = work.session.get_one(Person, speaker.person_id)
    person.consented_at = speaker.consented_at = now
    note(work, "give_consent", "person", person.id, person.id, now)


def consent_to_papers(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """Papers show who somebody is, more than their words do: agreed to by itself, beside the consent to be kept (PIPL Art. 29)."""
    work.session.get_one(Person, speaker.person_id).papers_consented_at = now
    note(work, "consent_to_papers", "person", speaker.person_id, speaker.person_id, now)


def has_consented_to_papers(work: UnitOfWork, speaker: Speaker) -> bool:
    """Whether the speaker has agreed to that before."""
    agreed = select(Person.papers_consented_at).where(Person.id == speaker.person_id)
    return work.session.scalar(agreed) is not None


def refuse_consent(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """What was said so far goes with the talk; nothing of it is left in the database's log either."""
    note(work, "refuse_consent", "person", speaker.person_id, speaker.person_id, now)
    work.leave_no_log()


def forget_without_consent(work: UnitOfWork, now: datetime) -> int:
    """What a newcomer said is held for a day, to go on with after consent; then it is forgotten."""
    strangers = select(Person.id).where(Person.consented_at.is_(None))
    held = update(Dialogue).where(
        Dialogue.person_id.in_(strangers), Dialogue.updated_at < now - HELD, Dialogue.held.is_(True)
    )
    done: CursorResult[object] = work.connection.execute(held.values(state={}, forms=[], held=False))
    return done.rowcount
