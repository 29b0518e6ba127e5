"""年度考核 and 评优: staff see who is short and who might be commended, each with its figures and clause.

The year gone by is meant until it is closed, unless another is named.
"""

from __future__ import annotations

import re
from datetime import date

import language
from actions.access import kind_of, pack_of
from actions.refusal import Refused
from actions.reports.commend import commend, to_commend
from actions.reports.notices import YearOver
from actions.reports.year_end import Among, Unmet, close_year, keep_title, open_year, unmet
from actions.reports.yearly import day_of_year, proposed, put_forward, yearly
from actions.steps import StepAt, StepOwners
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Subject
from handlers.engine.decisions import button
from handlers.engine.delivered import many_told, told
from handlers.engine.form import Command, Form, NoticeRenderer, Outcome, Slot
from handlers.message import Choice, Reply
from programme.assess import assess
from programme.grounds import figures_of, uncounted
from programme.packs import Kind, RulePack
from programme.programmes import kinds, named, packs
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import plain_day, short_day
from storage.queries.reports.assessments import Assessed
from storage.queries.titles.standing import QualificationFacts, qualification

WORDS = {"met": "达标", "disputed": "两条规定结论不一", "short": "未达标", "not_asked": "未定指标"}
RUNNING = WORDS | {"met": "已达标", "short": "还没达标"}
"""Of a year that is not over nobody is short yet."""
SHOWN = 10
NAMED = 3
"""So many names stand in the word of January."""
LONGEST = 24
_YEAR = re.compile(r"(20\d\d)\s*年?度?")
_ASKS = re.compile(
    r"^(?:看看?|查一?下?|给我看)?(?:(?:20\d\d\s*年?度?|去年|今年|本年|上一?年度?)的?)?年?度?(?:考核|达标)(?:情况|结果|名单)?$"
    r"|^(?:20\d\d\s*年?度?|去年|今年|本年|上一?年度?)(?:还)?(?:有)?(?:谁|哪些人?|哪几[个位]|多少人?)(?:的?专家|的?工作站)?(?:还?没有?|未|不)(?:达标|完成|够|合格)[吗呢?？]?$"
)

_CLOSES = re.compile(
    r"(?:现在|可以|请|帮我|我要?|把|将|就|先|[，,\s])*(?:(?:结束|关闭)掉?(?:20\d\d|去|上一?)?年?的?(?:年度|考核年度)(?:考核)?"
    r"|(?:20\d\d|去|上一?)年?的?年度(?:考核)?(?:结束|关闭)掉?)[了吧。]*"
)
_PUTS_FORWARD = re.compile(
    r"(?:现在|可以|请|帮我|我要?|把|将|就|先|[，,\s])*(?:上报|推荐)(?:今年|本年|年度)?的?优秀(?:名单|专家|工作站)?[了吧。]*"
    r"|(?:请|帮我|把|将)*(?:今年|本年|年度)?的?(?:优秀|评优)名单(?:上报|报上去|报给.{1,6})[了吧。]*"
)


def closes_year(text: str) -> bool:
    """Whether a text orders the end of the year: nothing less opens a deed so heavy."""
    return _CLOSES.fullmatch(text.strip()) is not None


def puts_forward(text: str) -> bool:
    """Whether a text orders that the list of the best go up."""
    return _PUTS_FORWARD.fullmatch(text.strip()) is not None


def _asks(text: str) -> bool:
    plain = text.strip(" 。，！？!?")
    return len(plain) <= LONGEST and _ASKS.search(plain) is not None


def _day(talk: ConversationContext) -> date:
    """The last day of the year that is asked about, today at the latest."""
    named = _YEAR.search(talk.said)
    period = None if named else language.read_period(talk.said, talk.said_at)
    year = int(named[1]) if named else period.first.year if period else None
    if year is None:
        here = talk.work, talk.speaker.jurisdiction
        return min(day_of_year(*here, pack, talk.today) for pack in packs(talk.rules))
    return min(date(year, 12, 31), talk.today)


