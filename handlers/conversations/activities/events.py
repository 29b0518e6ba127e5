"""发布活动: what experts, stations and centres hold is seen by all beforehand (S4.3), moved or taken down while it lies ahead."""

from __future__ import annotations

from datetime import date

from actions.activities.events import Event, move, publish, take_down
from handlers.conversations.activities import telling
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_date, show_region
from programme.roles import MEMBERS
from storage.queries.activities.events import EventFacts, event, own_events_ahead

NONE_AHEAD = "您没有还没办的活动。"
_DATE = Slot(
    "date",
    "日期",
    ask="哪一天？",
    read=reading.a_day_ahead,
    show=show_date,
    check=reading.not_past,
    hint="没认出日期，可以说「下周五」「4月10日」。",
)


def _publish(talk: ConversationContext, values: Values) -> Outcome:
    on = date.fromisoformat(values["date"])
    given = Event(values["title"], on, values.get("place") or "", values["region"])
    key = publish(talk.work, talk.speaker, given, talk.now)
    counts = "" if "staff" in talk.speaker.roles else "办完发一句话日记，时长和企业家数才算进本年。"
    return Outcome(
        Reply(
            f"已提交：活动 {key} 号，大家回复「近期活动」就能看到。有人报名就告诉您。{counts}",
            choices=(Choice("改期", tokens.start("move_event", "event", key)),),
        )
    )


def _own_events(talk: ConversationContext) -> list[EventFacts]:
    return own_events_ahead(talk.work, talk.speaker.person_id, talk.today, talk.speaker.jurisdiction)


def _own(talk: ConversationContext) -> Options:
    return [(telling.line(one), one.id) for one in _own_events(talk)]


_EVENT = OneOf("event", "活动", "是哪一场？", _own, none=NONE_AHEAD)


def _which(talk: ConversationContext, text: str) -> int | None:
    return telling.meant(talk.once(_own_events), text)


def _read_which(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"event": _which(talk, text)})


def _read_move(talk: ConversationContext, text: str, values: Values) -> Values:
    found = {"event": _which(talk, text), "date": reading.a_day_ahead(talk, text)}
    return reading.as_values(found)


def _take_down(talk: ConversationContext, values: Values) -> Outcome:
    if "event" not in values:
        return Outcome(Reply(NONE_AHEAD))
    take_down(talk.work, talk.speaker, values["event"], talk.now)
    one = event(talk.work, values["event"])
    return Outcome(Reply(f"已取消：「{one.title if one else ''}」撤下了{_joined_told(talk)}。"))


def _move(talk: ConversationContext, values: Values) -> Outcome:
    if "event" not in values:
        return Outcome(Reply(NONE_AHEAD))
    before = event(talk.work, values["event"])
    place = values.get("place") or (before.place if before else "")
    move(talk.work, talk.speaker, values["event"], date.fromisoformat(values["date"]), place, talk.now)
    one = event(talk.work, values["event"])
    return Outcome(Reply(f"已修改：{telling.line(one) if one else ''}{_joined_told(talk)}。"))


def _joined_told(talk: ConversationContext) -> str:
    """How those who signed up hear of it."""
    return f"，{many_told(talk, '报名的人')}" if talk.work.told else ""


PUBLISH = Form(
    name="publish_event",
    version=1,
    title="发布活动",
    serves=("event.publish",),
    examples=("发布活动", "办活动", "组织活动", "活动预告", "我们要办场沙龙", "下周搞个义诊"),
    roles=MEMBERS,
    sample="下周五在赤坎区办一场税收优惠沙龙",
    card="活动预告",
    slots=(
        Slot("title", "主题", ask="什么活动？比如「税收优惠沙龙」。", read=telling.title, free=True),
        _DATE,
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
            "时间地点",
            ask="几点、具体在哪里？线上的说会议号，没定就回复「跳过」。",
            read=reading.words,
            skippable=True,
            free=True,
        ),
    ),
    read=telling.read,
    infer=lambda talk, values: {"region": talk.home} if talk.home else {},
    submit=_publish,
)
TAKE_DOWN = Form(
    name="take_down_event",
    version=1,
    title="撤下活动",
    serves=("event.change",),
    examples=("撤下活动", "活动不办了", "取消那场活动"),
    roles=MEMBERS,
    card="撤下这场活动",
    slots=(_EVENT.slot,),
    read=_read_which,
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_take_down,
)
MOVE = Form(
    name="move_event",
    version=1,
    title="活动改期",
    serves=("event.change",),
    examples=("活动改期", "活动改时间", "活动换地方", "沙龙往后推一周"),
    roles=MEMBERS,
    card="活动改期",
    ref="event",
    slots=(
        _EVENT.slot,
        _DATE,
        Slot("place", "时间地点", asked=False, ask="改到几点、哪里？", read=reading.words, free=True),
    ),
    read=_read_move,
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_move,
)
