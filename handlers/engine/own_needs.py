"""«Which of my needs?», the same for all that is done with one: told by its number, its expert or its subject."""

from __future__ import annotations

from collections.abc import Callable, Collection

from actions.needs.meant import is_foreign, meant, names_matter
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext
from handlers.engine.form import Options
from handlers.engine.listed import placed
from handlers.rendering.records import need_line
from storage.queries.needs import needs_of


def one_need(ask: str, none: str, states: Collection[str]) -> OneOf:
    """One of the enterprise's needs in these states."""
    return OneOf(
        "need", "需求", ask, _listed(states), none=none, read=reads(states), hint="请点一下是哪一条。"
    )


def reads(states: Collection[str]) -> Callable[[ConversationContext, str], int | None]:
    """Reads which of the needs in these states a text means; none where its place says one and its matter another."""

    def read(talk: ConversationContext, text: str) -> int | None:
        needs = needs_of(talk.work, talk.speaker.enterprise_id, states)
        if is_foreign(text, needs):
            return None
        by_matter = meant(text, needs) if names_matter(text) else None
        if by_matter is not None:
            return by_matter
        place = placed(talk, "need", text, [need.id for need in needs])
        return place if place is not None else meant(text, needs)

    return read


def foreign(states: Collection[str]) -> Callable[[ConversationContext, str], bool]:
    """Whether a text names a matter that none of the needs in these states tells."""

    def is_of_none(talk: ConversationContext, text: str) -> bool:
        return is_foreign(text, needs_of(talk.work, talk.speaker.enterprise_id, states))

    return is_of_none


def _listed(states: Collection[str]) -> Callable[[ConversationContext], Options]:
    def listed(talk: ConversationContext) -> Options:
        return [
            (need_line(need), need.id) for need in needs_of(talk.work, talk.speaker.enterprise_id, states)
        ]

    return listed
