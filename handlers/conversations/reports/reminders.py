"""What holders are reminded of by their staff."""

from __future__ import annotations

from actions.diaries.progress import standing_in_year
from actions.titles.holders import holder
from actions.titles.notices import Nudge
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from programme.qualification import IN_FORCE
from storage.queries.titles.standing import qualification


def _nudge(talk: ConversationContext, told: Nudge) -> Reply | None:
    """A member of staff asks how things are."""
    held = qualification(talk.work, told.qualification)
    if held is None or held.state not in IN_FORCE:
        return None
    if held.silent_since is None or str(held.silent_since) != told.since:
        return None
    days = (talk.today - held.silent_since).days
    who = holder(talk.work, held.id)
    return Reply(
        join(
            f"{who.name}，您好。服务中心想问候一声：已经 {days} 天没有您的日记了。服务过就补一句话，有难处也请直接说。",
            standing_in_year(talk.work, held, talk.rules, talk.today).line,
        ),
        choices=(Choice("记日记", tokens.start("diary")),),
    )


NUDGE = NoticeRenderer(Nudge, _nudge, reminder=True, for_rooms=True)
