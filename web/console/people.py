"""A person on one page: the duty, what waits, what has happened, how to reach them; and a reply from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may, may_ever, pack_of
from actions.console import undo
from actions.diaries.progress import standing_in_year
from actions.refusal import Refused as NotDone
from actions.staff.announce import Audience, announce
from actions.staff.look_up import REASONS, see_page, see_phones
from handlers.conversations.people.delivery import MATTERS
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import decisions
from handlers.engine.masked_phone import masked_of
from handlers.rendering.masking import mask_ways
from handlers.rendering.plain import plain_number, shorten, show_domains, show_region
from programme.qualification import IN_FORCE, STATES
from programme.roles import HOLDER_NAMES
from programme.spans import ENDLESS
from programme.telephones import marked
from storage.queries.console.beside import beside
from storage.queries.console.history import Held, hours_by_month
from storage.queries.console.of_person import CaseReader, Event, of_person
from storage.queries.delivery.reach import out_of_reach
from storage.queries.people.profiles import profile
from storage.queries.staff.find_people import PersonFound, person_in
from web.console.beside import panels_beside, rows_beside
from web.console.deciding import WAYS, letter_of
from web.console.fields import fields_of
from web.console.frame import Frame, frame_of, framed
from web.console.levels import may_read_cases, not_ours
from web.console.lists.cells import CASE_KINDS, DIARY_STATES, TONES
from web.console.lists.state import number
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do, look_on_record
from web.console.sheet import Bar, Choice, Entry, Item, Months, Panel, Sheet
from web.console.taps import Act, to_decide
from web.console.words import clock_of, day_of

SORTS = {
    "service": "服务",
    "offer": "邀请",
    "decision": "决定",
    "paper": "文书",
    "notice": "通知",
    "case": "案件",
    "look": "看过",
}
OFFERS = {
    "pending": "还没答复",
    "accepted": "接了",
    "declined": "婉拒了",
    "expired": "没有答复",
    "closed": "另有安排",
    "unreached": "没送到",
}
DEEDS = {
    "revoke": "取消资格",
    "reinstate": "恢复资格",
    "keep_title": "保留资格",
    "pass_against": "不合条件的通过",
    "issue_warning": "警告",
    "uphold_objection": "异议成立，不予认定",
    "agree_renewal": "同意续聘",
    "decline_renewal": "不同意续聘",
    "suspend": "暂停",
    "resume": "恢复",
    "refuse": "不予通过",
}
ASKED_BY = {
    "call": "本人来电要，回拨过登记的号码",
    "visit": "本人到服务中心来要，看过证件",
    "law": "有关部门依法调取，有文书",
}
"""Why what is kept of somebody is taken out for them."""
LOOKED = {"see_phone": "看了电话", "export_person": "导出了信息"}
PAPERS = {"P": "聘书", "Z": "证书", "S": "服务证明"}
NOTICES = {
    "sent": "已送到",
    "queued": "等着发",
    "retry": "再试",
    "sending": "在发",
    "dead": "没送到",
    "unknown": "不知送到没有",
    "told": "另外告诉了",
}
FIRST, ALL = 12, 60


def person_sheet(talk: ConversationContext, key: int, only: str, phones: str = "") -> Sheet:
    """The page of a person of the reader's jurisdiction; that it was opened is on record."""
    found = found_here(talk, key)
    see_page(talk.work, talk.speaker, found, talk.now)
    others = beside(talk.work, key)
    held = others.held
    newest = next((one for one in reversed(held) if one.state in IN_FORCE), held[-1] if held else None)
    mark = (STATES[newest.state], TONES.get(newest.state, "good")) if newest else ("", "")
    known = profile(talk.work, key)
    about = " · ".join(
        part
        for part in (
            found.unit or found.enterprise,
            show_region(found.region) if found.region and found.placed else "",
            show_domains(known.domains),
        )
        if part
    )
    up = (
        ("experts", "专家")
        if found.is_expert
        else ("stations", "工作站")
        if found.station
        else ("firms", "企业")
    )
    return Sheet(
        found.station or found.name or "未留姓名",
        about,
        mark,
        up,
        (
            *(_duty(talk, one) for one in held if one.state in IN_FORCE),
            _history(talk, key, only),
            *panels_beside(talk, others),
            _reply(talk, found),
        ),
        (
            _contact(talk, found, masked_of(known), phones, rows_beside(others)),
            *(_title(talk, one) for one in held),
            *_rights(talk, found),
        ),
    )


def _rights(talk: ConversationContext, found: PersonFound) -> tuple[Panel, ...]:
    """The ways to what is done for somebody who asks by telephone; each on a page of its own, behind a code."""
    ways = (("export_person", "导出信息…", "export"), ("erase_person", "删除信息…", "erase"))
    acts = [
        Act(label, f"{HOME}/people/{found.id}/{page}")
        for right, label, page in ways
        if may(talk.speaker, right, found.region, [found.id])
    ]
    hint = "本人在聊天里说「要完整的一份」「删除我的信息」也可以。"
    return (Panel("来电要看、要删信息", acts=acts, hint=hint),) if acts else ()


