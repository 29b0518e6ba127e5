"""What follows when a message reached nobody, in the transaction that finds it out."""

from __future__ import annotations

from datetime import datetime

from actions.offers.notices import Offered
from actions.offers.unreached import pass_on
from actions.people.undelivered import tell_who_caused_it
from actions.titles.mailing import settle_mailing
from actions.titles.notices import RosterLetter
from programme.packs import RulePack
from storage.queries.delivery.reach import sent
from storage.unit_of_work import UnitOfWork

_MAILED = {"sent": "sent", "dead": "failed", "unknown": "unknown"}
"""How a mailing stands, by how its letter does."""


def came_back(work: UnitOfWork, outbox_id: int, rules: RulePack, now: datetime) -> None:
    """The matter goes on, and who relies on the message learns of it. One that may have arrived is only told of."""
    one = sent(work, outbox_id)
    if one is None or one.kind == "answer":
        return
    if one.kind == Offered.kind and one.state == "dead":
        pass_on(work, Offered.read(one.facts).offer, rules, now)
    if one.kind == RosterLetter.kind:
        letter_settled(work, outbox_id, now)
    tell_who_caused_it(work, one, now)


def letter_settled(work: UnitOfWork, outbox_id: int, now: datetime) -> None:
    """A roster's letter left, or did not: its mailing says so, and whoever sent it off hears of it."""
    one = sent(work, outbox_id)
    if one is not None and one.state in _MAILED:
        settle_mailing(work, RosterLetter.read(one.facts).mailing, _MAILED[one.state], now)
