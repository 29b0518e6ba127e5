"""An expert says whether they belong to a station, sees to which ones they do, and leaves (S9.2)."""

from __future__ import annotations

from actions.titles.notices import (
    ExpertAnsweredStation,
    ExpertLeftStation,
    ExpertStruckOff,
    StationAsksExpert,
)
from actions.titles.station_experts import answer_station, leave_register
from handlers.engine import next_steps, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from programme.roles import EXPERT
from storage.queries.titles.station_experts import OwnExpert, own_expert, stations_of_expert

ANSWERS = (("愿意", "yes"), ("不了", "no"))
NONE_ASKED = "现在没有工作站等您答复。"
NOT_IN_ONE = "您不在哪个工作站的专家名单里。"
_LEAVE = Choice("退出名单", tokens.start("leave_register"))
_SEE = Choice("本站专家", tokens.start("own_experts"))


def _of(talk: ConversationContext, *states: str) -> list[OwnExpert]:
    expert = talk.speaker.expert_id
    return stations_of_expert(talk.work, expert, states) if expert is not None else []


def _asking(talk: ConversationContext) -> Options:
    return [(one.station, one.id) for one in _of(talk, "asked")]


def _mine(talk: ConversationContext) -> Options:
    return [(one.station, one.id) for one in _of(talk, "yes")]


_ASKING = OneOf("station", "工作站", "答复哪个工作站？", _asking, none=NONE_ASKED)
_MINE = OneOf("station", "工作站", "退出哪个工作站的名单？", _mine, none=NOT_IN_ONE)


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    agrees = values["answer"] == "yes"
    name = answer_station(talk.work, talk.speaker, values["station"], agrees, talk.now)
    if not agrees:
        return Outcome(Reply("好的，不加，没有关系，不用说原因。", choices=(next_steps.MY_PROGRESS,)))
    return Outcome(Reply(f"好，您现在是{name}的专家了。不想在名单里，随时能退。", choices=(_LEAVE,)))


ANSWER = Form(
    name="answer_station",
    version=1,
    title="答复工作站",
    examples=("答复工作站", "哪个工作站请我"),
    roles=EXPERT,
    ref="station",
    slots=(
        _ASKING.slot,
        Slot(
            "answer",
            "答复",
            ask="愿不愿意做这个站的专家？",
            options=lambda talk, values: ANSWERS,
            hint="愿意，还是不了？点一下就行。",
        ),
    ),
    infer=_ASKING.infer,
    needless=_ASKING.needless,
    pending=lambda talk: [key for _, key in talk.once(_asking)],
    submit=_answer,
)


def _leave(talk: ConversationContext, values: Values) -> Outcome:
    leave_register(talk.work, talk.speaker, values["station"], talk.now)
    return Outcome(Reply("好的，退出了，不用说原因。资格和记录都是您自己的。"))


LEAVE = Form(
    name="leave_register",
    version=1,
    title="退出本站专家",
    examples=("退出本站专家名单", "不做站里的专家了", "我不当那个站的专家了"),
    roles=EXPERT,
    ref="station",
    slots=(_MINE.slot,),
    infer=_MINE.infer,
    needless=_MINE.needless,
    submit=_leave,
)


def _list(talk: ConversationContext) -> Reply:
    names = [name for name, _ in _mine(talk)]
    if not names:
        return Reply(NOT_IN_ONE, choices=(next_steps.MY_PROGRESS,))
    return Reply(f"您在{'、'.join(names)}的专家名单里：站里看得到您今年的进度。", choices=(_LEAVE,))


MINE = Command(
    "my_stations",
    "我在哪些站",
    ("我在哪些站", "我是哪个站的专家", "我属于哪个工作站"),
    _list,
    EXPERT,
)


def _asked(talk: ConversationContext, told: StationAsksExpert) -> Reply | None:
    one = own_expert(talk.work, told.row)
    if one is None or one.state != "asked":
        return None
    choices = (
        Choice(word, tokens.prompt("answer_station", one.id, "answer", value)) for word, value in ANSWERS
    )
    return Reply(
        f"{one.station}想请您做站里的专家：能看到您今年的进度，请您来活动，提醒您交日记。愿不愿意都可以。",
        choices=tuple(choices),
    )


def _answered(talk: ConversationContext, told: ExpertAnsweredStation) -> Reply | None:
    one = own_expert(talk.work, told.row)
    if one is None or one.state != ("yes" if told.agrees else "no"):
        return None
    said = "答应了，现在是站里的专家" if told.agrees else "这次不来站里"
    return Reply(f"{one.name}{said}。", choices=(_SEE,))


def _left(talk: ConversationContext, told: ExpertLeftStation) -> Reply | None:
    one = own_expert(talk.work, told.row)
    if one is None or one.state == "yes":
        return None
    return Reply(f"{one.name}退出了本站专家名单。", choices=(_SEE,))


def _struck(talk: ConversationContext, told: ExpertStruckOff) -> Reply | None:
    one = own_expert(talk.work, told.row)
    if one is None or one.state == "yes":
        return None
    return Reply(
        f"您不在{one.station}的专家名单里了，资格和服务记录都不受影响。", choices=(next_steps.MY_PROGRESS,)
    )


ASKED = NoticeRenderer(StationAsksExpert, _asked)
ANSWERED = NoticeRenderer(ExpertAnsweredStation, _answered)
LEFT = NoticeRenderer(ExpertLeftStation, _left)
STRUCK = NoticeRenderer(ExpertStruckOff, _struck)
