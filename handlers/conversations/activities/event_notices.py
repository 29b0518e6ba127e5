"""Who comes to an activity, and what became of it, in words."""

from __future__ import annotations

from actions.activities.notices import EventCancelled, EventJoined, EventLeft, EventMoved
from handlers.conversations.activities import telling
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from storage.queries.activities.events import event, taking_part, who


def _joined(talk: ConversationContext, told: EventJoined) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None:
        return None
    does = "愿意来讲" if told.speaks else "报名了"
    count = len(taking_part(talk.work, one.id))
    return Reply(
        f"{who(talk.work, told.person)}{does}「{one.title}」，现在 {count} 人。",
        choices=(Choice("近期活动", tokens.start("events")),),
    )


def _left(talk: ConversationContext, told: EventLeft) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None:
        return None
    count = len(taking_part(talk.work, one.id))
    return Reply(f"{who(talk.work, told.person)}不来「{one.title}」了，还有 {count} 人。")


def _moved(talk: ConversationContext, told: EventMoved) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None or one.held_on < talk.today:
        return None
    leave = Choice("不去了", tokens.start("leave_event", "event", one.id))
    return Reply(f"您报名的活动改了：{telling.line(one, talk.today)}。去不了点一下就行。", choices=(leave,))


def _cancelled(talk: ConversationContext, told: EventCancelled) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None:
        return None
    more = Choice("近期活动", tokens.start("events"))
    return Reply(f"「{one.title}」不办了，不用过去了，抱歉。", choices=(more,))


JOINED = NoticeRenderer(EventJoined, _joined, reminder=True)
LEFT = NoticeRenderer(EventLeft, _left, reminder=True)
MOVED = NoticeRenderer(EventMoved, _moved)
CANCELLED = NoticeRenderer(EventCancelled, _cancelled)
