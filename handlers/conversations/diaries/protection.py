"""现场保障: what an expert needs on the spot is noted, and the centre says what it has arranged (S9.4)."""

from __future__ import annotations

from actions.complaints.cases import ask_office
from actions.diaries.protect import ask_protection
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from programme.roles import HOLDERS
from programme.spans import plain_day
from storage.queries.activities.events import EventFacts, event, events_to_protect
from storage.queries.needs import services_under_way

NAMES = ("现场保障", "要保险", "买保险", "防护用品", "安全保障")
NO_SERVICE = "您手上没有接下的需求，也没有要办的活动。接单以后说一声，服务中心来安排保险和防护。"
_EVENT = "event:"


def _under_way(talk: ConversationContext) -> Options:
    """Services in hand, then activities ahead that one holds or speaks at."""
    needs = services_under_way(talk.work, talk.speaker.expert_id)
    events = events_to_protect(talk.work, talk.speaker.person_id, talk.today)
    services = [(f"{need.id} 号 {need.enterprise}", need.id) for need in needs]
    return [*services, *((_named(talk, one), f"{_EVENT}{one.id}") for one in events)]


def _named(talk: ConversationContext, one: EventFacts) -> str:
    return f"{plain_day(one.held_on, talk.today)}「{one.title}」"


_NEED = OneOf("need", "为了", "为哪一次服务或活动？", _under_way)


def _ask(talk: ConversationContext, values: Values) -> Outcome:
    if "need" not in values:
        return _ask_staff(talk, values["text"])
    if _is_event(values):
        return _ask_for_event(talk, int(values["need"].removeprefix(_EVENT)), values["text"])
    number = ask_protection(talk.work, talk.speaker, values["need"], values["text"], talk.now)
    return Outcome(Reply(f"已记录：{number} 号现场保障，安排好就告诉您。没安排好之前，可以先不上门。"))


def _ask_staff(talk: ConversationContext, text: str) -> Outcome:
    """A station's services hang on no need: staff answer it."""
    number = ask_office(talk.work, talk.speaker, "protection", text, talk.home, talk.now)
    return Outcome(Reply(f"已交给服务中心，是 {number} 号事项，安排好就告诉您。没安排好之前，可以先不上门。"))


def _is_event(values: Values) -> bool:
    return str(values.get("need", "")).startswith(_EVENT)


def _ask_for_event(talk: ConversationContext, event_id: int, text: str) -> Outcome:
    """Staff of the place where it is held answer for an activity."""
    one = event(talk.work, event_id)
    if one is None or one.state != "announced":
        return Outcome(Reply("这场活动已经取消，不用安排了。"))
    wish = f"{_named(talk, one)}：{text}"
    number = ask_office(talk.work, talk.speaker, "protection", wish, one.region, talk.now)
    return Outcome(Reply(f"已交给服务中心，是 {number} 号事项，安排好就告诉您。"))


def _needless(talk: ConversationContext) -> str:
    return "" if talk.speaker.expert_id is None or _under_way(talk) else NO_SERVICE


PROTECTION = Form(
    name="protection",
    version=1,
    title="现场保障",
    serves=("protection",),
    examples=(
        *NAMES,
        "志愿者上门有没有保险",
        "去工地服务要安全帽和反光衣",
        "上门路上出了意外谁来负责",
        "车间粉尘大，能不能给我们配口罩",
    ),
    roles=HOLDERS,
    card="现场保障",
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "text",
            "需要",
            ask=lambda talk, values: (
                f"{'' if _is_event(values) else '上门'}要什么？比如「意外险、安全帽」「要接送」。"
            ),
            read=reading.words,
            free=True,
        ),
    ),
    read=lambda talk, text, values: reading.as_values({"text": reading.own_words(text, NAMES)}),
    infer=_NEED.infer,
    needless=_needless,
    submit=_ask,
)
