"""服务监测、上报数据、中心目标: how the service goes in the jurisdiction of a member of staff (S7.4, S7.5)."""

from __future__ import annotations

import re
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import language
from actions.refusal import Refused
from actions.reports.figures import figures, goal_gaps, report_figures, standing_out
from actions.reports.times import Kept, kept_times
from handlers.conversations.reports import compared
from handlers.conversations.reports.goals import asks_of_goals, goal_lines
from handlers.conversations.reports.parts import MONITORED, fields_named, of_fields
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.moments import span
from handlers.rendering.plain import plain_number, show_hours, show_region
from language.yearly_goals import year_of_goals
from programme.cases import COMPLAINTS
from programme.goal import Gap
from programme.roles import OFFICE
from programme.spans import hours_in_words, short_day

SHOWN = 10
_REPORTS = re.compile(
    r"(?:现在|可以|请|帮我|我要?|就|先|[，,\s])*(?:上报(?:今年|本年)?的?(?:统计)?(?:数据|数字)?"
    r"|(?:把|将)?(?:今年|本年)?的?(?:统计)?(?:数据|数字)(?:上报|报)(?:给|到)?(?:上级|上去|省里?|市里?|省厅|市局)?)[了吧。]*"
)
_SOLVED = re.compile(r".{0,8}(?:问题)?解决率.{0,5}")


def reports_figures(text: str) -> bool:
    """Whether a text orders that the figures go up: a question about them does not open it."""
    return _REPORTS.fullmatch(text.strip()) is not None


def asks_of_figures(text: str) -> bool:
    """Whether a text asks for what the card of the service shows, or for two times beside each other."""
    return compared.asks(text) or _SOLVED.fullmatch(text.strip()) is not None


def rows_of(found: dict[str, Any]) -> tuple[Row, ...]:
    """Figures as a card: a dictionary, so that a report of before is shown as it was."""
    rows = [
        Row("需求", f"{found['needs']} 条，接单 {found['answered']}，完成 {found['done']}"),
        Row("无人应答", f"{found['unanswered']} 条"),
        Row(
            "力量",
            f"专家 {found['experts']} 位、工作站 {found['stations']} 个，今年有日记的 {found['active']}",
        ),
        Row("服务", f"{show_hours(found['hours'])}、{found['enterprises']} 家次"),
        Row("日记", f"{found['diaries']} 篇"),
        Row("满意度", _share(found["stars"], " 分（满分 5）")),
        Row("问题解决", _share(found["effect"], "%")),
    ]
    said = "、".join(
        f"{word} {found['complaints'][code]}"
        for code, word in COMPLAINTS.items()
        if found["complaints"][code]
    )
    return (*rows, Row("投诉", said or "没有"))


def _share(mean: float | None, unit: str) -> str:
    return "还没有人评价" if mean is None else f"{plain_number(mean)}{unit}"


def _monitoring(talk: ConversationContext) -> Reply:
    return (compared.compared(talk) if compared.asks(talk.said) else None) or _one_span(talk)


def _one_span(talk: ConversationContext) -> Reply:
    region, days = reading.region(talk, talk.said), language.read_period(talk.said, talk.said_at)
    if named := fields_named(talk.said):
        return of_fields(talk, named, region, days and days[:2])
    found = figures(talk.work, talk.speaker, talk.rules, talk.now, region, days and days[:2])
    period = span(days.first, days.last) if days else f"{talk.today.year} 年到 {short_day(talk.today)}"
    where = f"{show_region(region)}，" if region else ""
    card = Card(f"{where}{period}", rows_of(asdict(found)))
    times = _times(kept_times(talk.work, talk.speaker, talk.rules, talk.now, region, days and days[:2]))
    if region or days:
        head = "这段的数据：" if days else "今年的数据："
        return Reply("\n".join([head, *times]), card)
    choices = (Choice("上报数据", tokens.start("report_figures")),)
    return Reply("\n".join(["服务监测：", *_signs(talk), *times]), card, choices)


_STEPS = {"answer": "接单", "contact": "联系企业", "review": "企业评价"}