def _assessment(talk: ConversationContext) -> Reply:
    on = _day(talk)
    blocks = [_block(talk, pack, kind, found, on) for pack, kind, found in each_kind(talk, on)]
    if not blocks:
        return Reply(
            "您的辖区里还没有认定的专家和工作站。" if on == talk.today else f"{on.year} 年度没有记录。"
        )
    upto = f"，截至 {short_day(talk.today)}" if on == talk.today else ""
    note = "是否取消资格由您核实后决定，不会自动取消。"
    return Reply(
        "\n".join([f"{on.year} 年度{upto}：", *blocks, *_open(talk, on), note]), choices=_ways(talk, on)
    )


def each_kind(
    talk: ConversationContext, on: date, among: Among | None = None
) -> list[tuple[RulePack, Kind, list[Assessed]]]:
    """Everybody of the jurisdiction, or those `among` these, programme by programme and kind by kind, assessed for the duty year that
    holds a day.
    """
    found = [
        (pack, kind, yearly(talk.work, talk.speaker, kind, pack, on, among=ids))
        for pack, kind in kinds(talk.rules)
        if (ids := None if among is None else among.get(kind, ())) is None or ids
    ]
    return [(pack, kind, people) for pack, kind, people in found if people]


def _called(talk: ConversationContext, pack: RulePack, kind: Kind) -> str:
    """«志愿专家», of several programmes «市级志愿专家»."""
    whose = named(talk.rules, pack) if len(packs(talk.rules)) > 1 else ""
    return f"{whose}{HOLDER_NAMES[kind]}"


def _left(talk: ConversationContext, year: int) -> list[Unmet]:
    """Who was short in a year under any programme and is not decided about."""
    here = talk.work, talk.speaker.jurisdiction
    return [one for pack in packs(talk.rules) for one in unmet(*here, pack, year, talk.today)]


def _open_packs(talk: ConversationContext) -> list[RulePack]:
    """The programmes whose year gone by is not closed here."""
    here = talk.work, talk.speaker.jurisdiction
    return [pack for pack in packs(talk.rules) if open_year(*here, pack, talk.today) is not None]


def _year_over(talk: ConversationContext, told: YearOver) -> Reply | None:
    """While late diaries count, to an office that has anybody who did not meet the year."""
    last = date(date.fromisoformat(told.year).year, 12, 31)
    people = [(pack, one) for pack, _, found in each_kind(talk, last) for one in found]
    behind = [(pack, one.name) for pack, one in people if one.standing == "short"]
    late = max((pack.reminders.late_diaries_of(last.year) for pack, _ in behind), default=date.min)
    if late < talk.today:
        return None
    short = [name for _, name in behind]
    names = "、".join(short[:NAMED]) + ("等" if len(short) > NAMED else "")
    met = sum(one.standing == "met" for _, one in people)
    besides = f"，达标的 {met} 位" if met else ""
    return Reply(
        f"{last.year}年没达标的 {len(short)} 位：{names}{besides}。{short_day(late)}前补记的还算，当天还收。",
        choices=(Choice("年度考核", tokens.start("assessment")),),
    )


def _open(talk: ConversationContext, on: date) -> list[str]:
    """Of the year gone by: until when diaries of it are taken, or who is still to be decided about."""
    still_open = _open_packs(talk)
    if on.year != talk.today.year - 1 or not still_open:
        return []
    until = max(pack.reminders.late_diaries_of(on.year) for pack in still_open)
    if talk.today <= until:
        return [f"{on.year} 年的日记还能补到{plain_day(until, talk.today)}，过了再定。"]
    left = _left(talk, on.year)
    if left:
        return [f"还没有决定的 {len(left)} 位：{'、'.join(found.one.name for found in left[:SHOWN])}。"]
    return ["没达标的都定过了，可以「结束年度」。"]


def _ways(talk: ConversationContext, on: date) -> tuple[Choice, ...]:
    """The first whom it is to be decided about, and the end of the year where nobody is left."""
    if on.year != talk.today.year - 1:
        return ()
    left = _left(talk, on.year)
    if left:
        first = left[0].one
        return (
            button("keep_title", first.title, f"保留资格 {first.name}"),
            button("revoke", first.title, f"取消资格 {first.name}"),
        )
    if not _open_packs(talk):
        return ()
    return (Choice("结束年度", tokens.start("close_year")),)


