"""待审核: everything that waits for this staff member's decision, and how to say it."""

from __future__ import annotations

from handlers.conversations.staff.waiting import NONE_WAITING, decisions_waiting, none_of_these, to_choose
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from programme.roles import OFFICE


def _queue(talk: ConversationContext) -> Reply:
    listed = "\n".join(decisions_waiting(talk)) or NONE_WAITING
    return Reply(join(none_of_these(talk, talk.said), listed), choices=to_choose(talk))


QUEUE = Command(
    "queue",
    "待审核",
    ("待审核", "审核", "审核队列", "待决定", "我要审核", "有几份申请等审"),
    _queue,
    OFFICE,
    ("staff.queue",),
)
