"""Posting a need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.audit import note
from actions.offers.access import access_enterprise
from actions.offers.ask import offer_next
from actions.offers.call import wished_in
from matching.deduplication import same_need
from programme.packs import RulePack
from storage.queries.needs import running_texts
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Wish
from storage.unit_of_work import UnitOfWork

RUNNING = ("open", "accepted", "unanswered")
"""States of a need that somebody is seeing to."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A need as the enterprise confirmed it; codes as in `language.domains` and `language.regions`."""

    text: str
    domain: str
    region: str
    also: tuple[str, ...] = ()
    urgent: bool = False
    form: str | None = None
    focus: tuple[str, ...] = ()
    wish: int | None = None
    """The expert that the enterprise asks for (S3.2)."""
    enterprise_id: int | None = None
    """Whose problem it is, where an expert, a station or staff tell it for a firm."""


def post_need(
    work: UnitOfWork, speaker: Speaker, posting: Posting, rules: RulePack, now: datetime
) -> tuple[int, int]:
    """Keep the need and ask the first experts; return its number and how many were asked."""
    enterprise_id = posting.enterprise_id or access_enterprise(speaker)
    need = _need(speaker.person_id, enterprise_id, posting, now)
    work.session.add(need)
    work.flush()
    wish = posting.wish if posting.wish is not None else wished_in(work, posting.text, posting.region)
    if wish is not None:
        work.session.add(Wish(need_id=need.id, expert_id=wish))
    note(work, "post_need", "need", need.id, speaker.person_id, now)
    return need.id, offer_next(work, need, rules, now, asker_listens=True)


def asked_before(work: UnitOfWork, speaker: Speaker, text: str) -> int | None:
    """The running need of the speaker's enterprise that asks the same, or None."""
    if speaker.enterprise_id is None:
        return None
    return same_need(text, running_texts(work, speaker.enterprise_id, RUNNING))


def _need(person_id: int, enterprise_id: int, posting: Posting, now: datetime) -> Need:
    return Need(
        person_id=person_id,
        enterprise_id=enterprise_id,
        text=posting.text,
        domain=posting.domain,
        also=list(posting.also),
        region=posting.region,
        urgent=posting.urgent,
        form=posting.form,
        focus=list(posting.focus),
        state="open",
        created_at=now,
    )