def who(found: PersonFound) -> str:
    """Their name, and of what house they are."""
    house = found.enterprise or found.station or found.unit
    return " · ".join(part for part in (found.name or "未留姓名", house) if part)


def found_here(talk: ConversationContext, key: int) -> PersonFound:
    """A person of the reader's jurisdiction."""
    found = person_in(talk.work, talk.speaker.jurisdiction, key)
    if found is None:
        raise NotHere
    return found


def _duty(talk: ConversationContext, held: Held) -> Panel:
    done = standing_in_year(talk.work, held, talk.rules, talk.today)
    bars: dict[str, Bar] = {}
    for reading in done.readings:
        for figure in (one for one in reading.figures if one.done is not None):
            bars[str(figure)] = Bar("", float(figure.done or 0), float(figure.due), str(figure))
    silent = f"{(talk.today - held.silent_since).days} 天没有日记和活动" if held.silent_since else ""
    return Panel(
        f"今年的义务：{HOLDER_NAMES[held.holder]}",
        lines=(done.line, silent),
        bars=tuple(bars.values()),
        months=_months(talk, held),
    )


def _months(talk: ConversationContext, held: Held) -> Months:
    this, last = talk.today.year, talk.today.year - 1
    hours = hours_by_month(talk.work, held, (this, last))
    most = max([float(one) for one in hours.values()], default=1.0) or 1.0

    def heights(year: int) -> tuple[float, ...]:
        return tuple(round(float(hours.get((year, month), 0)) / most * 100, 1) for month in range(1, 13))

    figures = tuple(
        (f"{month}月", plain_number(hours.get((this, month), 0)), plain_number(hours.get((last, month), 0)))
        for month in range(1, 13)
    )
    total = {year: sum(float(h) for (y, _), h in hours.items() if y == year) for year in (this, last)}
    said = f"每月小时：今年共 {plain_number(total[this])} 小时，去年共 {plain_number(total[last])} 小时"
    return Months(heights(this), heights(last), figures, said)


def _history(talk: ConversationContext, key: int, only: str) -> Panel:
    kinds = [kind for kind in CASE_KINDS if may_read_cases(talk, kind)]
    reader = CaseReader(talk.speaker.name, talk.speaker.jurisdiction, kinds)
    events = of_person(talk.work, key, ALL if only else FIRST, reader)
    counts = {sort: sum(one.sort == sort for one in events) for sort in SORTS}
    shown = sorted((one for one in events if not only or one.sort == only), key=_moment(talk), reverse=True)
    shown = shown if only else _looks_once(shown)
    tabs = [("全部", f"{HOME}/people/{key}", not only)]
    tabs += [
        (name, f"{HOME}/people/{key}?only={sort}", sort == only)
        for sort, name in SORTS.items()
        if counts[sort] or sort == only
    ]
    items = [_item(talk, key, one) for one in shown[: ALL if only else FIRST * 2]]
    return Panel("经过", items=items, tabs=tabs, lines=() if items else ("还没有。",))


