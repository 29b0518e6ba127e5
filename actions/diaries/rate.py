"""How satisfied the enterprise was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import tell_staff
from actions.offers.access import access_own_need
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Rating
from storage.unit_of_work import UnitOfWork

LOW = 2


def rate_service(
    work: UnitOfWork, speaker: Speaker, need_id: int, stars: int, comment: str | None, now: datetime
) -> Rating:
    """Keep 1 to 5 stars for a served need; a low one reaches staff."""
    need = access_own_need(work, speaker, need_id)
    if need.state != "served" or need.expert_id is None:
        raise Refused("not_rateable", "这次服务已经评价过，或还没有完成，谢谢您。")
    rating = Rating(need_id=need.id, expert_id=need.expert_id, stars=stars, comment=comment, created_at=now)
    work.session.add(rating)
    need.state = "rated"
    note(work, "rate_service", "need", need.id, speaker.person_id, now, stars=stars)
    if stars <= LOW:
        tell_staff(work, need.region, "low_rating", f"low_rating:{need.id}", now, need=need.id)
    return rating


def add_comment(work: UnitOfWork, speaker: Speaker, need_id: int, comment: str, now: datetime) -> None:
    """Words to a rating given before."""
    rating = _own_rating(work, speaker, need_id)
    rating.comment = f"{rating.comment}\n{comment}" if rating.comment else comment
    note(work, "comment_service", "need", need_id, speaker.person_id, now)


def say_effect(work: UnitOfWork, speaker: Speaker, need_id: int, effect: int, now: datetime) -> None:
    """How far the problem was solved, in per cent (S7.1); said once more, the newer one counts."""
    _own_rating(work, speaker, need_id).effect = effect
    note(work, "say_effect", "need", need_id, speaker.person_id, now, effect=effect)


def to_rate(work: UnitOfWork, speaker: Speaker) -> list[Need]:
    """Served needs that wait for the enterprise's stars, newest first."""
    served = select(Need).where(Need.enterprise_id == speaker.enterprise_id, Need.state == "served")
    return list(work.session.scalars(served.order_by(Need.served_at.desc(), Need.id.desc())))


def _own_rating(work: UnitOfWork, speaker: Speaker, need_id: int) -> Rating:
    need = access_own_need(work, speaker, need_id)
    rating = work.session.scalars(select(Rating).where(Rating.need_id == need.id)).first()
    if rating is None:
        raise Refused("not_rated", "还没有打分，先回复 1 到 5 吧。")
    return rating