def _block(talk: ConversationContext, pack: RulePack, kind: Kind, found: list[Assessed], on: date) -> str:
    """How many stand how; then those whom staff will have to look at, the furthest behind first."""
    names = WORDS if on.year < talk.today.year else RUNNING
    counts = {code: sum(one.standing == code for one in found) for code in names}
    shown = "、".join(f"{names[code]} {count}" for code, count in counts.items() if count)
    behind = [one for one in found if one.standing in ("short", "disputed")]
    behind.sort(key=lambda one: (one.standing != "short", one.record.hours))
    lines = [f"　{one.name}：{line_of(talk, pack, kind, one, on)}" for one in behind[:SHOWN]]
    more = [f"　另有 {len(behind) - SHOWN} 位。"] * (len(behind) > SHOWN)
    return "\n".join([f"{_called(talk, pack, kind)} {len(found)}：{shown}", *lines, *more])


def line_of(talk: ConversationContext, pack: RulePack, kind: Kind, one: Assessed, on: date) -> str:
    """The figures; where two clauses disagree, what each says and which governs."""
    found = assess(pack, kind, one.record, one.certified_on, on)
    line = found.progress.line if on.year == talk.today.year else uncounted(found.progress.line)
    governing = pack.rules(kind).governing
    if one.standing != "disputed" or governing is None:
        return line
    said = "，".join(
        f"按 {reading.clause} {'达到' if reading.met else '未达到'}" for reading in found.progress.readings
    )
    return f"{line}（{said}；以 {governing.clause} 为准）"


def _commendation(talk: ConversationContext) -> Reply:
    on = _day(talk)
    blocks = [block for pack, kind in kinds(talk.rules) if (block := _excellent(talk, pack, kind, on))]
    if not blocks:
        whose = "今年" if on.year == talk.today.year else f"{on.year} 年度"
        return Reply(f"{whose}还没有可以推荐的：要先尽到年度义务、有服务记录。")
    choices = (Choice("上报优秀名单", tokens.start("put_forward")),)
    return Reply("\n".join([f"{on.year} 年度评优建议，供您参考：", *blocks]), choices=choices)


def _excellent(talk: ConversationContext, pack: RulePack, kind: Kind, on: date) -> str:
    try:
        found = proposed(talk.work, talk.speaker, kind, pack, on, talk.now)
    except Refused:
        return ""  # the pack has no rules for commending this kind
    if not found:
        return ""
    lines = [f"　第 {rank.place} 名 {one.name}：{rank.arithmetic}" for one, rank in found[:SHOWN]]
    return "\n".join([f"{_called(talk, pack, kind)}（{found[0][1].clause}）", *lines])


def _put_forward(talk: ConversationContext, values: Values) -> Outcome:
    sent = put_forward(talk.work, talk.speaker, talk.rules, talk.now)
    to_whom = (
        f"{many_told(talk, f'上级 {sent.told} 位工作人员')}"
        if sent.told
        else "系统里还没有上级的工作人员，已存档"
    )
    return Outcome(Reply(f"已提交：优秀名单 {sent.id} 号，{len(sent.figures['excellent'])} 个，{to_whom}。"))


def _to_close(talk: ConversationContext) -> list[RulePack]:
    """Those of the speaker's level that are still open; where there is none, the first, which says why not."""
    owners = StepOwners(talk.work)
    office = talk.speaker.jurisdiction
    own = [
        pack
        for pack in _open_packs(talk)
        if all(owners.owns(office, StepAt("assess", pack, kind, office)) for kind in pack.kinds)
    ]
    return own or [talk.rules]


def _close_year(talk: ConversationContext, values: Values) -> Outcome:
    closing = _to_close(talk)
    year = max(close_year(talk.work, talk.speaker, pack, talk.now) for pack in closing)
    whose = "和".join(named(talk.rules, pack) for pack in closing) if len(packs(talk.rules)) > 1 else ""
    of = f"{whose}的 " if whose else ""
    return Outcome(Reply(f"{of}{year} 年度结束了，日记和考核都不再改。想看就说「{year}年度考核」。"))


