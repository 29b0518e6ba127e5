"""Filing a need under another domain, and keeping that as an example."""

from __future__ import annotations

from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.offers.answer import close_offers
from actions.offers.ask import offer_next
from actions.refusal import Refused
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Filing, Need
from storage.unit_of_work import UnitOfWork

OPEN = ("open", "unanswered")


def refile_need(
    work: UnitOfWork,
    speaker: Speaker,
    need_id: int,
    domain: str,
    example: str,
    rules: RulePack,
    now: datetime,
) -> int:
    """Say what a need really is about; whoever fits is asked anew. Return how many were asked.

    `example` is the need's text without firm and phone, kept for the next training.
    """
    need = need_to_file(work, speaker, need_id)
    if need.domain == domain:
        raise Refused("same_domain", "这条需求已经归在这个领域了。")
    work.session.add(
        Filing(
            need_id=need.id,
            text=example,
            was=need.domain,
            domain=domain,
            person_id=speaker.person_id,
            created_at=now,
        )
    )
    note(work, "refile_need", "need", need.id, speaker.person_id, now, was=need.domain)
    need.domain, need.also = domain, [code for code in need.also if code != domain]
    if need.state not in OPEN:
        return 0
    close_offers(work, need, now)
    need.state = "open"
    work.session.flush()
    return offer_next(work, need, rules, now)


def need_to_file(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need inside the speaker's jurisdiction, or a refusal."""
    need = work.session.get(Need, need_id)
    if need is None:
        raise Refused("no_need", f"没有 {need_id} 号需求。")
    require(speaker, "assign_expert", need.region)
    return need
