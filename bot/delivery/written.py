"""Ways in writing to a person: by short message or letter, for the kinds of notices that the settings name.

They are no accounts: nobody writes from there, and the number stands in no row of the outbox. Where one would have its account's id,
it has one below zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.titles.notices import RosterLetter
from bot.channels.contract import Capabilities
from programme.delivery import TO_APPLICANTS, WrittenWays
from storage.queries.delivery.accounts import Route
from storage.queries.delivery.receipts import BY_PHONE
from storage.queries.delivery.written import addresses_of
from storage.queries.titles.mailings import address_of
from storage.unit_of_work import UnitOfWork

PHONE, EMAIL = BY_PHONE, -2


@dataclass(frozen=True, slots=True)
class WrittenRoute(Route):
    """A route whose `account` is a telephone or an e-mail address, in memory alone; `name` is whose it is."""

    name: str = ""


def written_routes(
    work: UnitOfWork, person_id: int, kind: str, capabilities: Mapping[str, Capabilities]
) -> list[Route]:
    """Those by which this kind of notice may go to the person."""
    ways = {name: can.reaches for name, can in capabilities.items() if can.reaches and kind in can.kinds}
    if not ways:
        return []
    at = addresses_of(work, person_id)
    phone = "" if at.told and kind not in TO_APPLICANTS else at.phone
    found = {"phone": (PHONE, phone), "email": (EMAIL, at.email)}
    return [
        WrittenRoute(found[reaches][0], name, found[reaches][1], name=at.name)
        for name, reaches in ways.items()
        if found[reaches][1]
    ]


def letter_routes(
    work: UnitOfWork, facts: Mapping[str, Any], capabilities: Mapping[str, Capabilities]
) -> list[Route]:
    """The way of a roster's letter: by e-mail to the address of its mailing, whichever kinds the settings name."""
    address = address_of(work, RosterLetter.read(facts).mailing)
    ways = [name for name, can in capabilities.items() if can.reaches == "email"]
    return [WrittenRoute(EMAIL, name, address) for name in ways if address]


def ways_of(capabilities: Mapping[str, Capabilities]) -> WrittenWays:
    """What goes by which way, as the rules know it."""

    def kinds(reaches: str) -> frozenset[str]:
        return frozenset().union(*(can.kinds for can in capabilities.values() if can.reaches == reaches))

    return WrittenWays(kinds("phone"), kinds("email"))
