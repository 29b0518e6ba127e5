"""1号活动几个人报了: who comes to what one holds, by name."""

from __future__ import annotations

import re

from handlers.conversations.activities import telling
from handlers.conversations.activities.events import NONE_AHEAD
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.roles import MEMBERS
from storage.queries.activities.coming import seats, taking_part, who
from storage.queries.activities.events import EventFacts, own_events_ahead

SHOWN = 5
NAMED = 5
LONGEST = 20
_ASKS = re.compile(
    r"(?:几个?|多少|哪些?|有没有|有)(?:个)?人.{0,4}(?:报名|报了|参加|要来|来)|(?:报名|报)(?:了)?(?:的)?(?:几|多少)(?:个)?人?|谁.{0,2}(?:报名|报了|参加)"
    r"|报名(?:情况|名单|人数)"
)
_OTHERS = re.compile(r"申请|专家|工作站|需求|招募")


def _coming(talk: ConversationContext) -> Reply:
    """Of the activity that is named, or of each that lies ahead."""
    found = own_events_ahead(talk.work, talk.speaker.person_id, talk.today, talk.speaker.jurisdiction)
    if not found:
        return Reply(NONE_AHEAD, choices=(next_steps.PUBLISH_EVENT,))
    named = telling.meant(found, talk.said)
    shown = [one for one in found if one.id == named] or found[:SHOWN]
    return Reply("\n".join(_line(talk, one) for one in shown), choices=(_change(shown),))


def _line(talk: ConversationContext, one: EventFacts) -> str:
    people = taking_part(talk.work, one.id)
    names = "、".join(who(talk.work, person) for person in people[:NAMED])
    more = "等" if len(people) > NAMED else ""
    came = f"{len(people)} 人报名：{names}{more}。" if people else "还没有人报名。"
    waiting = seats(talk.work, [one.id])[one.id].waiting
    queue = f"还有 {waiting} 人排队。" if waiting else ""
    return f"{one.id} 号 {one.title}，{came}{queue}"


def _change(shown: list[EventFacts]) -> Choice:
    about = ("event", shown[0].id) if len(shown) == 1 else ()
    return Choice("改期", tokens.start("move_event", *about))


COMING = Command(
    "coming",
    "谁报名了",
    ("谁报名了", "有人报名了没", "活动有几个人报名", "报名名单"),
    _coming,
    MEMBERS,
    ("event.find",),
    syntax=lambda text: len(text) <= LONGEST and bool(_ASKS.search(text)) and not _OTHERS.search(text),
)
