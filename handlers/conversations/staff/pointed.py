"""«他», «第一个», «刚才那个»: of those whom a decision may be about, the one that was spoken of last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.engine.context import ConversationContext
from handlers.engine.decision import Subject
from handlers.message import Reply
from language.verdicts import at_places, places
from storage.queries.delivery.recent_choices import bodies

LOOKED_AT = 3
"""Messages shown last, in which somebody may have been named."""
A_LIST = 2
_ONE = "[个位份件条家]"
_POINTS = re.compile(
    rf"(?:[把给对将让]|再|都)*(?:第[一二两三四五六\d]{_ONE}?|最后(?:面|一)?{_ONE}|头一?{_ONE}|前面那{_ONE}"
    rf"|(?:刚才|刚刚|上面)(?:的)?[那这]?(?:一)?{_ONE}?|[那这](?:一)?{_ONE}|他|她|它|这人|那人|人家"
    rf"|(?P<other>(?:另外?|其他|其余|剩下?)[的那]?[一两几]?{_ONE}?)|(?P<each>[这那]?[两俩几三四五]{_ONE}?|全部|所有人?|大家|都)(?=[，,]|$))"
    r"(?:的|那份|申请|材料|资格|警告|投诉|异议|先|也)*"
)


def pointed(talk: ConversationContext, subjects: Sequence[Subject], words: str) -> Subject | None:
    """Whom words mean that begin with no name; None where they point at nobody, or nothing tells at whom."""
    found = _POINTS.match(words)
    if not found or any(one.name in words for one in subjects):
        return None
    if found["each"]:
        return None
    if named := places(found[0]):
        listed = _shown(talk, subjects, A_LIST) or subjects
        ids = at_places([one.id for one in listed], named)
        return next((one for one in subjects if ids and one.id == ids[0]), None)
    shown = _shown(talk, subjects, 1)
    meant = [one for one in subjects if one not in shown] if found["other"] else shown
    return meant[0] if len(meant) == 1 else None


def just_shown(talk: ConversationContext, subjects: Sequence[Subject], *, at_once: bool) -> Subject | None:
    """The only one whom the last message names, or (unless `at_once`) the last that names any; None where those are several."""
    named = _shown(talk, subjects, 1, 1 if at_once else LOOKED_AT)
    return named[0] if len(named) == 1 else None


def without_pointing(words: str) -> str:
    """What else is said."""
    return _POINTS.sub("", words, count=1).strip(" ，,。：:")


def points(words: str) -> bool:
    """Whether words begin with one of these in the place of a name."""
    return _POINTS.match(words) is not None


def _shown(
    talk: ConversationContext, subjects: Sequence[Subject], least: int, looked_at: int = LOOKED_AT
) -> list[Subject]:
    """Those whom the newest of the messages shown last names that names so many, in its order."""
    for body in bodies(talk.work, talk.speaker.person_id, looked_at):
        reply = Reply.from_json(dict(body))
        text = replace(reply, text="").plain() if reply.card else reply.plain()
        named = [one for one in subjects if one.name in text]
        if len(named) >= least:
            return sorted(named, key=lambda one: text.index(one.name))
    return []
