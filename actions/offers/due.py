"""What falls due of offers: a word before one lapses without an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from actions.due import first, moved, reminded
from actions.notify import Addressed
from actions.offers.notices import OfferLapsing
from programme.packs import RulePack
from programme.reminders import of_offer, offer_notice
from storage.queries.offers.due import first_lapse, lapsing
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Offers about to lapse."""
    for offer in lapsing(work, window.closes, window.closes + max(_notices(rules).values())):
        ladder = of_offer(rules.reminders, offer.id, offer.created_at, offer.expires_at, offer.urgent)
        yield from reminded(offer.person_id, ladder.due(window.closes), OfferLapsing)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When the next offer is about to lapse, or lapses."""
    notices = _notices(rules)
    return first(
        *(moved(first_lapse(work, after + notice, urgent), -notice) for urgent, notice in notices.items()),
        *(first_lapse(work, after, urgent) for urgent in notices),
    )


def _notices(rules: RulePack) -> dict[bool, timedelta]:
    """How long before it lapses an offer is spoken of, by whether it is urgent."""
    return {urgent: offer_notice(rules.reminders, urgent) for urgent in (False, True)}
