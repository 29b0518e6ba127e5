"""近期活动: what there is, by time, place and topic; to come, to speak, or not to come after all."""

from __future__ import annotations

import re

from actions.activities.joining import join_event, leave_event
from handlers.conversations.activities import details, telling
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_clock
from programme.activities import has_ended, slots
from storage.queries.activities.coming import SEATED, guests, seats, slot_of, speakers
from storage.queries.activities.events import EventFacts, event, events_ahead, joined_events_ahead

SHOWN = 10
MOST = 50
NONE_AHEAD = "近期还没有发布活动。"
NONE_JOINED = "您没有报名的活动。"
_SPEAKS = re.compile(r"我?[来去可以能]*(?:主讲|讲一?[课场讲]|讲讲|分享|当讲师|做嘉宾|上台)")

_SIGNS_UP = re.compile(
    r"(?:我们?|想|要|帮我|给我|请)*报(?:名|上|个名)(?:参加)?\s*\d{1,6}\s*号(?:那场|那个|这场|活动|讲座|的)*[^，,。？?吗不]{0,12}[吧。]?"
    r"|\d{1,6}\s*号(?:那场|那个|这场|活动|讲座|那天)*的?(?:活动|讲座)?[，,\s]*(?:我们?|帮我|给我|也|想|要)*报(?:上|名|个名)(?:我们?)?[了吧。]?|"
    r"报名\s*\d{1,6}\s*号活动|\d{1,6}\s*号活动(?:我|帮我|给我)?(?:报名|报个名)[吧。]?"
)


def _ahead(talk: ConversationContext) -> Reply:
    """The events that the message asks about; all of them, where it names neither time nor place nor field."""
    region, (first, last) = reading.region(talk, talk.said), telling.span(talk.said, talk.said_on)
    found = events_ahead(talk.work, max(first, talk.today), MOST, region, last)
    found = [one for one in found if not _is_over(talk, one)]
    if region is None and (named := [one for one in found if telling.names_place(talk.said, one)]):
        found = named
    if field := reading.domain(talk, talk.said):
        found = [one for one in found if field == (one.domain or reading.domain(talk, one.title))]
    if sort := telling.sort_in(talk.said):
        found = [one for one in found if one.sort == sort] or found
    if not found:
        return _none(talk, bool(region or last or field))
    choices = tuple(
        Choice(f"报名 {one.id} 号", tokens.start("join_event", "event", one.id)) for one in found[:SHOWN]
    )
    places = seats(talk.work, [one.id for one in found[:SHOWN]])
    lines = [
        f"{one.id} 号 {telling.line(one, talk.today)}{telling.room(one, places[one.id])}"
        for one in found[:SHOWN]
    ]
    more = [f"还有 {len(found) - SHOWN} 场。"] if len(found) > SHOWN else []
    return Reply("\n".join(["近期活动：", *lines, *more]), choices=choices)


def _none(talk: ConversationContext, asked: bool) -> Reply:
    others = [one for one in talk.once(_events) if not _is_over(talk, one)] if asked else []
    if not others:
        return Reply(NONE_AHEAD)
    return Reply(
        f"没有这样的活动，最近的一场是：{telling.line(others[0], talk.today)}。",
        choices=(Choice(f"报名 {others[0].id} 号", tokens.start("join_event", "event", others[0].id)),),
    )


def _events(talk: ConversationContext) -> list[EventFacts]:
    return events_ahead(talk.work, talk.today, MOST)


def _joined(talk: ConversationContext) -> list[EventFacts]:
    return joined_events_ahead(talk.work, talk.speaker.person_id, talk.today)


def _to_join(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_events) if not _is_over(talk, one)]


def _is_over(talk: ConversationContext, one: EventFacts) -> bool:
    return has_ended(one.held_on, one.finishes, talk.now)


def _to_leave(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_joined)]


_EVENT = OneOf("event", "活动", "报名哪一场？", _to_join, none=NONE_AHEAD)
_JOINED = OneOf("event", "活动", "哪一场不去了？", _to_leave, none=NONE_JOINED)


