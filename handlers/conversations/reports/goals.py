"""年度目标: an office says what it wants to reach in a year; how far it is stands in the weekly digest and on asking (S7.4)."""

from __future__ import annotations

import re
from collections.abc import Collection

from actions.reports.goals import fell_behind, goals_reached, set_goals
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.kinds import asks
from handlers.message import Choice, Reply
from handlers.rendering.plain import plain_number
from language.yearly_goals import read_goals, sets_goals, year_of_goals
from programme.goal import MEASURES, Reached
from programme.roles import OFFICE
from storage.queries.reports.goals import goals_of

LONGEST = 20
_ASKS = re.compile(
    r"(?:年度|全年|今年的?|工作)?目标.{0,6}(?:完成|达到|实现|进展|进度|差多少|差几|怎么样|够不够)"
    r"|^(?:我们|中心)?(?:今年|全年|本年|年度)(?:的)?(?:任务|指标|计划)?(?:能|会)?(?:不能)?完成(?:得|了)?(?:多少|怎么样|几成|吗|没有?)了?[?？]*$"
    r"|^(?:那|今年|全年|现在|我们|离目标|[，,\s])*还?差(?:多少|几)(?:个?(?:家|场|小时|条|位|次|企业|活动))*[了呢?？]*$"
)
_LACKS = re.compile(r"差")
_ADDS = re.compile(r"(?:再|还|另外)(?:加|有|要|定|补)|加(?:一|上)|(?:活动|讲座|沙龙|培训)(?:改|换)成?")
"""What is said of one goal beside the others; any other correction is read clause by clause."""


def asks_of_goals(text: str) -> bool:
    """Whether a text asks how far the goals are: «目标完成得怎么样»."""
    return len(text) <= LONGEST and _ASKS.search(text) is not None


def goal_lines(talk: ConversationContext, year: int) -> list[str]:
    """«年度目标（2026 年，过了 50%）：服务企业 400/1000 家次（40%，落后）» for each; nothing where none is set."""
    return _lines(talk, year, goals_reached(talk.work, talk.speaker, year, talk.now))


def told_goals(talk: ConversationContext, goals: str, year: int) -> list[str]:
    """What a digest that is brought says of them: «all», those that fell «behind» lately, or nothing."""
    if goals == "behind":
        return _lines(talk, year, fell_behind(talk.work, talk.speaker, year, talk.now))
    return goal_lines(talk, year) if goals else []


def _lines(talk: ConversationContext, year: int, found: list[Reached]) -> list[str]:
    if not found:
        return []
    line = _line if not _LACKS.search(talk.said) else _with_what_lacks
    return [f"年度目标（{year} 年，时间过了 {found[0].passed}%）：{'；'.join(map(line, found))}。"]


def _line(one: Reached) -> str:
    slow = "，慢了" if one.behind else ""
    return (
        f"{one.measure.label} {plain_number(one.now)}/{one.target} {one.measure.unit}（{one.share}%{slow}）"
    )


def _with_what_lacks(one: Reached) -> str:
    """«服务企业 30/100 家次，还差 70»."""
    left = f"还差 {plain_number(one.missing)}" if one.missing else "够了"
    return f"{one.measure.label} {plain_number(one.now)}/{one.target} {one.measure.unit}，{left}"


def _show(told: Collection[str]) -> str:
    return "，".join(
        f"{MEASURES[one].label} {target} {MEASURES[one].unit}" if target else f"{MEASURES[one].label}不设目标"
        for one, target in _targets(told).items()
    )


def _targets(told: Collection[str]) -> dict[str, int]:
    """Of «hours=2000» and the like."""
    parts = (one.partition("=") for one in told)
    return {measure: int(target) for measure, _, target in parts}


def _told(talk: ConversationContext, text: str) -> list[str] | None:
    return [f"{measure}={target}" for measure, target in read_goals(text).items()] or None


def _with_others(talk: ConversationContext, known: list[str], text: str) -> list[str] | None:
    """A figure that is put right leaves the others as they are."""
    both = _targets(known) | read_goals(text)
    return [f"{measure}={target}" for measure, target in both.items()] if read_goals(text) else None


def _more(talk: ConversationContext, values: Values, text: str) -> Values:
    """«再加一个，培训20场», «活动改成80场»: the others stay as they are."""
    known = values.get("targets")
    if not known or len(text) > LONGEST or asks(text) or not _ADDS.match(text.strip()):
        return {}
    found = _with_others(talk, known, text)
    return {"targets": found} if found and found != known else {}


def _set(talk: ConversationContext, values: Values) -> Outcome:
    year, targets = int(values["year"]), _targets(values["targets"])
    kept = values.get("kept")
    set_goals(talk.work, talk.speaker, year, targets, talk.now)
    see = Choice("目标完成情况", tokens.start("goal"))
    return Outcome(
        Reply(
            f"{year} 年的目标定了：{_show(values['targets'])}。{f'照旧：{kept}。' if kept else ''}每月第一份简报里有进度，落后了也说一声。",
            choices=(see,),
        )
    )


def _infer(talk: ConversationContext, values: Values) -> Values:
    """This year where none is named, and the goals of the year that stay as they are."""
    year, told = values.get("year", talk.today.year), _targets(values.get("targets", []))
    known = goals_of(talk.work, talk.speaker.jurisdiction or "", int(year))
    stay = [f"{measure}={target}" for measure, target in known.items() if measure not in told]
    return {"year": year} | ({"kept": _show(stay)} if told and stay else {})


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _with_others(talk, values.get("targets", []), text)
    year = {"year": year_of_goals(text, talk.today.year)} if "年" in text else {}
    return ({"targets": found} if found else {}) | year


SET_GOALS = Form(
    name="set_goals",
    version=1,
    title="定年度目标",
    examples=("定年度目标", "定今年的目标", "设年度目标", "改年度目标"),
    syntax=sets_goals,
    sample="今年目标：服务1000家企业，办成200条需求",
    roles=OFFICE,
    card="年度目标",
    slots=(
        Slot("year", "年度", asked=False, show=lambda year: f"{year} 年", ask="是哪一年的目标？"),
        Slot(
            "targets",
            "目标",
            ask="今年要达到多少？比如「服务1000家企业，办成200条需求」。",
            read=_told,
            moved=_with_others,
            show=_show,
            hint="没听出数字，比如「服务1000家企业」「3000小时」「50位专家」。",
        ),
        Slot(
            "kept",
            "照旧",
            asked=False,
            counted=True,
            ask="照旧的是原来定的，要改成多少？",
        ),
    ),
    read=_read,
    more=_more,
    infer=_infer,
    submit=_set,
)
