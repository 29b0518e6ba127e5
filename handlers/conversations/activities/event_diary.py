"""活动记日记: the diary that follows from an activity, begun with what the activity tells (S4.4)."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.activities.events import say_not_held
from actions.activities.proposals import proposed, to_tell_of
from handlers.conversations.activities import details
from handlers.engine import next_steps
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, Options, Outcome
from handlers.message import Reply
from handlers.rendering.plain import plain_number
from programme.roles import HOLDERS, MEMBERS
from storage.queries.activities.events import EventFacts, attended_events, event, own_events_since

LONG_AGO = timedelta(days=60)
NONE_TO_TELL = "没有等您记日记的活动。"
NONE_OVER = "没有办完的活动。"
_NOT_HELD = re.compile(
    r"(?:那场|这场|\d{1,6}\s*号)?(?:活动|沙龙|讲座|义诊)(?:最后)?(?:没办成|没办|没开成|没搞成)[了。]?"
)


def _own(talk: ConversationContext) -> list[EventFacts]:
    return own_events_since(talk.work, talk.speaker.person_id, talk.today - LONG_AGO, talk.today)


def _untold(talk: ConversationContext) -> list[EventFacts]:
    spoke = attended_events(talk.work, talk.speaker.person_id, talk.today - LONG_AGO)
    both = {one.id: one for one in (*talk.once(_own), *spoke)}
    return to_tell_of(talk.work, talk.speaker, list(both.values()))


def _to_tell(talk: ConversationContext) -> Options:
    return [(one.title, one.id) for one in talk.once(_untold)]


def _over(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_own)]


_EVENT = OneOf("event", "活动", "记哪一场？", _to_tell, none=NONE_TO_TELL)
_HELD = OneOf("event", "活动", "哪一场没办成？", _over, none=NONE_OVER)


def _begin(talk: ConversationContext, values: Values) -> Outcome:
    """On with the form of a diary: what the activity does not tell is asked there, and all can be changed on its card."""
    found = proposed(talk.work, talk.speaker, values["event"])
    if found is None:
        return Outcome(Reply("这场活动您记过日记了，或者没有办成，不会算两次。"))
    known: Values = {"activity": found.event.id, "date": found.on.isoformat(), "outcome": found.event.title}
    known |= {"region": found.event.region, "need": 0}
    if found.names:
        known |= {"enterprises": found.enterprises, "names": list(found.names)}
    if form := details.form_of(found.event.place):
        known["form"] = form
    if found.event.domain:
        known["domains"] = [found.event.domain]
    if found.hours is not None:
        hours = plain_number(found.hours)
        known |= {"hours": hours, "times": {"hours": hours, "spans": [list(one) for one in found.times]}}
    return Outcome(Reply(""), then=("diary", known))


def _not_held(talk: ConversationContext, values: Values) -> Outcome:
    say_not_held(talk.work, talk.speaker, values["event"], talk.now)
    one = event(talk.work, values["event"])
    again = next_steps.PUBLISH_EVENT
    return Outcome(Reply(f"已修改：「{one.title if one else ''}」没办成，不算进本年。", choices=(again,)))


EVENT_DIARY = Form(
    name="event_diary",
    version=1,
    title="活动记日记",
    examples=("活动记日记", "给活动记日记", "把活动记成日记"),
    roles=HOLDERS,
    ref="event",
    slots=(_EVENT.slot,),
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_begin,
)
EVENT_NOT_HELD = Form(
    name="event_not_held",
    version=1,
    title="活动没办成",
    examples=("活动没办成", "那场活动没办"),
    roles=MEMBERS,
    card="活动没办成",
    ref="event",
    syntax=lambda text: _NOT_HELD.fullmatch(text.strip()) is not None,
    slots=(_HELD.slot,),
    infer=_HELD.infer,
    needless=_HELD.needless,
    deed=deed("改", undone="好，不改。"),
    submit=_not_held,
)
