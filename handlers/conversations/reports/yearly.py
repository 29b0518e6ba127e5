"""年度考核 and 评优: staff see who is short and who might be commended, each with its figures and clause."""

from __future__ import annotations

from datetime import date

from actions.refusal import Refused
from actions.reports.notices import YearOver
from actions.reports.yearly import proposed, put_forward, yearly
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, NoticeRenderer, Outcome, Slot
from handlers.message import Choice, Reply
from programme.assess import assess
from programme.packs import KINDS, Kind
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import short_day
from programme.year_over import year_before
from storage.queries.reports.assessments import Assessed

WORDS = {"met": "达标", "disputed": "两条规定结论不一", "short": "未达标", "not_asked": "未定指标"}
SHOWN = 10
NAMED = 3
"""So many names stand in the word of January."""


def _kinds(talk: ConversationContext) -> list[Kind]:
    return [kind for kind in KINDS if (talk.rules.expert if kind == "expert" else talk.rules.station)]


def _assessment(talk: ConversationContext) -> Reply:
    """The year so far; in the first months of one, how the last ended as well."""
    now, before = _blocks(talk, talk.today), year_before(talk.rules, talk.today)
    if not now:
        return Reply("您的辖区里还没有认定的专家和工作站。")
    lines = [f"{talk.today.year} 年度，截至 {short_day(talk.today)}：", *now]
    if before and (then := _blocks(talk, before[1])):
        lines = [f"{before[1].year} 年度：", *then, *lines]
    return Reply("\n".join([*lines, "是否取消资格由您核实后决定，不会自动取消。"]))


def _blocks(talk: ConversationContext, on: date) -> list[str]:
    return [_block(talk, kind, found, on) for kind, found in each_kind(talk, on)]


def each_kind(talk: ConversationContext, on: date) -> list[tuple[Kind, list[Assessed]]]:
    """Everybody of the jurisdiction, kind by kind, assessed for the duty year that holds a day."""
    found = [(kind, yearly(talk.work, talk.speaker, kind, talk.rules, on)) for kind in _kinds(talk)]
    return [(kind, people) for kind, people in found if people]


def _year_over(talk: ConversationContext, told: YearOver) -> Reply | None:
    """While late diaries count, to an office that has anybody who did not meet the year."""
    last = date(date.fromisoformat(told.year).year, 12, 31)
    late = talk.rules.reminders.late_diaries_of(last.year)
    people = [one for _, found in each_kind(talk, last) for one in found]
    short = [one.name for one in people if one.standing == "short"]
    if not short or late < talk.today:
        return None
    names = "、".join(short[:NAMED]) + ("等" if len(short) > NAMED else "")
    met = sum(one.standing == "met" for one in people)
    besides = f"，达标的 {met} 位" if met else ""
    return Reply(
        f"{last.year}年没达标的 {len(short)} 位：{names}{besides}。{short_day(late)}前补记的还算，当天还收。",
        choices=(Choice("年度考核", tokens.start("assessment")),),
    )


def _block(talk: ConversationContext, kind: Kind, found: list[Assessed], on: date) -> str:
    """How many stand how; then those whom staff will have to look at, the furthest behind first."""
    counts = {code: sum(one.standing == code for one in found) for code in WORDS}
    shown = "、".join(f"{WORDS[code]} {count}" for code, count in counts.items() if count)
    behind = [one for one in found if one.standing in ("short", "disputed")]
    behind.sort(key=lambda one: (one.standing != "short", one.record.hours))
    lines = [f"　{one.name}：{_line(talk, kind, one, on)}" for one in behind[:SHOWN]]
    more = [f"　另有 {len(behind) - SHOWN} 位。"] * (len(behind) > SHOWN)
    return "\n".join([f"{HOLDER_NAMES[kind]} {len(found)}：{shown}", *lines, *more])


def _line(talk: ConversationContext, kind: Kind, one: Assessed, on: date) -> str:
    """The figures; where two clauses disagree, what each says and which governs."""
    found = assess(talk.rules, kind, one.record, one.certified_on, on)
    governing = talk.rules.rules(kind).governing
    line = found.progress.line if on == talk.today else found.progress.line.removeprefix("本年 ")
    if one.standing != "disputed" or governing is None:
        return line
    said = "，".join(
        f"按 {reading.clause} {'达到' if reading.met else '未达到'}" for reading in found.progress.readings
    )
    return f"{line}（{said}；以 {governing.clause} 为准）"


def _commendation(talk: ConversationContext) -> Reply:
    blocks = [block for kind in _kinds(talk) if (block := _excellent(talk, kind))]
    if not blocks:
        return Reply("今年还没有可以推荐的：要先尽到年度义务、有服务记录。")
    choices = (Choice("上报优秀名单", tokens.start("put_forward")),)
    return Reply("\n".join([f"{talk.today.year} 年度评优建议，供您参考：", *blocks]), choices=choices)


def _excellent(talk: ConversationContext, kind: Kind) -> str:
    try:
        found = proposed(talk.work, talk.speaker, kind, talk.rules, talk.now)
    except Refused:
        return ""  # the pack has no rules for commending this kind
    if not found:
        return ""
    lines = [f"　第 {rank.place} 名 {one.name}：{rank.arithmetic}" for one, rank in found[:SHOWN]]
    return "\n".join([f"{HOLDER_NAMES[kind]}（{found[0][1].clause}）", *lines])


def _put_forward(talk: ConversationContext, values: Values) -> Outcome:
    sent = put_forward(talk.work, talk.speaker, talk.rules, talk.now)
    to_whom = (
        f"{many_told(talk, f'上级 {sent.told} 位工作人员')}"
        if sent.told
        else "系统里还没有上级的工作人员，已存档"
    )
    return Outcome(Reply(f"已提交：优秀名单 {sent.id} 号，{len(sent.figures['excellent'])} 个，{to_whom}。"))


PUT_FORWARD = Form(
    name="put_forward",
    version=1,
    title="上报优秀名单",
    serves=("staff.figures",),
    examples=("上报优秀名单", "上报评优", "推荐优秀", "优秀名单报上去"),
    roles=OFFICE,
    card="向上级推荐今年的优秀名单",
    sends=True,
    slots=(Slot("up_to", "截至", asked=False, is_day=True, ask="名单截至今天，不用改，点「确认」就行。"),),
    infer=lambda talk, values: {"up_to": str(talk.today)},
    submit=_put_forward,
)
ASSESSMENT = Command(
    "assessment",
    "年度考核",
    ("年度考核", "考核", "考核情况", "谁没达标", "哪些专家没完成任务"),
    _assessment,
    OFFICE,
    ("staff.figures",),
)
COMMENDATION = Command(
    "commendation",
    "评优建议",
    ("评优", "评优建议", "表彰", "评优名单", "年度评优", "今年谁做得最好"),
    _commendation,
    OFFICE,
    ("staff.figures",),
)
YEAR_OVER = NoticeRenderer(YearOver, _year_over, office=True)
