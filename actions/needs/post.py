"""Posting and withdrawing a need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import tell
from actions.offers.answer import close_offers, free_expert
from actions.offers.ask import offer_next
from actions.refusal import Refused
from matching.deduplication import same_need
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need, Wish
from storage.unit_of_work import UnitOfWork

RUNNING = ("open", "accepted", "unanswered")


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


def post_need(
    work: UnitOfWork, speaker: Speaker, posting: Posting, rules: RulePack, now: datetime
) -> tuple[Need, int]:
    """Keep the need and ask the first experts; return it with how many were asked."""
    if speaker.enterprise_id is None:
        raise Refused("no_enterprise", "先告诉我是哪家企业，才好发布需求。")
    need = Need(
        person_id=speaker.person_id,
        enterprise_id=speaker.enterprise_id,
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
    work.session.add(need)
    work.session.flush()
    if posting.wish is not None:
        work.session.add(Wish(need_id=need.id, expert_id=posting.wish))
    note(work, "post_need", "need", need.id, speaker.person_id, now)
    return need, offer_next(work, need, rules, now, asker_listens=True)


def asked_before(work: UnitOfWork, speaker: Speaker, text: str) -> int | None:
    """The running need of the speaker's enterprise that asks the same."""
    own = Need.enterprise_id == speaker.enterprise_id
    running = select(Need.id, Need.text).where(own, Need.state.in_(RUNNING))
    return same_need(text, {row.id: row.text for row in work.session.execute(running)})


def own_need(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need of the speaker's own enterprise, or a refusal."""
    need = work.session.get(Need, need_id)
    if need is None or need.enterprise_id != speaker.enterprise_id:
        raise Refused("not_yours", "没有找到您的这条需求。")
    return need


def withdraw_need(work: UnitOfWork, speaker: Speaker, need_id: int, now: datetime) -> Need:
    """Take a need back; whoever was asked or had accepted is told."""
    need = own_need(work, speaker, need_id)
    if need.state not in RUNNING:
        raise Refused("too_late", "这条需求已经办结或撤回，不能再撤。")
    if need.state == "accepted" and need.expert_id is not None:
        expert = work.session.get_one(Expert, need.expert_id)
        free_expert(work, expert.id)
        tell(work, expert.person_id, "withdrawn", f"withdrawn:{need.id}:{expert.id}", now, need=need.id)
    close_offers(work, need, now)
    need.state = "withdrawn"
    note(work, "withdraw_need", "need", need.id, speaker.person_id, now)
    return need


def needs_of(work: UnitOfWork, speaker: Speaker, *states: str, limit: int = 8) -> list[Need]:
    """The enterprise's needs, newest first, in these states (all when none is named)."""
    wanted = select(Need).where(Need.enterprise_id == speaker.enterprise_id)
    if states:
        wanted = wanted.where(Need.state.in_(states))
    return list(work.session.scalars(wanted.order_by(Need.id.desc()).limit(limit)))
