"""任务: a centre asks holders for a deed by a day, sees who has done it; each answers with a tap (S10.11)."""

from __future__ import annotations

import re
from datetime import date

from actions.access import sees
from actions.activities.notices import TaskGiven, TaskSoon
from actions.activities.tasks import TEAM, Asked, answer_task, give_task
from handlers.conversations.activities.trainings import AUDIENCES, audience_in
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, NoticeRenderer, Options, Outcome, Slot
from handlers.engine.one_tap import SETTLED, one_tap
from handlers.engine.undone import later
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten, show_region
from language.retimed import is_a_time
from language.tasks_given import gives_task, task_given
from programme.roles import HOLDERS, OFFICE
from programme.spans import plain_day
from storage.queries.activities.tasks import TaskFacts, counts, silent, tasks_in, tasks_to_do
from storage.queries.staff.teams import teams_in

ANSWERS = (("做好了", "done"), ("这次不做", "declined"))
OUTSIDE = "那里不在您的辖区，任务交不过去。"
NONE_TO_DO = "现在没有等您办的任务。"
NO_MATTER = "这是日期。先说要做什么，哪一天截止后面再问。"
NONE_GIVEN = "没有还没到期的任务。"
SHORT, NAMED = 16, 5
_STATIONS = re.compile(r"(?:所有|各个?|每个?|全部|[区县市的])站(?!长)")
"""«每站», «赤坎的站» call the stations."""
_BEFORE = re.compile(
    r"[^，,。；;]{0,6}?(?P<day>[\d一二三四五六七八九十下这本个]*(?:月|周|星期|礼拜)[\d一二三四五六七八九十日天]+[日号]?)"
    r"(?:之前|以前|前)"
)


def _teams(talk: ConversationContext) -> Options:
    return [(one.name, f"{TEAM}{one.id}") for one in teams_in(talk.work, talk.speaker.jurisdiction)]


def _audience(talk: ConversationContext, text: str) -> str | None:
    """A team by its name, else experts, stations or both."""
    team = next((key for name, key in talk.once(_teams) if name in text), None)
    return team or audience_in(talk, _STATIONS.sub("工作站", text))


