"""A holder of several titles hears once of what concerns them alike, and by its name of what concerns one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actions.access import pack_of
from actions.diaries.progress import standing_in_year
from handlers.engine.context import ConversationContext
from programme.programmes import named, side_by_side
from programme.qualification import IN_FORCE
from storage.queries.titles.standing import QualificationFacts, qualifications_of


def alike(
    talk: ConversationContext, held: QualificationFacts, same: Callable[[QualificationFacts], bool]
) -> list[QualificationFacts]:
    """The holder's titles that are told the same as this one, which is among them, the oldest first: the first alone tells it."""
    return [one for one in _all(talk, held) if one.id == held.id or same(one)]


def whose(talk: ConversationContext, told: Sequence[QualificationFacts]) -> str:
    """«国家级、省级两份资格：» before what is said of these titles; nothing where the holder has no other."""
    if len(_all(talk, told[0])) < 2:
        return ""
    levels = "、".join(named(talk.rules, pack_of(one.pack, talk.rules)) for one in told)
    return f"{levels}{'两' if len(told) == 2 else len(told)}份资格：" if len(told) > 1 else f"{levels}资格："


def year_of(talk: ConversationContext, told: Sequence[QualificationFacts]) -> str:
    """How the year stands under these titles, in one line."""
    found = [
        (pack_of(one.pack, talk.rules), standing_in_year(talk.work, one, talk.rules, talk.today))
        for one in told
    ]
    return side_by_side(talk.rules, found)


def _all(talk: ConversationContext, held: QualificationFacts) -> list[QualificationFacts]:
    own = qualifications_of(talk.work, talk.speaker, IN_FORCE)
    return [one for one in own if (one.holder, one.holder_id) == (held.holder, held.holder_id)] or [held]