def _free_slots(talk: ConversationContext, values: Values) -> Options:
    """The slots of a clinic that are free; where none is, one waits for any."""
    one = next((one for one in talk.once(_events) if one.id == values.get("event")), None)
    if one is None or not one.slot_minutes:
        return ()
    taken = {guest.slot for guest in guests(talk.work, one.id, SEATED)}
    free = [slot for slot in slots(one.begins, one.finishes, one.slot_minutes) if slot not in taken]
    return [(show_clock(slot), slot) for slot in free]


def _read_slot(talk: ConversationContext, text: str) -> int | None:
    hour = details.hour_in(text)
    return details.minutes(hour)[0] if hour else None


def _needless(talk: ConversationContext) -> str:
    """Who names an activity hears what has become of that one."""
    return "" if telling.numbered(talk.said) else _EVENT.needless(talk)


def _read_join(talk: ConversationContext, text: str, values: Values) -> Values:
    speaks = 1 if _SPEAKS.search(text) else None
    event_id = telling.numbered(text) or telling.meant(talk.once(_events), text)
    return reading.as_values({"event": event_id, "speaks": speaks})


def _read_leave(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"event": telling.meant(talk.once(_joined), text)})


def join(talk: ConversationContext, values: Values) -> Outcome:
    """Come to the activity, or wait for a place, and say when and where it is."""
    speaks = bool(values.get("speaks"))
    place = join_event(talk.work, talk.speaker, values["event"], speaks, talk.now, values.get("slot"))
    one = event(talk.work, values["event"])
    line = telling.line(one, talk.today) if one else ""
    if (own := slot_of(talk.work, values["event"], talk.speaker.person_id)) is not None:
        line = f"{show_clock(own)}，{line}"
    if place:
        wait = Choice("不等了", tokens.start("leave_event", "event", values["event"]))
        said = f"名额满了，您排第 {place} 位，有人退就轮到您，会告诉您：{line}。"
        return Outcome(Reply(said, choices=(wait,)))
    said = f"{telling.reminded(one, talk.now)}改了时间会告诉您。"
    if any(each.person_id == talk.speaker.person_id for each in speakers(talk.work, values["event"])):
        said = f"定了请您来讲，{said}"
    elif speaks:
        said = "主办方和服务中心会看到您愿意讲，定了再告诉您。"
    leave = Choice("不去了", tokens.start("leave_event", "event", values["event"]))
    return Outcome(Reply(f"已报名：{line}。{said}", choices=(leave,)))


def _leave(talk: ConversationContext, values: Values) -> Outcome:
    leave_event(talk.work, talk.speaker, values["event"], talk.now)
    one = event(talk.work, values["event"])
    return Outcome(Reply(f"已取消报名：{one.title if one else ''}。主办方会知道。"))


AHEAD = Command(
    "events",
    "近期活动",
    ("近期活动", "有什么活动", "活动安排", "最近有什么讲座", "下周有活动吗", "有没有免费的课"),
    _ahead,
    serves=("event.find",),
)
JOIN = Form(
    name="join_event",
    version=1,
    title="报名活动",
    serves=("event.signup",),
    syntax=lambda text: _SIGNS_UP.fullmatch(text.strip()) is not None,
    examples=("报名活动", "我要报名", "想参加活动", "给我报个名", "我可以去讲一课", "那场沙龙我可以去讲一课"),
    ref="event",
    slots=(
        _EVENT.slot,
        Slot(
            "slot",
            "时段",
            ask="约几点？",
            read=_read_slot,
            options=_free_slots,
            when=lambda talk, values: "speaks" not in values and bool(_free_slots(talk, values)),
            hint="点一个时段。",
        ),
        Slot("speaks", "", hidden=True, asked=False),
    ),
    read=_read_join,
    infer=_EVENT.infer,
    needless=_needless,
    submit=join,
)
LEAVE = Form(
    name="leave_event",
    version=1,
    title="取消报名",
    serves=("event.change",),
    examples=("取消报名", "活动不去了", "活动去不了了", "报名了去不成", "那个沙龙我来不了了"),
    ref="event",
    slots=(_JOINED.slot,),
    read=_read_leave,
    infer=_JOINED.infer,
    needless=_JOINED.needless,
    submit=_leave,
)