def _times(kept: list[Kept]) -> list[str]:
    """«服务时限：接单 5/6 件按时（一半在 3.5 小时内）；联系企业 …»; nothing where nothing was promised."""
    said = [
        f"{_STEPS[one.step]} {one.in_time}/{one.due} 件按时"
        + (f"（一半在 {hours_in_words(Decimal(str(one.hours)))}内）" if one.hours is not None else "")
        for one in kept
    ]
    return [f"服务时限：{'；'.join(said)}。"] if said else []


def _signs(talk: ConversationContext) -> list[str]:
    found = standing_out(talk.work, talk.speaker, talk.rules, talk.now)
    if not found or talk.rules.monitoring is None:
        return ["没有需要留意的情况。"]
    clause = talk.rules.monitoring.clause.split("；")[0]
    lines = [f"　{one.name}：{'，'.join(seen)}" for one, seen in found[:SHOWN]]
    return [f"请核实，只是提醒，不自动处理。依据：{clause}。", *lines]


def _report(talk: ConversationContext, values: Values) -> Outcome:
    sent = report_figures(talk.work, talk.speaker, talk.rules, talk.now)
    to_whom = (
        f"{many_told(talk, f'上级 {sent.told} 位工作人员')}。"
        if sent.told
        else "系统里还没有上级的工作人员，已存档。"
    )
    return Outcome(Reply(f"已提交：数据 {sent.id} 号，截至 {short_day(sent.up_to)}。{to_whom}"))


def _goal(talk: ConversationContext) -> Reply:
    """The office's own goals of the year, and the ratio of the pack where it sets one."""
    yearly = goal_lines(talk, year_of_goals(talk.said, talk.today.year))
    try:
        ratio = _ratio(talk)
    except Refused as refusal:
        ratio = [] if yearly else [refusal.text]
    more = "" if yearly else "\n本年的目标还没定，想定就说「定年度目标」。"
    return Reply("\n".join([*yearly, *ratio]) + more, choices=(MONITORED,))


def _ratio(talk: ConversationContext) -> list[str]:
    found = goal_gaps(talk.work, talk.speaker, talk.rules)
    assert talk.rules.goal is not None
    head = f"目标：每个县（市、区）的专家不少于工作站的 {talk.rules.goal.experts_per_station} 倍"
    lines = [f"　{_gap(gap)}" for gap in found] or ["　辖区里还没有工作站。"]
    return [f"{head}（{talk.rules.goal.clause}）", *lines]


def _gap(gap: Gap) -> str:
    county = gap.county
    stand = "已达到" if not gap.missing else f"还差 {gap.missing} 位专家"
    return f"{show_region(county.region)}：工作站 {county.stations} 个，专家 {county.experts}/{gap.due} 位，{stand}"


MONITORING = Command(
    "monitoring",
    "服务监测",
    (
        "服务监测",
        "监测",
        "服务情况",
        "统计",
        "上个月数据怎么样",
        "今年服务了多少",
        "导出一份给领导看的",
        "给领导看的数据",
    ),
    _monitoring,
    OFFICE,
    ("staff.figures",),
    syntax=asks_of_figures,
)
GOAL = Command(
    "goal",
    "中心目标",
    ("中心目标", "工作目标", "专家够不够", "哪个区缺专家", "目标完成得怎么样", "年度目标完成了多少"),
    _goal,
    OFFICE,
    ("staff.figures",),
    syntax=asks_of_goals,
)
REPORT = Form(
    name="report_figures",
    version=1,
    title="上报数据",
    examples=("上报数据", "上报", "数据上报", "把数据报给省里"),
    roles=OFFICE,
    card="向上级上报今年的数据",
    sends=True,
    slots=(
        Slot(
            "up_to",
            "截至",
            is_day=True,
            asked=False,
            ask="数据截至今天，不用改，点「确认」就行。",
        ),
    ),
    infer=lambda talk, values: {"up_to": str(talk.today)},
    weighty=True,
    syntax=reports_figures,
    submit=_report,
)
