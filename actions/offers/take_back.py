"""Staff take back that they asked an expert for a need, while nothing has come of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.offers.access import access_need_as_staff
from actions.offers.answer import close_offers
from actions.refusal import Refused
from storage.queries.offers.asked import is_asked
from storage.queries.people.speakers import Speaker
from storage.tables import Offer
from storage.unit_of_work import UnitOfWork

OVER = "{} 号需求那边已经答复了，收不回来。要换人，在需求页上办。"


def take_back_ask(
    work: UnitOfWork, speaker: Speaker, need_id: int, expert_id: int, state: str, unsent: bool, now: datetime
) -> None:
    """The expert is asked no more; told so, unless the asking is `unsent`. The need is again in `state` where nobody else is asked.

    Refused «answered» where the expert has answered, or as `access_need_as_staff`.
    """
    need = access_need_as_staff(work, speaker, need_id)
    own = select(Offer).where(Offer.need_id == need.id, Offer.expert_id == expert_id)
    offer = work.session.scalars(own.execution_options(populate_existing=True)).first()
    if offer is None or offer.state != "pending":
        raise Refused("answered", OVER.format(need_id))
    if unsent:
        work.session.delete(offer)
    else:
        close_offers(work, need, now, expert_id, why="服务中心另有安排")
    work.flush()
    if need.state == "open" and not is_asked(work, need.id):
        need.state = state
    note(work, "take_back_ask", "need", need.id, speaker.person_id, now, expert=expert_id)
