"""1号活动几个人报了: who comes to what one holds, by name."""

from __future__ import annotations

import re

from handlers.conversations.activities import telling
from handlers.conversations.activities.events import NONE_AHEAD
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.engine.tokens import read
from handlers.message import Choice, Reply
from programme.roles import MEMBERS
from storage.queries.activities.coming import seats, taking_part, who
from storage.queries.activities.events import EventFacts, own_events_ahead
from storage.queries.delivery.recent_choices import recent

SHOWN = 5
NAMED, OF_ONE = 5, 40
"""Names of each activity, and where it is the only one that is shown."""
LONGEST = 20
LOOKED_AT = 2
_ASKS = re.compile(
    r"(?:几个?|多少|哪些?|有没有|有)(?:个)?人.{0,4}(?:报名|报了|参加|要来|来)|(?:报名|报)(?:了)?(?:的)?(?:几|多少)(?:个)?人?|谁.{0,2}(?:报名|报了|参加)"
    r"|报名(?:情况|名单|人数)|报名的(?:人)?(?:都|现在|一共|到底)*(?:有|是)?(?:谁|哪些|几个|多少)"
)
_LIST = re.compile(
    r"(?:请|麻烦|帮我|给我|把|那|这|个|份|的|我要|看|下)*名单(?:导|发|给|看|拉|打印|来|出|一[下份]|我|下|吧|呢)*[。！!]*"
)
"""«名单导一下»: of the activity that was shown just now."""
_OF_AN_ACTIVITY = frozenset({"move_event", "take_down_event", "coming", "door_code", "signup_code"})
_OTHERS = re.compile(r"申请|专家|工作站|需求|招募")


def _coming(talk: ConversationContext) -> Reply:
    """Of the activity that is named, or of each that lies ahead."""
    found = own_events_ahead(talk.work, talk.speaker.person_id, talk.today, talk.speaker.jurisdiction)
    if not found:
        return Reply(NONE_AHEAD, choices=(next_steps.PUBLISH_EVENT,))
    named = telling.meant(found, talk.said)
    shown = [one for one in found if one.id == named] or found[:SHOWN]
    return Reply(
        "\n".join(_line(talk, one, OF_ONE if len(shown) == 1 else NAMED) for one in shown),
        choices=(_change(shown),),
    )


def _line(talk: ConversationContext, one: EventFacts, most: int) -> str:
    people = taking_part(talk.work, one.id)
    names = "、".join(who(talk.work, person) for person in people[:most])
    more = "等" if len(people) > most else ""
    came = f"{len(people)} 人报名：{names}{more}。" if people else "还没有人报名。"
    waiting = seats(talk.work, [one.id])[one.id].waiting
    queue = f"还有 {waiting} 人排队。" if waiting else ""
    return f"{one.id} 号 {one.title}，{came}{queue}"


def _is_list(text: str) -> bool:
    return _LIST.fullmatch(text.strip()) is not None


def _of_nothing_shown(talk: ConversationContext) -> bool:
    """Whether a list was asked for without saying of what, and no activity was shown just now."""
    shown = recent(talk.work, talk.speaker.person_id, LOOKED_AT)
    taps = (read(token) for one in shown for _, token in one.choices)
    return _is_list(talk.said) and not any(tap and tap.name in _OF_AN_ACTIVITY for tap in taps)


def _asks(text: str) -> bool:
    said = len(text) <= LONGEST and bool(_ASKS.search(text)) and not _OTHERS.search(text)
    return said or _is_list(text)


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
    syntax=_asks,
    idle=_of_nothing_shown,
)
