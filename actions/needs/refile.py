"""Filing a need under another domain, and keeping that as an example."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.offers.access import OPEN, access_need_as_staff
from actions.offers.answer import close_offers
from actions.offers.ask import offer_next
from actions.refusal import Refused
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Filing, Need
from storage.unit_of_work import UnitOfWork


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

    `example` is the need's text without firm and phone, kept for the next training. Refused «same_domain».
    """
    need = access_need_as_staff(work, speaker, need_id)
    if need.domain == domain:
        raise Refused("same_domain", "这条需求已经归在这个领域了。")
    work.session.add(_example(need, speaker, domain, example, now))
    note(work, "refile_need", "need", need.id, speaker.person_id, now, was=need.domain)
    need.domain, need.also = domain, [code for code in need.also if code != domain]
    return _ask_anew(work, need, rules, now) if need.state in OPEN else 0


def _example(need: Need, speaker: Speaker, domain: str, example: str, now: datetime) -> Filing:
    return Filing(
        need_id=need.id,
        text=example,
        was=need.domain,
        domain=domain,
        person_id=speaker.person_id,
        created_at=now,
    )


def _ask_anew(work: UnitOfWork, need: Need, rules: RulePack, now: datetime) -> int:
    close_offers(work, need, now)
    need.state = "open"
    work.flush()
    return offer_next(work, need, rules, now)
