"""培训: a centre announces one, experts and stations sign up, who came is on record (S7.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from actions.activities.trainings import Plan, announce, answer, hold, to_answer
from handlers.conversations.activities import telling
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.engine.words import bare
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_date
from programme.activities import STATES
from programme.roles import HOLDERS, OFFICE
from storage.queries.activities.trainings import (
    TrainingFacts,
    attendance_of,
    names_down,
    training,
    trainings_in,
)

AUDIENCES = (("志愿专家", "expert"), ("工作站", "station"), ("专家和工作站", "both"))
ANSWERS = (("报名", "yes"), ("不参加", "no"))
ALL_CAME = frozenset({"都到了", "全到了", "没有", "无", "没人缺席", "都来了"})
NONE_TO_RECORD = "没有等您登记的培训：培训当天起就能登记。"
SHOWN = 8


def _audience(talk: ConversationContext, text: str) -> str | None:
    named = [code for word, code in (("专家", "expert"), ("工作站", "station")) if word in text]
    return "both" if len(named) == 2 else named[0] if named else None


def _announce(talk: ConversationContext, values: Values) -> Outcome:
    on = date.fromisoformat(values["date"])
    plan = Plan(values["title"], on, values.get("place") or "", values["audience"])
    key, count = announce(talk.work, talk.speaker, plan, talk.rules, talk.now)
    whom = f"，{many_told(talk, f' {count} 位')}" if count else "，现在没有要通知的人"
    return Outcome(
        Reply(
            f"培训 {key} 号已发布{whom}。办完回复「培训登记」，把到场的人记下来。",
            choices=(Choice("没送到的消息", tokens.start("letters")),) if count else (),
        )
    )


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    coming = values["answer"] == "yes"
    answer(talk.work, talk.speaker, values["training"], coming, talk.now)
    one = training(talk.work, values["training"])
    if not coming or one is None:
        return Outcome(Reply("好的，这次不参加，没有关系。改主意了回复「培训报名」。"))
    where = f"，{one.place}" if one.place else ""
    return Outcome(Reply(f"已报名：{one.title}，{show_date(str(one.held_on))}{where}。到时见。"))


def _to_record(talk: ConversationContext) -> Options:
    open_ones = trainings_in(talk.work, talk.speaker.jurisdiction, ["announced"], by=talk.today)
    return [(f"{one.id} 号 {one.title}", one.id) for one in open_ones]


_TRAINING = OneOf("training", "培训", "登记哪一次培训？", _to_record)


def _down(talk: ConversationContext, values: Values) -> list[str]:
    return names_down(talk.work, values["training"]) if "training" in values else []


def _ask_absent(talk: ConversationContext, values: Values) -> str:
    names = _down(talk, values)
    return f"报名的有 {len(names)} 位：{'、'.join(names)}。谁没到？都到了就回复「都到了」。"


def _read_absent(talk: ConversationContext, text: str) -> list[str] | None:
    if bare(text) in ALL_CAME:
        return []
    return [name for name in re.split(r"[、，,\s和]+", text.strip()) if name] or None


def _hold(talk: ConversationContext, values: Values) -> Outcome:
    if "training" not in values:
        return Outcome(Reply(NONE_TO_RECORD))
    absent, down = values.get("absent", []), _down(talk, values)
    if strangers := [name for name in absent if name not in down]:
        return Outcome(Reply(f"报名的人里没有「{'、'.join(strangers)}」，请回复「培训登记」再说一次。"))
    came, missed = hold(talk.work, talk.speaker, values["training"], absent, talk.rules, talk.now)
    rest = f"，{missed} 位没到" if missed else ""
    return Outcome(Reply(f"已登记：{came} 位参加{rest}，记入了各人的志愿服务记录。"))


def _records(talk: ConversationContext) -> Reply:
    found = trainings_in(talk.work, talk.speaker.jurisdiction, ["announced", "held"], limit=SHOWN)
    if not found:
        return Reply("还没有办过培训。", choices=(Choice("办培训", tokens.start("give_training")),))
    counts = attendance_of(talk.work, [one.id for one in found])
    lines = [f"{one.id} 号 {one.held_on} {one.title}：{_standing(one, counts)}" for one in found]
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
    slots=(
        Slot("title", "主题", ask="培训的主题是？比如「志愿服务规范培训」。", read=telling.title, free=True),
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
            "audience",
            "对象",
            ask="请谁来？",
            read=_audience,
            options=lambda talk, values: AUDIENCES,
            hint="请点一下：专家、工作站，还是都请。",
        ),
        Slot(
            "place",
            "地点",
            ask="在哪里，或者用什么会议号？没定就回复「跳过」。",
            read=reading.words,
            skippable=True,
            free=True,
        ),
    ),
    read=lambda talk, text, values: reading.as_values(
        {
            "title": telling.title_in(text),
            "date": reading.a_day_ahead(talk, text),
            "audience": _audience(talk, text),
        }
    ),
    submit=_announce,
)
SIGN_UP = Form(
    name="sign_up",
    version=1,
    title="培训报名",
    serves=("event.signup",),
    examples=("培训报名", "参加培训", "培训我去"),
    roles=HOLDERS,
    ref="training",
    slots=(
        Slot(
            "training",
            "培训",
            ask="是哪一次培训？",
            options=lambda talk, values: [
                (one.title, one.id) for one in to_answer(talk.work, talk.speaker, talk.today)
            ],
        ),
        Slot(
            "answer",
            "答复",
            ask="参加吗？",
            options=lambda talk, values: ANSWERS,
            hint="请回复「报名」或「不参加」。",
        ),
    ),
    pending=lambda talk: [one.id for one in to_answer(talk.work, talk.speaker, talk.today)],
    needless=lambda talk: (
        "" if to_answer(talk.work, talk.speaker, talk.today) else "现在没有等您报名的培训。"
    ),
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
            hint="请说没到的人的姓名；都到了就回复「都到了」。",
        ),
    ),
    infer=_TRAINING.infer,
    needless=lambda talk: "" if _to_record(talk) else NONE_TO_RECORD,
    submit=_hold,
)
TRAININGS = Command(
    "trainings",
    "培训记录",
    ("培训记录", "培训", "培训情况", "办过哪些培训"),
    _records,
    OFFICE,
    ("event.find",),
)
