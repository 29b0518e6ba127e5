"""Staff ask another expert in the place of the one whom they asked: one deed, so that a refusal leaves all as it was."""

from __future__ import annotations

from datetime import datetime

from actions.notify import Addressed, notify
from actions.offers.access import OPEN, access_need_as_staff
from actions.offers.ask import access_able
from actions.offers.hindrance import hindrance
from actions.offers.notices import OthersAsked
from actions.offers.pair import assign_expert
from actions.offers.replace import take_off
from actions.offers.take_back import take_back_ask
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Need
from storage.unit_of_work import UnitOfWork


def reassign(
    work: UnitOfWork,
    speaker: Speaker,
    need_id: int,
    old: int,
    new: int,
    rules: RulePack,
    now: datetime,
) -> None:
    """The old expert is let go, whether asked or in hand, and told so; the new one is asked.

    The firm hears of it where it had been told the name. Nobody is let go for one who cannot be asked.
    Refused as `take_back_ask` and `assign_expert`.
    """
    need = access_need_as_staff(work, speaker, need_id)
    access_able(work, need, new, now)
    if need.state == "accepted" and need.expert_id == old:
        take_off(work, need, old, now, by_office=True)
        need.state, need.expert_id, need.accepted_at = "open", None, None
        told = Addressed(
            need.person_id, OthersAsked(need.id), f"others_asked:{need.id}:{int(now.timestamp())}"
        )
        notify(work, [told], now)
        work.flush()
    else:
        take_back_ask(work, speaker, need_id, old, "open", False, now)
    assign_expert(work, speaker, need_id, new, rules, now)


def may_be_asked(
    work: UnitOfWork, need_id: int, expert_id: int, now: datetime, *, instead: bool = False
) -> bool:
    """Whether nothing is known that would refuse it, so that a card makes sense. `instead`: of somebody who has the need."""
    need = work.session.get(Need, need_id)
    if need is None or (need.state not in OPEN and not instead):
        return False
    return not hindrance(work, need, expert_id, now)
