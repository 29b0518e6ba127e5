"""Why an expert whom staff name cannot be asked for a need: the one true reason, not all that there might be."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from actions.offers.kept_out import kept_out_of
from programme.qualification import SERVING
from programme.spans import short_day
from storage.queries.delivery.reach import out_of_reach
from storage.queries.offers.experts import ExpertFacts, awaiting_training, get_expert, serves
from storage.queries.offers.ties import ties
from storage.tables import Expert, Need, Offer
from storage.unit_of_work import UnitOfWork

ASKED = {
    "pending": "已经请过，还在等答复",
    "declined": "婉拒过这条需求，改了主意，本人说「接单」就能接",
    "expired": "请过，没有按时答复，愿意接，本人说「接单」就行",
    "unreached": "暂时联系不上，请的消息没送到",
}
"""What became of an offer for the same need, by its state."""
NO_WAY = "暂时联系不上，消息送不到，请打电话"
BEFORE = "为这条需求请过一次了"
AVOIDS = "和这家企业要互相回避"


def hindrance(work: UnitOfWork, need: Need, expert_id: int, now: datetime) -> str:
    """The reason in words; empty where the expert can be asked. Who does not want whom stays untold."""
    one = get_expert(work, expert_id)
    if awaiting_training(work, expert_id, SERVING):
        return "还没参加岗前培训，参加了才能接单"
    if not serves(work, expert_id, SERVING):
        return "现在没有能接单的资格"
    if state := _asked(work, need.id, expert_id):
        return ASKED.get(state, BEFORE)
    if out_of_reach(work, [one.person_id]):
        return NO_WAY
    load = work.session.get_one(Expert, expert_id).load
    if load >= one.capacity:
        return f"手上满了（{load}/{one.capacity}）"
    if away := _away(one, now.date()):
        return away
    bound = expert_id in ties(work, need.id, need.enterprise_id).barred
    return AVOIDS if bound or kept_out_of(work, need).bars(one) else ""


def _asked(work: UnitOfWork, need_id: int, expert_id: int) -> str | None:
    asked = select(Offer.state).where(Offer.need_id == need_id, Offer.expert_id == expert_id)
    return work.session.scalars(asked.order_by(Offer.id.desc())).first()


def _away(one: ExpertFacts, today: date) -> str:
    begun = one.away_from is None or one.away_from <= today
    if one.away_until is None or not begun or one.away_until < today:
        return ""
    return f"外出到 {short_day(one.away_until)}"
