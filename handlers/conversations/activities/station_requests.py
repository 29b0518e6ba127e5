"""去工作站坐诊: an expert turns to a station, which answers with a tap; a clinic may follow (S3.3)."""

from __future__ import annotations

import re
from datetime import date

from actions.activities import station_requests
from actions.activities.notices import StationAnswered, StationSought
from actions.activities.station_requests import answer_expert, turn_to_station
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten, show_domains
from programme.qualification import SERVING
from programme.roles import EXPERT, STATION
from programme.spans import written_day
from storage.queries.offers.experts import serves
from storage.queries.station_requests import (
    RequestFacts,
    requests_to,
    station_request,
    stations_in,
)

SHOWN = 6
QUOTED = 40
LONGEST = 200
"""Characters that are kept of what either side says."""
CITY = 4
ANSWERS = (("欢迎来", "yes"), ("这次不方便", "no"))
NONE_ASKED = "没有等您答复的专家。"
_TURNS = re.compile(
    r"^(?:我|下[周个月].{0,4}|这周.{0,4}|周末)*(?:想|愿意|可以|能不能|打算|要)(?:去|到|在|来|上)[^，,。？?]{0,16}(?:工作站|产业园|孵化器|园区|站里?)[^，,。？?]{0,8}"
    r"(?:坐诊|坐班|值班|义诊|服务|帮忙|讲课|驻点|合作)[^，,。]{0,6}$"
)
"""«想去霞山的工作站坐诊»."""


def _place(talk: ConversationContext, text: str) -> str:
    """The place that is named, else the expert's city."""
    named = reading.region(talk, text)
    home = talk.speaker.expert_region or ""
    return named or (f"{home[:CITY]}00" if home else "000000")


def _stations(talk: ConversationContext, values: Values) -> Options:
    found = stations_in(talk.work, values.get("place") or _place(talk, ""), SERVING)
    own = talk.speaker.station_id
    return [(name, key) for key, name in found if key != own][:SHOWN]


def _read_station(talk: ConversationContext, text: str) -> int | None:
    """By its name, or the only one of a place that is named."""
    found = stations_in(talk.work, _place(talk, text), SERVING)
    named = [key for key, name in found if name in text]
    alone = len(found) == 1 and reading.region(talk, text) is not None
    return named[0] if len(named) == 1 else found[0][0] if alone else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    if "text" in values:
        return {}
    place = reading.region(talk, text)
    said = {"text": text.strip() if _TURNS.search(text.strip()) else None, "place": place}
    return reading.as_values(
        said | {"station": _read_station(talk, text), "day": reading.a_day_ahead(talk, text)}
    )


def _turn(talk: ConversationContext, values: Values) -> Outcome:
    on = date.fromisoformat(values["day"]) if values.get("day") else None
    number = turn_to_station(talk.work, talk.speaker, values["station"], values["text"], on, talk.now)
    one = station_request(talk.work, number)
    name = one.station if one else "工作站"
    return Outcome(Reply(f"问了，{told_to(talk, name)}答复了告诉您。", choices=(next_steps.EVENTS,)))


TURN = Form(
    name="turn_to_station",
    version=1,
    title="去工作站坐诊",
    examples=("去工作站坐诊", "想去工作站坐诊", "想去霞山的工作站坐诊", "我可以去园区工作站值班"),
    roles=EXPERT,
    card="去工作站坐诊",
    syntax=lambda text: _TURNS.search(text.strip()) is not None,
    slots=(
        Slot("place", "", hidden=True, asked=False),
        Slot(
            "station",
            "工作站",
            ask="去哪个工作站？",
            read=_read_station,
            options=_stations,
            hint="没找到这个站，点一个，或者说它在哪个区县。",
        ),
        Slot(
            "text",
            "想做的",
            ask="想去做什么？比如「每周三下午坐诊，答税务问题」。",
            read=reading.words,
            check=reading.at_most(LONGEST),
            free=True,
        ),
        Slot(
            "day",
            "日期",
            ask="哪天方便？",
            asked=False,
            read=reading.a_day_ahead,
            is_day=True,
            check=reading.not_past,
            hint="没认出日期，是哪天？比如「下周三」。",
        ),
    ),
    read=_read,
    submit=_turn,
)


