"""场地: a station's rooms, asked for by experts and staff, given by a tap (S10.5)."""

from __future__ import annotations

import re
from datetime import date

from actions.activities.notices import RoomAnswered, RoomAsked
from actions.activities.rooms import answer_room, ask_room, list_room
from handlers.conversations.activities import details
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from programme.roles import EXPERT, OFFICE, STATION
from programme.spans import written_day
from storage.queries.activities.rooms import RoomFacts, request, requests_waiting, room, rooms

NONE_LISTED = "还没有工作站登记场地。"
NONE_ASKED = "没有等您答复的借用。"
ANSWERS = (("可以借", "yes"), ("借不了", "no"))
SHOWN = 8
_SEATS = re.compile(
    r"(?:能|可以?|可)?(?:坐|容纳)(?:下)?\s*(?P<seats>\d{1,4})\s*(?:个)?人?|(?P<more>\d{1,4})\s*(?:个)?(?:人|座|座位)"
)
_EQUIPMENT = re.compile(r"(?:有|带|配)(?P<what>[^，,。；;]{2,40})")


def _seats(talk: ConversationContext, text: str) -> int | None:
    found = _SEATS.search(text)
    return int(found["seats"] or found["more"]) if found else reading.number(talk, text)


def _name(text: str) -> str:
    """What is left beside seats and equipment: «二楼会议室»."""
    return re.split(r"[，,。；;]", text.strip())[0][:60]


def _read_room(talk: ConversationContext, text: str, values: Values) -> Values:
    seats, what = _SEATS.search(text), _EQUIPMENT.search(text)
    return reading.as_values(
        {"seats": _seats(talk, text) if seats else None, "equipment": what["what"] if what else None}
    )


def _list(talk: ConversationContext, values: Values) -> Outcome:
    seats, what = values.get("seats"), values.get("equipment", "")
    list_room(talk.work, talk.speaker, values["name"], seats, what, talk.now)
    return Outcome(Reply("已登记，专家和服务中心能看到，有人借就问您。"))


def _rooms(talk: ConversationContext) -> list[RoomFacts]:
    """Those of one's own place first."""
    home = talk.speaker.jurisdiction or talk.home
    return (rooms(talk.work, home) if home else []) or rooms(talk.work)


def _to_ask(talk: ConversationContext) -> Options:
    return [(_line(one), one.id) for one in talk.once(_rooms)[:SHOWN]]


def _line(one: RoomFacts) -> str:
    parts = (show_region(one.region or ""), f"{one.seats} 人" if one.seats else "", one.equipment)
    return f"{one.station} {one.name}（{'，'.join(part for part in parts if part)}）"


_ROOM = OneOf("room", "场地", "借哪一处？", _to_ask, none=NONE_LISTED)


def _waiting(talk: ConversationContext) -> Options:
    station = talk.speaker.station_id
    found = requests_waiting(talk.work, station, talk.today) if station is not None else []
    return [(f"{one.asker}借{one.room}", one.id) for one in found]


_REQUEST = OneOf("request", "借用", "哪一条？", _waiting, none=NONE_ASKED)


def _read_ask(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"date": reading.a_day_ahead(talk, text), "hour": details.hour_in(text)})


def _ask(talk: ConversationContext, values: Values) -> Outcome:
    on = date.fromisoformat(values["date"])
    ask_room(talk.work, talk.speaker, values["room"], on, values["hour"], talk.now)
    one = room(talk.work, values["room"])
    return Outcome(Reply(f"问了，{told_to(talk, one.station if one else '工作站')}。答复了告诉您。"))


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    gives = values["answer"] == "yes"
    answer_room(talk.work, talk.speaker, values["request"], gives, talk.now)
    return Outcome(Reply("好，借了，对方会知道。" if gives else "好，这次不借，对方会知道。"))


def _asked_words(talk: ConversationContext, told: RoomAsked) -> Reply | None:
    one = request(talk.work, told.request)
    if one is None or one.state != "asked" or one.held_on < talk.today:
        return None
    choices = tuple(
        Choice(word, tokens.prompt("answer_room", one.id, "answer", value)) for word, value in ANSWERS
    )
    return Reply(
        f"{one.asker}想借{one.room}：{written_day(one.held_on, talk.today)} {one.hour}。", choices=choices
    )


def _answered_words(talk: ConversationContext, told: RoomAnswered) -> Reply | None:
    one = request(talk.work, told.request)
    if one is None:
        return None
    when = f"{written_day(one.held_on, talk.today)} {one.hour}"
    if one.state == "granted":
        return Reply(f"{one.station}的{one.room}借到了：{when}。")
    return Reply(
        f"{one.station}的{one.room}{when}借不了。", choices=(Choice("换一处", tokens.start("ask_room")),)
    )


LIST = Form(
    name="list_room",
    version=1,
    title="登记场地",
    examples=("登记场地", "我们站有会议室可以借", "登记会议室"),
    roles=STATION,
    card="场地",
    slots=(
        Slot(
            "name",
            "场地",
            ask="什么场地？比如「二楼会议室，能坐40人，有投影」。",
            read=lambda talk, text: _name(text),
            free=True,
        ),
        Slot("seats", "人数", asked=False, ask="能坐几个人？", read=_seats, show=lambda count: f"{count} 人"),
        Slot(
            "equipment",
            "设备",
            asked=False,
            ask="有什么设备？",
            read=reading.words,
            check=reading.at_most(100),
            free=True,
        ),
    ),
    read=_read_room,
    submit=_list,
)
ASK = Form(
    name="ask_room",
    version=1,
    title="借场地",
    examples=("借场地", "借会议室", "想借个会议室", "哪里有场地"),
    roles=EXPERT | OFFICE,
    card="借场地",
    ref="room",
    slots=(
        _ROOM.slot,
        Slot(
            "date",
            "日期",
            ask="哪一天用？",
            read=reading.a_day_ahead,
            is_day=True,
            check=reading.not_past,
            hint="没认出日期，是哪天？比如「下周五」。",
        ),
        Slot(
            "hour",
            "时间",
            ask="几点到几点？",
            read=lambda talk, text: details.hour_in(text),
            hint="没认出几点，比如「下午两点到四点」。",
        ),
    ),
    read=_read_ask,
    infer=_ROOM.infer,
    needless=_ROOM.needless,
    submit=_ask,
)
ANSWER = Form(
    name="answer_room",
    version=1,
    title="答复借场地",
    examples=("答复借场地", "谁要借场地"),
    roles=STATION,
    ref="request",
    slots=(
        _REQUEST.slot,
        Slot(
            "answer", "答复", ask="借吗？", options=lambda talk, values: ANSWERS, hint="借不借？点一下就行。"
        ),
    ),
    infer=_REQUEST.infer,
    needless=_REQUEST.needless,
    submit=_answer,
)
ASKED = NoticeRenderer(RoomAsked, _asked_words)
ANSWERED = NoticeRenderer(RoomAnswered, _answered_words)