def _matter(talk: ConversationContext, text: str) -> str | None:
    """What is to be done, without the order to give it: «给工作站派任务» says nothing of it."""
    given = task_given(text)
    if given is None:
        return text.strip()
    return given.matter or None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«派任务：12月20日前每个工作站办一场走访»: what, by when and whom, of an order in one line."""
    given = task_given(text)
    if given is None:
        return {}
    whom = _audience(talk, given.whom) or _audience(talk, given.matter)
    return reading.as_values(
        {
            "text": given.matter or None,
            "date": _by(talk, given.matter),
            "audience": whom,
            "region": reading.region(talk, given.whom),
        }
    )


def _by(talk: ConversationContext, text: str) -> str | None:
    """The day of «12月20日前每站办一场»; of other days it is asked which is the last."""
    found = _BEFORE.match(text)
    return reading.a_day_ahead(talk, found["day"]) if found else None


def _give(talk: ConversationContext, values: Values) -> Outcome:
    day = date.fromisoformat(values["date"])
    asked = Asked(values["text"], day, values["audience"], values.get("region"))
    key, count = give_task(talk.work, talk.speaker, asked, talk.now)
    see = Choice("任务进度", tokens.start("tasks"))
    return Outcome(Reply(f"{key} 号任务交下去了，{many_told(talk, f' {count} 位')}。", choices=(see,)))


def _to_do(talk: ConversationContext) -> list[TaskFacts]:
    return tasks_to_do(talk.work, talk.speaker.person_id, talk.today)


def _options(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {shorten(one.text, SHORT)}", one.id) for one in talk.once(_to_do)]


_TASK = OneOf("task", "任务", "是哪一项？", _options, none=NONE_TO_DO)


def _ask_done(talk: ConversationContext, values: Values) -> str:
    one = next((one for one in talk.once(_to_do) if one.id == values["task"]), None)
    return f"{one.text}，做好了吗？" if one else "做好了吗？"


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    does = values["answer"] == "done"
    answer_task(talk.work, talk.speaker, values["task"], does, talk.now)
    return Outcome(Reply("已记录，谢谢您。" if does else "好的，这项不做，没有关系，不用说原因。"))


def _progress(talk: ConversationContext) -> Reply:
    found = tasks_in(talk.work, talk.speaker.jurisdiction, talk.today)
    give = Choice("交任务", tokens.start("give_task"))
    return Reply("\n".join(_line(talk, one) for one in found) or NONE_GIVEN, choices=(give,))


def _see(talk: ConversationContext, key: int) -> Outcome:
    """One of them, from a line of a list."""
    found = [one for one in tasks_in(talk.work, talk.speaker.jurisdiction, talk.today) if one.id == key]
    return Outcome(Reply(_line(talk, found[0]), choices=(later("task", key),)) if found else SETTLED)


def _line(talk: ConversationContext, one: TaskFacts) -> str:
    """Who has, who has not, and when the day is."""
    of, waiting = counts(talk.work, one.id), silent(talk.work, one.id)
    names = "、".join(name for _, name in waiting[:NAMED]) + ("等" if len(waiting) > NAMED else "")
    left = f"，没回音 {len(waiting)} 位：{names}" if waiting else ""
    declined = f"，不做 {of['declined']} 位" if of.get("declined") else ""
    day = plain_day(one.due_on, talk.today)
    return (
        f"{one.id} 号 {shorten(one.text, SHORT)}（{day}截止）：做好 {of.get('done', 0)} 位{declined}{left}。"
    )


def _told(talk: ConversationContext, key: int, lead: str) -> Reply | None:
    one = next((one for one in _to_do(talk) if one.id == key), None)
    if one is None:
        return None
    choices = tuple(
        Choice(word, tokens.prompt("answer_task", one.id, "answer", value)) for word, value in ANSWERS
    )
    day = plain_day(one.due_on, talk.today)
    return Reply(f"{lead}：{one.text}。{day}截止（当天还收），做不做都可以。", choices=choices)


GIVE = Form(
    name="give_task",
    version=1,
    title="交任务",
    examples=("交任务", "布置任务", "给专家交个任务", "给工作站布置任务"),
    syntax=gives_task,
    roles=OFFICE,
    card="任务",
    sends=True,
    slots=(
        Slot(
            "text",
            "任务",
            ask="要做什么？比如「报送二季度服务案例」。",
            read=_matter,
            free=True,
            verbatim=True,
            check=lambda talk, text: NO_MATTER if is_a_time(text) else "",
        ),
        Slot(
            "date",
            "截止",
            ask="哪一天截止？",
            read=reading.a_day_ahead,
            is_day=True,
            check=reading.not_past,
            hint="没认出日期，是哪天？比如「下周五」。",
        ),
        Slot(
            "audience",
            "交给",
            ask="交给谁？",
            read=_audience,
            options=lambda talk, values: (*AUDIENCES, *talk.once(_teams)),
            hint="交给专家、工作站，还是都交？有服务队的，说队名也行。",
        ),
        Slot(
            "region",
            "地区",
            asked=False,
            ask="哪个区县的？",
            read=reading.region,
            show=show_region,
            check=lambda talk, region: "" if sees(talk.speaker, region) else OUTSIDE,
        ),
    ),
    read=_read,
    submit=_give,
)
ANSWER = Form(
    name="answer_task",
    version=1,
    title="答复任务",
    examples=("答复任务", "任务做好了", "我的任务"),
    roles=HOLDERS,
    ref="task",
    slots=(
        _TASK.slot,
        Slot(
            "answer",
            "答复",
            ask=_ask_done,
            options=lambda talk, values: ANSWERS,
            hint="做好了吗？不做也可以，点一下就行。",
        ),
    ),
    pending=lambda talk: [one.id for one in talk.once(_to_do)],
    infer=_TASK.infer,
    needless=_TASK.needless,
    submit=_answer,
)
PROGRESS = Command("tasks", "任务进度", ("任务进度", "任务谁做了"), _progress, OFFICE)
SEE = one_tap("see_task", "看任务", "task", _see)
GIVEN = NoticeRenderer(TaskGiven, lambda talk, told: _told(talk, told.task, "服务中心请您办件事"))
SOON = NoticeRenderer(TaskSoon, lambda talk, told: _told(talk, told.task, "还没见您回音"), reminder=True)
