"""Whom matching would choose, in words that staff read."""

from __future__ import annotations

from actions.offers.suggest import Suggestion, near_misses
from handlers.engine.context import ConversationContext
from storage.queries.needs import NeedFacts


def ranking(found: list[Suggestion]) -> list[str]:
    """Each with the score and what makes it up."""
    return [
        f"{place}. {one.label} {one.score:.1f} 分\n　"
        + " · ".join(f"{reason.text} {reason.points:+.1f}" for reason in one.reasons if reason.points)
        for place, one in enumerate(found, 1)
    ]


def misses(talk: ConversationContext, need: NeedFacts, most: int = 3) -> list[str]:
    """Who would have fitted, and why they cannot be asked."""
    found = near_misses(talk.work, need, talk.now, most)
    return [f"{one.label}：{one.reasons[-1].text}" for one in found]
