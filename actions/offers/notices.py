"""What people are told about offers."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class OfferLapsing(Notice):
    """The expert: this offer is about to lapse without an answer."""

    kind = "offer_lapsing"
    offer: int