def _looks_once(events: list[Event]) -> list[Event]:
    """Of the looks of one person the newest alone: a page that is read over hides nothing else."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in events:
        if one.sort == "look":
            if (one.words, one.code) in seen:
                continue
            seen.add((one.words, one.code))
        kept.append(one)
    return kept


def _moment(talk: ConversationContext) -> Callable[[Event], datetime]:
    def at(one: Event) -> datetime:
        if isinstance(one.at, datetime):
            return one.at.astimezone(talk.now.tzinfo)
        return datetime(one.at.year, one.at.month, one.at.day, tzinfo=talk.now.tzinfo)

    return at


def _item(talk: ConversationContext, person: int, one: Event) -> Item:
    local: date = one.at.astimezone(talk.now.tzinfo).date() if isinstance(one.at, datetime) else one.at
    text, href = _told(talk, person, one)
    return Item(day_of(local, talk.today), SORTS[one.sort], text, href)


def _told(talk: ConversationContext, person: int, one: Event) -> tuple[str, str]:
    if one.sort == "service":
        hours, _, firms = one.more.partition("/")
        state = "" if one.code == "recorded" else f"（{DIARY_STATES.get(one.code, one.code)}）"
        return (
            f"{plain_number(hours)} 小时，{firms} 家{state}：{shorten(one.words, 40)}",
            f"{HOME}/diaries/{one.key}",
        )
    if one.sort == "offer":
        why = f"：“{shorten(one.more, 30)}”" if one.more else ""
        return (
            f"{one.key} 号需求（{one.words}），{OFFERS.get(one.code, one.code)}{why}",
            f"{HOME}/needs/{one.key}",
        )
    if one.sort == "decision":
        why = f"：{shorten(one.words, 60)}" if one.words else ""
        return f"{DEEDS.get(one.code, '决定')}，{one.more}{why}", ""
    if one.sort == "paper":
        return f"{PAPERS.get(one.code, '文书')} {one.words}", ""
    if one.sort == "notice":
        return (
            f"{shorten(_worded(talk, person, one), 160)}（{NOTICES.get(one.code, one.code)}）",
            "",
        )
    if one.sort == "case":
        return (
            f"{one.key} 号{CASE_KINDS.get(one.code, one.code)}：{shorten(one.words.split(chr(10))[0], 40)}",
            f"{HOME}/cases/{one.key}",
        )
    deed = LOOKED.get(one.code, "看了这一页")
    why = {**REASONS, **ASKED_BY}.get(one.more, "")
    at = clock_of(one.at, talk.now) if isinstance(one.at, datetime) else ""
    return f"{one.words}{deed}{f'，{why}' if why else ''}，{at}", ""


def _worded(talk: ConversationContext, person: int, one: Event) -> str:
    """A notice in one line: as it was said, else as it would be said now, else what it is about. A telephone in it is seen by its own way alone."""
    lines = one.words.split(chr(10)) if one.words else []
    if not lines and one.facts is not None:
        lines = list(letter_of(talk, person, one.more, one.facts).lines)
    said = " ".join(line.strip() for line in lines if line.strip())
    return mask_ways(said) or MATTERS.get(one.more, "一条通知")


def _contact(
    talk: ConversationContext,
    found: PersonFound,
    phone: str,
    phones: str,
    others: Sequence[tuple[str, str]],
) -> Panel:
    reached = "暂时联系不上，请打电话" if out_of_reach(talk.work, [found.id]) else "能收到消息"
    rows = [("手机", phones or phone or "没有留"), ("送消息", reached), *others]
    options = tuple(REASONS.items())
    entry = Entry(f"{HOME}/people/{found.id}/phone", (Choice("reason", "看号码做什么用", options),), "看号码")
    return Panel(
        "基本情况",
        rows=rows,
        entry=entry if phone and not phones else None,
        hint="看号码会记入操作记录。",
        key="contact",
    )


def _title(talk: ConversationContext, held: Held) -> Panel:
    until = "没有期限" if held.until == ENDLESS else f"到 {day_of(held.until, talk.today)}"
    rows = (
        ("状态", STATES[held.state]),
        ("任期", f"{day_of(held.certified_on, talk.today)}起，{until}"),
        ("依据", pack_of(held.pack, talk.rules).short),
    )
    ways = [code for code in WAYS.get(held.state, ()) if may_ever(talk.speaker, decisions()[code].action)]
    acts = [to_decide(code, held.id) for code in ways if not not_ours(talk, code, held.id)]
    return Panel(f"{HOLDER_NAMES[held.holder]}资格", rows=rows, acts=acts)


def _reply(talk: ConversationContext, found: PersonFound) -> Panel:
    if not may_ever(talk.speaker, "notify_many"):
        return Panel("回话", lines=("给本人发消息要由审核人员来办。",))
    sign = f"署名“{talk.speaker.name}”，发到本人平时用的聊天里；夜里会等到早上。"
    entry = Entry(f"{HOME}/people/{found.id}/say", (Choice("reply", "写给本人", hint=sign),), "发送")
    return Panel("回话", entry=entry, key="talk")


async def person(request: Request) -> Response:
    """The page."""
    key, only = number(request.path_params["key"]), request.query_params.get("only", "")
    only = only if only in SORTS else ""
    frame, sheet = await look_on_record(request, lambda talk: (frame_of(talk), person_sheet(talk, key, only)))
    return _shown(request, frame, sheet)


async def phone(request: Request) -> Response:
    """The same page with the telephone in full, for a reason that is kept."""
    key, fields = number(request.path_params["key"]), await fields_of(request)

    def deed(talk: ConversationContext) -> tuple[Frame, Sheet]:
        reason = fields.get("reason", "")
        found_here(talk, key)
        if reason not in REASONS:
            raise NotHere
        _, phones = see_phones(talk.work, talk.speaker, key, reason, talk.now)
        return frame_of(talk), person_sheet(talk, key, "", "、".join(marked(*one) for one in phones))

    frame, sheet = await do(request, deed)
    return _shown(request, frame, sheet)


async def say(request: Request) -> Response:
    """A word to one person, signed."""
    key, fields = number(request.path_params["key"]), await fields_of(request)

    def deed(talk: ConversationContext) -> Said:
        found, text = found_here(talk, key), fields.get("reply", "").strip()
        if not text:
            raise NotDone("empty", "还没有写。")
        audience = Audience(("one",), (found.region or talk.speaker.jurisdiction or "",), people=(key,))
        announce(talk.work, talk.speaker, audience, f"{text}\n——{talk.speaker.name}", talk.now)
        act = undo.remember(talk.work, talk.speaker, "announce", "person", key, talk.now)
        return Said(f"写给{found.name or '本人'}的话一分钟后发出。", act, minutes=undo.minutes_of("announce"))

    try:
        said = await do(request, deed)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(fields.get("back", HOME), said)


def _shown(request: Request, frame: Frame, sheet: Sheet) -> Response:
    return framed(request, "console/sheet.html", sheet.up[0], frame, sheet)


routes = [
    Route(f"{HOME}/people/{{key}}", person),
    Route(f"{HOME}/people/{{key}}/phone", phone, methods=["POST"]),
    Route(f"{HOME}/people/{{key}}/say", say, methods=["POST"]),
]