def year_waits(talk: ConversationContext, held: QualificationFacts) -> bool:
    """Whether a title was short last year and waits for a decision about that."""
    pack, kind = pack_of(held.pack, talk.rules), kind_of(held.holder)
    here, year = talk.speaker.jurisdiction, talk.today.year - 1
    return bool(unmet(talk.work, here, pack, year, talk.today, among={kind: (held.holder_id,)}))


def _unmet(talk: ConversationContext, named: str) -> list[Subject]:
    found = _left(talk, talk.today.year - 1)
    return [Subject(one.one.title, one.one.name, figures_of(one.line)) for one in found]


def _keep(talk: ConversationContext, subject: int, values: Values) -> str:
    reason = values.get("reason", "")
    who = keep_title(talk.work, talk.speaker, subject, reason, talk.rules, talk.now)
    return f"好的，{who.name}的资格保留，{talk.today.year - 1} 年度的理由已留档。"


def _commendable(talk: ConversationContext, named: str) -> list[Subject]:
    return [
        Subject(one.title, one.name, f"第 {rank.place} 名")
        for pack in packs(talk.rules)
        for one, rank in to_commend(talk.work, talk.speaker, pack, talk.now)[1]
    ]


def _arithmetic(talk: ConversationContext, subject: int) -> str:
    held = qualification(talk.work, subject)
    pack = pack_of(held.pack, talk.rules) if held else talk.rules
    on, found = to_commend(talk.work, talk.speaker, pack, talk.now)
    how = next((rank.arithmetic for one, rank in found if one.title == subject), "")
    return join(f"{on.year} 年度：{how}", LOOK_AGAIN)


def _commend(talk: ConversationContext, subject: int, values: Values) -> str:
    who, year = commend(talk.work, talk.speaker, subject, talk.rules, talk.now)
    return f"已记下：{who.name}，{year} 年度表彰{told(talk)}。"


DECISIONS = (
    Decision(
        "keep_title",
        ("保留资格", "保留…资格"),
        "没有达标、还没决定的资格",
        _unmet,
        _keep,
        asks="原因是？只留档，不通知。",
        caution=lambda talk, subject: "确认后留档，不通知。",
        action="revoke",
    ),
    Decision(
        "commend",
        ("表彰", "记表彰"),
        "评优建议里的专家和工作站",
        _commendable,
        _commend,
        needs_reason=False,
        caution=_arithmetic,
        action="revoke",
        if_not="只有评优建议里的可以表彰，说「评优」看名单。",
    ),
)
CLOSE_YEAR = Form(
    name="close_year",
    version=1,
    title="结束年度",
    examples=("结束年度", "结束年度考核", "年度考核结束", "关闭年度"),
    roles=OFFICE,
    card="结束年度",
    slots=(Slot("year", "年度", asked=False, ask="结束的是去年，不用改，点「确认」就行。"),),
    infer=lambda talk, values: {"year": str(talk.today.year - 1)},
    weighty=True,
    syntax=closes_year,
    submit=_close_year,
)
PUT_FORWARD = Form(
    name="put_forward",
    version=1,
    title="上报优秀名单",
    examples=("上报优秀名单", "上报评优", "推荐优秀", "优秀名单报上去"),
    roles=OFFICE,
    card="向上级推荐今年的优秀名单",
    sends=True,
    slots=(Slot("up_to", "截至", asked=False, is_day=True, ask="名单截至今天，不用改，点「确认」就行。"),),
    infer=lambda talk, values: {"up_to": str(talk.today)},
    weighty=True,
    syntax=puts_forward,
    submit=_put_forward,
)
ASSESSMENT = Command(
    "assessment",
    "年度考核",
    ("年度考核", "考核", "考核情况", "谁没达标", "去年谁没达标", "哪些专家没完成任务"),
    _assessment,
    OFFICE,
    ("staff.figures",),
    syntax=_asks,
)
COMMENDATION = Command(
    "commendation",
    "评优建议",
    ("评优", "评优建议", "表彰名单", "评优名单", "年度评优", "今年谁做得最好"),
    _commendation,
    OFFICE,
    ("staff.figures",),
)
YEAR_OVER = NoticeRenderer(YearOver, _year_over, office=True)
