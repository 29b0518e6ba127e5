"""What an expert knows best, in their own words: the matcher reads them beside the domains (S3.1)."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.offers.access import access_expert
from actions.refusal import Refused
from language import traits
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

LONGEST = 200
"""Characters: a line that an enterprise reads on a card, not a life."""


def describe_oneself(work: UnitOfWork, speaker: Speaker, words: str, now: datetime) -> list[str]:
    """Keep what an expert says of themselves besides their skill; return all that is known, as codes."""
    expert = access_expert(work, speaker)
    expert.traits = traits.with_said(expert.traits, words)
    note(work, "describe_oneself", "expert", expert.id, speaker.person_id, now)
    return expert.traits


def describe_speciality(work: UnitOfWork, speaker: Speaker, words: str, now: datetime) -> str:
    """Put these words in the place of the earlier ones; return them as kept. Refused «too_long»."""
    expert = access_expert(work, speaker)
    kept = " ".join(words.split())
    if len(kept) > LONGEST:
        raise Refused("too_long", f"专长请用 {LONGEST} 个字以内说完，现在有 {len(kept)} 个字。")
    expert.specialities = kept
    expert.traits = traits.with_said(expert.traits, kept)
    note(work, "describe_speciality", "expert", expert.id, speaker.person_id, now)
    return kept
