"""先别批: somebody who waits for a decision is left as they are, and that is said; nothing is done and nobody told."""

from __future__ import annotations

import re

from handlers.conversations.staff import by_surname
from handlers.conversations.staff.pointed import just_shown, pointed
from handlers.conversations.staff.waiting import ask_which, subjects_waiting
from handlers.engine.context import ConversationContext
from handlers.engine.decision import Subject
from handlers.engine.form import Command
from handlers.message import Reply
from programme.roles import OFFICE

LEFT = "好，{}先放着，没有动，也没有通知谁。"
_HOLDS = re.compile(
    r"(?P<whom>[^，,。？?\s]{0,16}?)(?:的?申请|的?材料|这件|那件)?(?:先|暂时|暂|还是)*(?:别|不要|不用|莫|不)(?:急着|忙着|急|忙)?(?:批|审|定|动|处理)(?:他|她|它)?[了吧先呢]*[。！!]*"
)


def _hold(talk: ConversationContext) -> Reply:
    """Whom the words name, or point at; where that is nobody or several, it is asked."""
    one = _meant(talk)
    return Reply(LEFT.format(one.name)) if one else ask_which(talk, "")


def _meant(talk: ConversationContext) -> Subject | None:
    subjects = subjects_waiting(talk)
    text = by_surname.named(talk.said, subjects)
    by_name = [one for one in subjects if one.name in text]
    if by_name:
        return by_name[0] if len(by_name) == 1 else None
    found = _HOLDS.fullmatch(text.strip())
    whom = found["whom"].strip() if found else ""
    return pointed(talk, subjects, whom) if whom else just_shown(talk, subjects, at_once=True)


HOLD = Command(
    "hold_back",
    "先不定",
    ("先别批", "先不批"),
    _hold,
    OFFICE,
    syntax=lambda text: _HOLDS.fullmatch(text.strip()) is not None,
    idle=lambda talk: not subjects_waiting(talk),
)
