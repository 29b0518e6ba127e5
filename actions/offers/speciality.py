"""What an expert knows best, in their own words: the matcher reads them beside the domains (S3.1)."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Expert
from storage.unit_of_work import UnitOfWork

LONGEST = 200
"""Characters: a line that an enterprise reads on a card, not a life."""


def describe_speciality(work: UnitOfWork, speaker: Speaker, words: str, now: datetime) -> str:
    """Put these words in the place of the earlier ones; return them as kept."""
    if speaker.expert_id is None:
        raise Refused("no_expert", "这是给志愿专家用的。")
    kept = " ".join(words.split())
    if len(kept) > LONGEST:
        raise Refused("too_long", f"专长请用 {LONGEST} 个字以内说完，现在有 {len(kept)} 个字。")
    work.session.get_one(Expert, speaker.expert_id).specialities = kept
    note(work, "describe_speciality", "expert", speaker.expert_id, speaker.person_id, now)
    return kept