def _waiting(talk: ConversationContext) -> Options:
    station = talk.speaker.station_id
    return [(one.expert, one.id) for one in (requests_to(talk.work, station, SERVING) if station else [])]


def _no_longer(talk: ConversationContext, values: Values) -> str:
    """Said before anything is asked of a request that waits no more: a second tap asks for no words that nobody would read."""
    one = station_request(talk.work, values["request"]) if "request" in values else None
    if one is None or one.station_id != talk.speaker.station_id:
        return ""
    if one.state != "asked":
        return station_requests.ANSWERED
    return "" if serves(talk.work, one.expert_id, SERVING) else station_requests.GONE


_REQUEST = OneOf("request", "专家", "答复哪一位？", _waiting, none=NONE_ASKED)


def _question(talk: ConversationContext, values: Values) -> str:
    one = station_request(talk.work, values["request"]) if "request" in values else None
    return f"{one.expert}想来您站里：“{one.text}”。欢迎来吗？" if one else "欢迎来吗？"


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    welcomes = values["answer"] == "yes"
    words = values.get("words") or ""
    answer_expert(talk.work, talk.speaker, values["request"], welcomes, words, talk.now)
    one = station_request(talk.work, values["request"])
    told = told_to(talk, one.expert if one else "专家")
    if not welcomes:
        return Outcome(Reply(f"好的，这次不请。{told}"))
    return Outcome(Reply(f"好的，{told}定了时间就发布一场义诊，企业能约。", choices=(_clinic(one),)))


def _clinic(one: RequestFacts | None) -> Choice:
    """With the day, where one was named."""
    on = one.wanted_on.isoformat() if one and one.wanted_on else ""
    return Choice(
        "发布义诊", tokens.start("publish_event", "date", on) if on else tokens.start("publish_event")
    )


ANSWER = Form(
    name="answer_expert",
    version=1,
    title="答复专家",
    examples=("答复专家", "哪位专家想来坐诊"),
    roles=STATION,
    ref="request",
    slots=(
        _REQUEST.slot,
        Slot(
            "answer",
            "答复",
            ask=_question,
            options=lambda talk, values: ANSWERS,
            hint="欢不欢迎？点一下就行。",
        ),
        Slot(
            "words",
            "带句话",
            ask="给专家带句话？比如「周三下午两点，二楼」。",
            read=reading.words,
            check=reading.at_most(LONGEST),
            skippable=True,
            free=True,
            verbatim=True,
        ),
    ),
    infer=_REQUEST.infer,
    needless=_REQUEST.needless,
    closed=_no_longer,
    pending=lambda talk: [key for _, key in talk.once(_waiting)],
    submit=_answer,
)


def _sought(talk: ConversationContext, told: StationSought) -> Reply | None:
    one = station_request(talk.work, told.request)
    if one is None or one.state != "asked" or not serves(talk.work, one.expert_id, SERVING):
        return None
    who = f"{one.expert}（{one.unit}）" if one.unit else one.expert
    day = f"，{written_day(one.wanted_on, talk.today)}" if one.wanted_on else ""
    choices = [
        Choice(word, tokens.prompt("answer_expert", one.id, "answer", value)) for word, value in ANSWERS
    ]
    if len(one.text) > QUOTED:
        choices.append(Choice("看全文", tokens.start("answer_expert", "request", one.id)))
    return Reply(
        f"{who}想来您站里：“{shorten(one.text, QUOTED)}”{day}。擅长{show_domains(list(one.domains))}。",
        choices=tuple(choices),
    )


def _answered(talk: ConversationContext, told: StationAnswered) -> Reply | None:
    one = station_request(talk.work, told.request)
    if one is None or one.state == "asked":
        return None
    words = f"“{one.answer}”" if one.answer else ""
    if one.state == "welcome":
        return Reply(f"{one.station}欢迎您去。{words}", choices=(next_steps.EVENTS,))
    other = Choice("换一个站", tokens.start("turn_to_station"))
    return Reply(f"{one.station}这次不方便。{words}", choices=(other,))


SOUGHT = NoticeRenderer(StationSought, _sought)
ANSWERED = NoticeRenderer(StationAnswered, _answered)
