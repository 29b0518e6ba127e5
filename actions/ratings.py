"""How satisfied the enterprise was, and the one reminder to say so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, String, cast, exists, literal, select

from actions.audit import note
from actions.errors import Refused
from actions.needs import own_need
from actions.outbox import tell, tell_staff
from programme.offers import RATING_REMINDER
from storage.speakers import Speaker
from storage.tables import Need, Outbox, Rating
from storage.work import Work

LOW = 2


def rate_service(
    work: Work, speaker: Speaker, need_id: int, stars: int, comment: str | None, now: datetime
) -> Rating:
    """Keep 1 to 5 stars for a served need; a low one reaches staff."""
    need = own_need(work, speaker, need_id)
    if need.state != "served" or need.expert_id is None:
        raise Refused("not_rateable", "这次服务已经评价过，或还没有完成，谢谢您。")
    rating = Rating(need_id=need.id, expert_id=need.expert_id, stars=stars, comment=comment, created_at=now)
    work.session.add(rating)
    need.state = "rated"
    note(work, "rate_service", "need", need.id, speaker.person_id, now, stars=stars)
    if stars <= LOW:
        tell_staff(work, need.region, "low_rating", f"low_rating:{need.id}", now, need=need.id)
    return rating


def add_comment(work: Work, speaker: Speaker, need_id: int, comment: str, now: datetime) -> None:
    """Words to a rating given before."""
    need = own_need(work, speaker, need_id)
    rating = work.session.scalars(select(Rating).where(Rating.need_id == need.id)).first()
    if rating is None:
        raise Refused("not_rated", "还没有打分，先回复 1 到 5 吧。")
    rating.comment = f"{rating.comment}\n{comment}" if rating.comment else comment
    note(work, "comment_service", "need", need.id, speaker.person_id, now)


def to_rate(work: Work, speaker: Speaker) -> list[Need]:
    """Served needs that wait for the enterprise's stars, newest first."""
    served = select(Need).where(Need.enterprise_id == speaker.enterprise_id, Need.state == "served")
    return list(work.session.scalars(served.order_by(Need.served_at.desc(), Need.id.desc())))


def remind_to_rate(work: Work, now: datetime) -> int:
    """Remind once of services that were done two days ago and are not rated; return how many were."""
    needs = list(work.session.scalars(_unrated().where(Need.served_at <= now - RATING_REMINDER)))
    for need in needs:
        tell(work, need.person_id, "rate_reminder", f"rate_reminder:{need.id}", now, need=need.id)
    return len(needs)


def next_rating_reminder(work: Work) -> datetime | None:
    """When the next one is due."""
    oldest = work.session.scalars(_unrated().order_by(Need.served_at).limit(1)).first()
    return oldest.served_at + RATING_REMINDER if oldest and oldest.served_at else None


def _unrated() -> Select[Need]:
    told = exists().where(Outbox.key == literal("rate_reminder:").concat(cast(Need.id, String)))
    return select(Need).where(Need.state == "served", ~told)
