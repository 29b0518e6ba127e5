"""发布活动: what experts and stations hold is seen by all beforehand (S4.3), and breaks their silence (S6.6)."""

from __future__ import annotations

from datetime import date

from actions.activities.events import Event, publish, take_down
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import show_date, show_region
from language import regions
from programme.roles import HOLDERS
from storage.queries.activities.events import EventFacts, event, events_ahead, own_events_ahead

SHOWN = 10
NONE_AHEAD = "您没有还没办的活动。"


def _publish(talk: ConversationContext, values: Values) -> Outcome:
    on = date.fromisoformat(values["date"])
    given = Event(values["title"], on, values.get("place") or "", values["region"])
    key = publish(talk.work, talk.speaker, given, talk.now)
    return Outcome(
        Reply(
            f"已提交：活动 {key} 号，大家回复「近期活动」就能看到。"
            "办完发一句话日记，时长和企业家数才算进本年。"
        )
    )


def _line(one: EventFacts) -> str:
    where = "，".join(part for part in (regions.full_name(one.region), one.place) if part)
    return f"{show_date(str(one.held_on))} {one.title}（{where}）"


def _ahead(talk: ConversationContext) -> Reply:
    found = events_ahead(talk.work, talk.today, SHOWN)
    return Reply("\n".join(["近期活动：", *map(_line, found)]) if found else "近期还没有发布活动。")


def _own(talk: ConversationContext) -> Options:
    own = own_events_ahead(talk.work, talk.speaker.person_id, talk.today)
    return [(_line(one), one.id) for one in own]


_EVENT = OneOf("event", "活动", "撤下哪一场？", _own)


def _take_down(talk: ConversationContext, values: Values) -> Outcome:
    if "event" not in values:
        return Outcome(Reply(NONE_AHEAD))
    take_down(talk.work, talk.speaker, values["event"], talk.now)
    one = event(talk.work, values["event"])
    return Outcome(Reply(f"已取消：「{one.title if one else ''}」撤下了。"))


PUBLISH = Form(
    name="publish_event",
    version=1,
    title="发布活动",
    examples=("发布活动", "办活动", "组织活动", "活动预告"),
    roles=HOLDERS,
    card="活动预告",
    slots=(
        Slot("title", "主题", ask="什么活动？比如「税收优惠沙龙」。", read=reading.words, free=True),
        Slot(
            "date",
            "日期",
            ask="哪一天？",
            read=reading.a_day_ahead,
            show=show_date,
            check=reading.not_past,
            hint="没认出日期，可以说「下周五」「4月10日」。",
        ),
        Slot(
            "region",
            "地区",
            ask="在哪个市或区县？",
            read=reading.region,
            show=show_region,
            hint="没认出这个地方，请说全称，比如「湛江市赤坎区」。",
        ),
        Slot(
            "place",
            "地点",
            ask="具体在哪里？线上的说会议号，没定就回复「跳过」。",
            read=reading.words,
            skippable=True,
            free=True,
        ),
    ),
    infer=lambda talk, values: {"region": talk.home} if talk.home else {},
    submit=_publish,
)
TAKE_DOWN = Form(
    name="take_down_event",
    version=1,
    title="撤下活动",
    examples=("撤下活动", "活动不办了"),
    roles=HOLDERS,
    card="撤下这场活动",
    slots=(_EVENT.slot,),
    infer=_EVENT.infer,
    needless=lambda talk: "" if _own(talk) else NONE_AHEAD,
    submit=_take_down,
)
AHEAD = Command("events", "近期活动", ("近期活动", "有什么活动", "活动安排"), _ahead)
