"""«第一个», «最后那个»: the place of something in the list that was shown a moment ago, or else in time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.engine.context import ConversationContext
from handlers.engine.tokens import read
from language.verdicts import at_places, places
from storage.queries.delivery.recent_choices import recent


def shown(talk: ConversationContext, slot: str, ids: Collection[int]) -> tuple[list[int], bool]:
    """Which of some records the last message lists, in its order, and whether it is a question that asks which of them.

    `slot` is the one that takes such a record. One alone is no list.
    """
    last = next(iter(recent(talk.work, talk.speaker.person_id, 1)), None)
    taps = [tap for _, token in last.choices if (tap := read(token))] if last else []
    ours = [tap for tap in taps if tap.slot == slot and tap.value.isdecimal() and int(tap.value) in ids]
    found = [int(ref) for ref in dict.fromkeys(tap.value for tap in ours)]
    return found if len(found) > 1 else [], any(tap.kind == "f" for tap in ours)


def placed(talk: ConversationContext, slot: str, text: str, ids: Sequence[int]) -> int | None:
    """The one record that a text names by its place; of those that were not listed just now, the first is the oldest."""
    named = places(text)
    order = shown(talk, slot, ids)[0] or sorted(ids)
    found = at_places(order, named) if len(named) == 1 else None
    return found[0] if found else None
