"""What a notice of a decision says besides what and why: from when it holds, how to appeal, and until when."""

from __future__ import annotations

from handlers.engine.context import ConversationContext
from programme.spans import plain_day
from storage.queries.titles.rulings import last_ruling


def from_when(talk: ConversationContext, subject: str, subject_id: int, *deeds: str) -> str:
    """«3月2日起生效。»; nothing where the decision is not on record."""
    one = last_ruling(talk.work, subject, subject_id, deeds)
    if one is None or one.decided_at is None:
        return ""
    return f"{plain_day(one.decided_at.astimezone(talk.now.tzinfo).date(), talk.today)}起生效。"


def how_to_appeal(talk: ConversationContext, subject: str, subject_id: int, *deeds: str) -> str:
    """By which word, until which day, and that somebody else looks at it."""
    one = last_ruling(talk.work, subject, subject_id, deeds)
    if one is None or one.appeal_until is None:
        return "有异议可以申诉，由没有经办这件事的工作人员来看。"
    until = plain_day(one.appeal_until, talk.today)
    return f"有异议，{until}前可以申诉（当天还收），由没有经办这件事的工作人员来看。"
