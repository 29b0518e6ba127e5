"""What follows when a message reached nobody, in the transaction that finds it out."""

from __future__ import annotations

from datetime import datetime

from actions.offers.notices import Offered
from actions.offers.unreached import pass_on
from actions.people.undelivered import tell_who_caused_it
from programme.packs import RulePack
from storage.queries.delivery.reach import sent
from storage.unit_of_work import UnitOfWork


def came_back(work: UnitOfWork, outbox_id: int, rules: RulePack, now: datetime) -> None:
    """The matter goes on, and who relies on the message learns of it. One that may have arrived is only told of."""
    one = sent(work, outbox_id)
    if one is None or one.kind == "answer":
        return
    if one.kind == Offered.kind and one.state == "dead":
        pass_on(work, Offered.read(one.facts).offer, rules, now)
    tell_who_caused_it(work, one, now)
