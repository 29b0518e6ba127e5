"""Whom matching would choose, in words that staff read."""

from __future__ import annotations

from actions.offers.suggest import Suggestion, near_misses
from handlers.engine.context import ConversationContext
from matching.facts import Reason
from storage.queries.needs import NeedFacts


def ranking(found: list[Suggestion]) -> list[str]:
    """Each with the score and what makes it up."""
    return [
        f"{place}. {one.label} {one.score:.1f} 分\n　" + " · ".join(_told(reason) for reason in one.reasons)
        for place, one in enumerate(found, 1)
    ]


def _told(reason: Reason) -> str:
    """What counts for nothing stands without a figure."""
    return f"{reason.text} {reason.points:+.1f}" if reason.points else reason.text


def misses(talk: ConversationContext, need: NeedFacts, most: int = 3) -> list[str]:
    """Who would have fitted, and why they cannot be asked."""
    found = near_misses(talk.work, need, talk.now, most)
    return [f"{one.label}：{one.reasons[-1].text}" for one in found]
