"""What holders are reminded of by their staff."""

from __future__ import annotations

from actions.titles.holders import holder
from actions.titles.notices import Nudge
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from programme.qualification import IN_FORCE
from programme.spans import plain_day
from storage.queries.titles.standing import qualification


def _nudge(talk: ConversationContext, told: Nudge) -> Reply | None:
    """A member of staff asks how things are."""
    held = qualification(talk.work, told.qualification)
    if held is None or held.state not in IN_FORCE:
        return None
    if held.silent_since is None or str(held.silent_since) != told.since:
        return None
    who = holder(talk.work, held.id)
    return Reply(
        f"{who.name}，您好，服务中心问候您，最近还好吗？"
        f"从{plain_day(held.silent_since, talk.today)}起没有您的日记，服务过没记的，说一句就补上。",
        choices=(next_steps.DIARY, Choice("有难处", tokens.start("hardship"))),
    )


NUDGE = NoticeRenderer(Nudge, _nudge, reminder=True, for_rooms=True)
