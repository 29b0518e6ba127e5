"""年度考核 and 评优: staff see who is short and who might be commended, each with its figures and clause.

The year gone by is meant until it is closed, unless another is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from actions.access import pack_of
from actions.refusal import Refused
from actions.reports import year_slices
from actions.reports.commend import commend, to_commend
from actions.reports.notices import YearOver
from actions.reports.year_slices import Among, look, slice_after
from actions.reports.yearly import days_of_year, proposed, put_forward, yearly
from handlers.conversations.reports.year_ending import KEEP_TITLE, still_open, to_decide, ways
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Subject
from handlers.engine.delivered import many_told, told
from handlers.engine.form import Command, Form, NoticeRenderer, Outcome, Slot
from handlers.engine.year_meant import days_meant, year_meant
from handlers.message import Choice, Reply
from programme.assess import assess
from programme.duty import duty_year
from programme.grounds import uncounted
from programme.packs import Kind, RulePack
from programme.programmes import kinds, named, packs
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import short_day
from programme.years import key_of, late_until, name_of, year_before
from storage.queries.reports.assessments import Assessed
from storage.queries.titles.standing import qualification

WORDS = {"met": "达标", "disputed": "两条规定结论不一", "short": "未达标", "not_asked": "未定指标"}
RUNNING = WORDS | {"met": "已达标", "short": "还没达标"}
"""Of a year that is not over nobody is short yet."""
SHOWN = 10
NAMED = 3
"""So many names stand in the word of January."""
LONGEST = 24
_ASKS = re.compile(
    r"^(?:看看?|查一?下?|给我看)?(?:(?:20\d\d(?:[-–—~至到]20\d\d)?\s*年?度?|去年|今年|本年|上一?年度?)的?)?年?度?(?:考核|达标)(?:情况|结果|名单)?$"
    r"|^(?:20\d\d(?:[-–—~至到]20\d\d)?\s*年?度?|去年|今年|本年|上一?年度?)(?:还)?(?:有)?(?:谁|哪些人?|哪几[个位]|多少人?)(?:的?专家|的?工作站)?(?:还?没有?|未|不)(?:达标|完成|够|合格)[吗呢?？]?$"
)

_PUTS_FORWARD = re.compile(
    r"(?:现在|可以|请|帮我|我要?|把|将|就|先|[，,\s])*(?:上报|推荐)(?:今年|本年|年度)?的?优秀(?:名单|专家|工作站)?[了吧。]*"
    r"|(?:请|帮我|把|将)*(?:今年|本年|年度)?的?(?:优秀|评优)名单(?:上报|报上去|报给.{1,6})[了吧。]*"
)


def puts_forward(text: str) -> bool:
    """Whether a text orders that the list of the best go up."""
    return _PUTS_FORWARD.fullmatch(text.strip()) is not None


def _asks(text: str) -> bool:
    plain = text.strip(" 。，！？!?")
    return len(plain) <= LONGEST and _ASKS.search(plain) is not None


def _days(talk: ConversationContext) -> dict[str, date]:
    """The last day of the year that is asked about, today at the latest, for each pack by its id."""
    day = year_meant(talk)
    if day is not None:
        return days_meant(talk, day)
    return days_of_year(talk.work, talk.speaker.jurisdiction, talk.rules, talk.today)


def _assessment(talk: ConversationContext) -> Reply:
    days, parts = _days(talk), dict[str, list[str]]()
    some = slice_after(talk.work, talk.speaker.jurisdiction)
    for pack, kind, found in each_kind(talk, days, some.among):
        head = f"{_name(pack, days)}{_upto(talk, days[pack.id])}："
        parts.setdefault(head, []).append(_block(talk, pack, kind, found, days[pack.id]))
    if not parts:
        is_now = set(days.values()) == {talk.today}
        called = _name(talk.rules, days)
        return Reply("您的辖区里还没有认定的专家和工作站。" if is_now else f"{called}没有记录。")
    note = "是否取消资格由您核实后决定，不会自动取消。"
    gone = _gone(talk, days)
    left = to_decide(talk, gone, some.among)
    lines = [line for head, blocks in parts.items() for line in (head, *blocks)]
    if not some.is_all:
        lines.append(
            f"名单很长，这里只看前 {year_slices.JUDGED:,} 位，别的在工作台的「年度考核」里一批一批看。"
        )
    return Reply("\n".join([*lines, *still_open(talk, gone, left), note]), choices=ways(talk, gone, left))


def _name(pack: RulePack, days: Mapping[str, date]) -> str:
    """«2026 年度»: the year of a pack that is shown."""
    return name_of(pack.year, key_of(pack.year, days[pack.id]))


def _upto(talk: ConversationContext, on: date) -> str:
    return f"，截至 {short_day(talk.today)}" if on == talk.today else ""


def _gone(talk: ConversationContext, days: Mapping[str, date]) -> list[RulePack]:
    """The packs of which the year gone by is shown, which is the one to be decided about and closed."""
    return [
        pack
        for pack in packs(talk.rules)
        if key_of(pack.year, days[pack.id]) == year_before(pack.year, talk.today)
    ]


def each_kind(
    talk: ConversationContext, days: Mapping[str, date], among: Among | None = None
) -> list[tuple[RulePack, Kind, list[Assessed]]]:
    """Everybody of the jurisdiction, or those `among` these, programme by programme and kind by kind, assessed for the duty year that
    holds the day given for the pack; packs without one are left out."""
    found = [
        (pack, kind, yearly(talk.work, talk.speaker, kind, pack, days[pack.id], among=ids))
        for pack, kind in kinds(talk.rules)
        if pack.id in days and ((ids := None if among is None else among.get(kind, ())) is None or ids)
    ]
    return [(pack, kind, people) for pack, kind, people in found if people]


def _called(talk: ConversationContext, pack: RulePack, kind: Kind) -> str:
    """«志愿专家», of several programmes «市级志愿专家»."""
    whose = named(talk.rules, pack) if len(packs(talk.rules)) > 1 else ""
    return f"{whose}{HOLDER_NAMES[kind]}"


def _year_over(talk: ConversationContext, told: YearOver) -> Reply | None:
    """While late diaries count, to an office that has anybody who did not meet the year."""
    begun = date.fromisoformat(told.year)
    over = {pack.id: duty_year(pack.year, None, begun) for pack in packs(talk.rules) if not pack.year.own}
    days = {pack: last for pack, (first, last) in over.items() if first == begun}
    looked = look(talk.work, talk.speaker.jurisdiction, lambda among: _with_short(talk, days, among))
    people = looked.found
    behind = [(pack, one.name) for pack, one in people if one.standing == "short"]
    late = max((late_until(pack, begun.year) for pack, _ in behind), default=date.min)
    if late < talk.today:
        return None
    short = [name for _, name in behind]
    names = "、".join(short[:NAMED]) + ("等" if len(short) > NAMED else "")
    met = sum(one.standing == "met" for _, one in people)
    besides = f"，达标的 {met} 位" if met and looked.slice.is_all else ""
    number = f"至少 {len(short)} 位" if looked.slice.goes_on else f" {len(short)} 位"
    return Reply(
        f"{name_of(behind[0][0].year, begun.year)}没达标的{number}：{names}{besides}。{short_day(late)}前补记的还算，当天还收。",
        choices=(Choice("年度考核", tokens.start("assessment")),),
    )


def _with_short(
    talk: ConversationContext, days: Mapping[str, date], among: Among
) -> list[tuple[RulePack, Assessed]]:
    """Everybody among these, if anybody of them did not meet the year."""
    people = [(pack, one) for pack, _, found in each_kind(talk, days, among) for one in found]
    return people if any(one.standing == "short" for _, one in people) else []


def _block(talk: ConversationContext, pack: RulePack, kind: Kind, found: list[Assessed], on: date) -> str:
    """How many stand how; then those whom staff will have to look at, the furthest behind first."""
    names = WORDS if on < talk.today else RUNNING
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
    line = found.progress.line if on == talk.today else uncounted(found.progress.line)
    governing = pack.rules(kind).governing
    if one.standing != "disputed" or governing is None:
        return line
    said = "，".join(
        f"按 {reading.clause} {'达到' if reading.met else '未达到'}" for reading in found.progress.readings
    )
    return f"{line}（{said}；以 {governing.clause} 为准）"


def _commendation(talk: ConversationContext) -> Reply:
    days, parts = _days(talk), dict[str, list[str]]()
    for pack, kind in kinds(talk.rules):
        if block := _excellent(talk, pack, kind, days[pack.id]):
            parts.setdefault(f"{_name(pack, days)}评优建议，供您参考：", []).append(block)
    if not parts:
        is_now = set(days.values()) == {talk.today}
        whose = "今年" if is_now else _name(talk.rules, days)
        return Reply(f"{whose}还没有可以推荐的：要先尽到年度义务、有服务记录。")
    choices = (Choice("上报优秀名单", tokens.start("put_forward")),)
    lines = [line for head, blocks in parts.items() for line in (head, *blocks)]
    return Reply("\n".join(lines), choices=choices)


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
    return join(f"{name_of(pack.year, key_of(pack.year, on))}：{how}", LOOK_AGAIN)


def _commend(talk: ConversationContext, subject: int, values: Values) -> str:
    who, year = commend(talk.work, talk.speaker, subject, talk.rules, talk.now)
    return f"已记下：{who.name}，{year}表彰{told(talk)}。"


DECISIONS = (
    KEEP_TITLE,
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
