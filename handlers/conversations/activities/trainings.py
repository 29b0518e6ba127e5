"""培训: a centre announces one, experts and stations sign up, who came is on record (S7.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from actions.activities.trainings import Plan, announce, answer, hold, to_answer
from handlers.conversations.activities import details, telling
from handlers.conversations.activities.joining import join
from handlers.conversations.activities.open_trainings import is_held_near, meant, open_trainings
from handlers.conversations.activities.slots import CLOSES, HOUR, LIMIT, SPEAKER, told
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.engine.words import bare
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from programme.activities import STATES
from programme.roles import HOLDERS, OFFICE
from programme.spans import written_day
from storage.queries.activities.trainings import (
    TrainingFacts,
    attendance_of,
    names_down,
    training,
    trainings_in,
)

AUDIENCES = (("志愿专家", "expert"), ("工作站", "station"), ("专家和工作站", "both"))
LONGEST = 24
_SIGNS_UP = re.compile(
    r"(?:报名|报个名|算上我|(?:我们?站?|想|要|也)参加)(?:参加)?(?:一下)?(?!了|的?人|截止|情况|名单)[^,，。?？]{0,10}培训[班课吧啊呀]*[。!！]?$"
    r"|培训[^,，。?？]{0,3}(?:(?:帮|给)我|我们?站?)(?:也|都|想|要)*(?:报名|报个名|参加|去)[吧啊呀]*[。!！]?$"
)
"""«帮我报名12月的培训», «下周的培训我也参加»."""
_NOT = re.compile(r"不|没|取消|几个?人|多少人|谁")
ANSWERS = (("报名", "yes"), ("不参加", "no"))
_HEADED = re.compile(r"^(?:发布?个?|办个?)?培训(?:通知)?[：:]")
"""«培训通知：下周三讲税务»."""
_BOTH = re.compile(r"(?:两边|全部?|专家工作站)?都?(?:请|叫|来|要|通知)?(?:来)?|都")
ALL_CAME = frozenset({"都到了", "全到了", "没有", "无", "没人缺席", "都来了"})
NONE_TO_RECORD = "没有等您登记的培训：培训当天起就能登记。"
NONE_AHEAD = "没有还没办的培训。"
SHOWN = 8
_CHANGES = re.compile(
    r"^(?:把|将|刚才的?|上面的?|那个?|这个?|[次场])*培训(?:的|通知)?(?:时间|日期|地点|地方|主题|名额)?(?:要|得|也)?(?:改|换|推|提前|延|取消|不办|撤)"
    r"|^(?:取消|撤[回掉销]?|改一?下?|不办)(?:了|掉)?(?:刚才的?|那[个次场]|这[个次场])*培训[了吧]*$"
)
"""«培训时间改到12月11号», «取消这个培训»."""


def _signs_up(text: str) -> bool:
    return len(text) <= LONGEST and bool(_SIGNS_UP.search(text)) and not _NOT.search(text)


def _the_only_one(talk: ConversationContext, values: Values) -> Values:
    found = meant(open_trainings(talk), talk.said)
    return {"training": found} if found is not None else {}


def audience_in(talk: ConversationContext, text: str) -> str | None:
    """Experts, stations or both, as a text names them."""
    named = [code for word, code in (("专家", "expert"), ("工作站", "station")) if word in text]
    both = len(named) == 2 or ((word := bare(text)) and _BOTH.fullmatch(word))
    return "both" if both else named[0] if named else None


def _announce(talk: ConversationContext, values: Values) -> Outcome:
    on = date.fromisoformat(values["date"])
    plan = Plan(values["title"], on, told(values).line(), values["audience"])
    key, count = announce(talk.work, talk.speaker, plan, talk.rules, talk.now)
    whom = f"，{many_told(talk, f' {count} 位')}" if count else "，现在没有要通知的人"
    return Outcome(
        Reply(
            f"{key} 号培训已发布{whom}。办完点「培训登记」，把到场的人记下来。",
            choices=(Choice("没送到的消息", tokens.start("letters")),) if count else (),
        )
    )


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    coming = values["answer"] == "yes"
    if coming and is_held_near(talk, values["training"]):
        return join(talk, {"event": values["training"]})
    answer(talk.work, talk.speaker, values["training"], coming, talk.now)
    one = training(talk.work, values["training"])
    if not coming or one is None:
        return Outcome(Reply("好的，这次不参加，没有关系。改主意了说「培训报名」。"))
    where = f"，{one.place}" if one.place else ""
    return Outcome(Reply(f"已报名：{one.title}，{day(one.held_on, talk.today)}{where}。到时见。"))


def _to_record(talk: ConversationContext) -> Options:
    open_ones = trainings_in(talk.work, talk.speaker.jurisdiction, ["announced"], by=talk.today)
    return [(f"{one.id} 号 {one.title}", one.id) for one in open_ones]


_TRAINING = OneOf("training", "培训", "登记哪一次培训？", _to_record)


def _down(talk: ConversationContext, values: Values) -> list[str]:
    return names_down(talk.work, values["training"]) if "training" in values else []


def _ask_absent(talk: ConversationContext, values: Values) -> str:
    names = _down(talk, values)
    return f"报名的有 {len(names)} 位：{'、'.join(names)}。谁没到？都到了就说「都到了」。"


def _read_absent(talk: ConversationContext, text: str) -> list[str] | None:
    if bare(text) in ALL_CAME:
        return []
    return [name for name in re.split(r"[、，,\s和]+", text.strip()) if name] or None


def _hold(talk: ConversationContext, values: Values) -> Outcome:
    if "training" not in values:
        return Outcome(Reply(NONE_TO_RECORD))
    absent, down = values.get("absent", []), _down(talk, values)
    if strangers := [name for name in absent if name not in down]:
        return Outcome(Reply(f"报名的人里没有「{'、'.join(strangers)}」，要登记再说一次「培训登记」。"))
    came, missed = hold(talk.work, talk.speaker, values["training"], absent, talk.rules, talk.now)
    rest = f"，{missed} 位没到" if missed else ""
    return Outcome(Reply(f"已登记：{came} 位参加{rest}，记入了各人的志愿服务记录。"))


def _records(talk: ConversationContext) -> Reply:
    found = trainings_in(talk.work, talk.speaker.jurisdiction, ["announced", "held"], limit=SHOWN)
    if not found:
        return Reply("还没有办过培训。", choices=(Choice("办培训", tokens.start("give_training")),))
    counts = attendance_of(talk.work, [one.id for one in found])
    lines = [
        f"{one.id} 号 {written_day(one.held_on, talk.today)} {one.title}：{_standing(one, counts)}"
        for one in found
    ]
    return Reply("\n".join(["培训记录：", *lines]))


def _standing(one: TrainingFacts, counts: Mapping[tuple[int, str], int]) -> str:
    state, word = ("attended", "参加") if one.state == "held" else ("signed_up", "报名")
    return f"{STATES[one.state]}，{counts.get((one.id, state), 0)} 位{word}"


GIVE_TRAINING = Form(
    name="give_training",
    version=1,
    title="办培训",
    serves=("event.publish",),
    examples=("办培训", "发布培训", "组织培训", "开培训", "给专家办个培训"),
    roles=OFFICE,
    card="培训通知",
    sends=True,
    slots=(
        Slot(
            "title",
            "主题",
            ask="培训的主题是？比如「志愿服务规范培训」。",
            read=telling.title,
            free=True,
            composed=True,
        ),
        Slot(
            "date",
            "日期",
            ask="哪一天？",
            read=reading.a_day_ahead,
            is_day=True,
            check=reading.not_past,
            hint="没认出日期，是哪天？比如「下周五」。",
        ),
        Slot(
            "audience",
            "对象",
            ask="请谁来？",
            read=audience_in,
            options=lambda talk, values: AUDIENCES,
            hint="请专家、工作站，还是都请？",
        ),
        Slot(
            "place",
            "地点",
            ask="在哪里，或者用什么会议号？没定就说「跳过」。",
            read=lambda talk, text: details.place_told(text),
            skippable=True,
            free=True,
        ),
        HOUR,
        LIMIT,
        SPEAKER,
        CLOSES,
    ),
    read=lambda talk, text, values: (
        telling.read(talk, text, values) | reading.as_values({"audience": audience_in(talk, text)})
    ),
    syntax=lambda text: _HEADED.match(text.strip()) is not None,
    submit=_announce,
)
SIGN_UP = Form(
    name="sign_up",
    version=1,
    title="培训报名",
    serves=("event.signup",),
    examples=("培训报名", "参加培训", "培训我去", "帮我报名12月的培训"),
    syntax=_signs_up,
    read=lambda talk, text, values: {"answer": "yes"} if _signs_up(text) else {},
    infer=_the_only_one,
    roles=HOLDERS,
    ref="training",
    slots=(
        Slot(
            "training",
            "培训",
            ask="是哪一次培训？",
            options=lambda talk, values: open_trainings(talk),
        ),
        Slot(
            "answer",
            "答复",
            ask="参加吗？",
            options=lambda talk, values: ANSWERS,
            hint="参加吗？说「报名」或「不参加」。",
        ),
    ),
    pending=lambda talk: [one.id for one in to_answer(talk.work, talk.speaker, talk.today)],
    needless=lambda talk: "" if open_trainings(talk) else "现在没有等您报名的培训。别的活动说「近期活动」。",
    submit=_answer,
)
RECORD_TRAINING = Form(
    name="record_training",
    version=1,
    title="培训登记",
    serves=("event.change",),
    examples=("培训登记", "登记培训", "培训签到", "培训办完了"),
    roles=OFFICE,
    card="培训登记",
    slots=(
        _TRAINING.slot,
        Slot(
            "absent",
            "没到的人",
            ask=_ask_absent,
            read=_read_absent,
            show=lambda names: "、".join(names) or "都到了",
            when=lambda talk, values: bool(_down(talk, values)),
            free=True,
            hint="谁没到？说姓名；都到了就说「都到了」。",
        ),
    ),
    infer=_TRAINING.infer,
    needless=lambda talk: "" if _to_record(talk) else NONE_TO_RECORD,
    submit=_hold,
)


def _change(talk: ConversationContext) -> Reply:
    """A training that is announced is not changed here: those who come must hear of it."""
    ahead = [
        one
        for one in trainings_in(talk.work, talk.speaker.jurisdiction, ["announced"])
        if one.held_on >= talk.today
    ]
    if not ahead:
        return Reply(NONE_AHEAD, choices=(Choice("办培训", tokens.start("give_training")),))
    names = "、".join(f"{one.id} 号「{one.title}」" for one in ahead[:SHOWN])
    return Reply(
        f"还没办的培训：{names}。已经通知出去，改不了，发一条通知告诉大家吧。",
        choices=(Choice("群发通知", tokens.start("announce")),),
    )


CHANGE_TRAINING = Command(
    "change_training",
    "改培训",
    ("改培训", "培训改期", "取消培训", "培训不办了"),
    _change,
    OFFICE,
    syntax=lambda text: _CHANGES.search(text.strip()) is not None,
)
TRAININGS = Command(
    "trainings",
    "培训记录",
    ("培训记录", "培训", "培训情况", "办过哪些培训"),
    _records,
    OFFICE,
    ("event.find",),
)
