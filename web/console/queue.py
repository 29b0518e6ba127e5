"""What needs a hand, as lines of the console: what it is, how long it has waited, and the act that ends it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from actions.access import actor_of
from actions.applications.apply import PASSED
from actions.offers.suggest import Suggestion, first_for_each
from actions.reports.digests import FIRST, SECTIONS, in_need_of_a_hand
from actions.staff.put_off import PLACES
from actions.steps import StepOwners
from handlers.conversations.reports.digest import Line, in_order
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import decisions
from handlers.rendering.plain import shorten, show_region
from storage.queries.applications.filed import ApplicationFacts, applications_by_id
from storage.queries.needs import NeedFacts, needs_by_id
from storage.queries.reports.waiting import COUNTED, Found, Waiting
from web.console.briefly import brief
from web.console.levels import ELSEWHERE
from web.console.line import Entry, Group
from web.console.session import HOME
from web.console.taps import DONE_BY, ONE_TAP, Act
from web.console.words import waits
from web.console.year import year_to_decide

BUNDLE = 3
"""More than so many of a kind are one line."""
PATIENCE = timedelta(hours=24)
"""After so long without anybody a need is over its time."""
PRESSING = frozenset(section.what for section in SECTIONS if section.presses)
LISTED = tuple(section.what for section in SECTIONS if section.what != "year")
"""The year gone by is a line and a page of its own: who was short in it is reckoned there."""
OVERDUE = frozenset(
    {"plan", "summary", "unserved", "left_behind", "late_answer", "late_contact", "late_review"}
)
"""Kinds that stand here because their day is over."""
WAITED = "等了"
_IN_DAYS = re.compile(r"(?:^|，)(?:等了 \d+ 天|今天刚来)")
"""How the chat says how long something waits: in whole days, which beside the mark's hours would not add up."""
BUNDLES = {
    "need": "{} 条需求问过一轮没有人接",
    "application": "{} 件申请等审核",
    "objection": "{} 件异议等处理",
    "complaint": "{} 件投诉等处理",
    "appeal": "{} 件申诉等处理",
    "second": "{} 件决定等第二人确认",
    "warning": "{} 位满了期限没有日记和活动，警告不警告",
    "silent": "{} 位快到警告了，还没有动静",
    "renewal": "{} 位申请续聘",
    "ending": "{} 位任期快到了，还没申请续聘",
    "diary": "{} 篇日记要核实",
    "year": "{} 位上一年没达标，等您定",
    "unpaid": "{} 件查实的收费还没记退款",
    "call": "{} 位的提醒都没送到，先打个电话",
    "lift": "{} 位警告后又有日记，警告解不解除",
    "left_behind": "{} 件服务的专家资格结束了，还在手上",
    "unserved": "{} 件接了很久，还没有服务",
    "late_answer": "{} 条需求过了时限没有人接",
    "late_contact": "{} 件接了单，过了时限没听说联系上",
    "late_review": "{} 件服务过了时限，企业还没评价",
    "suspended": "{} 位暂停着，还没有结论",
    "warned": "{} 位警告后还没有日记",
    "plan": "{} 个工作站没交活动计划",
    "summary": "{} 个工作站没交活动总结",
    "task": "{} 项任务快截止，还有人没回音",
    "returned": "{} 件申请退回后没有补正",
}
DECIDED_BY = {
    "application": "pass",
    "objection": "uphold_objection",
    "complaint": "uphold_complaint",
    "appeal": "uphold_appeal",
    "warning": "warn",
    "call": "warn",
    "renewal": "agree_renewal",
    "diary": "clear_diary",
    "year": "keep_title",
    "unpaid": "repaid",
    "lift": "lift",
}
"""The decision whose page shows a line's matter, with all that may be decided about it."""
SEEN_AT = {
    "objection": "cases",
    "complaint": "cases",
    "appeal": "cases",
}
"""Where a case is looked at by whom it is not decided."""
HOLDERS = frozenset({"silent", "ending"})
"""Kinds about a title of which the chat shows nothing more: the page of who holds it does."""
CAPTIONS = {
    "application": "审核…",
    "objection": "处理…",
    "complaint": "处理…",
    "appeal": "处理…",
    "second": "去确认",
    "warning": "看案卷",
    "call": "看案卷",
    "renewal": "答复…",
    "diary": "看日记",
    "year": "看案卷",
    "unpaid": "记退款…",
    "lift": "看案卷",
    "silent": "提醒",
    "ending": "问续聘",
    "plan": "催交",
    "summary": "催交",
    "unserved": "催一催",
    "returned": "再提醒",
    "task": "看进度",
    "left_behind": "另请专家…",
    "late_answer": "看需求",
    "late_contact": "另请专家…",
    "late_review": "看电话",
    "suspended": "看案卷",
    "warned": "看案卷",
    "letters": "电话单",
}


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits for somebody, group by group."""

    groups: tuple[Group, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines that are shown say beside their rows, read for all of them at once."""

    needs: Mapping[int, NeedFacts]
    suggested: Mapping[int, Suggestion]
    applications: Mapping[int, ApplicationFacts]


def queue_of(talk: ConversationContext) -> Queue:
    """What needs this member of staff's hand, the most urgent first; the same thing many times is one line."""
    owners = StepOwners(talk.work)
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, FIRST, only=LISTED, owners=owners)
    lines = in_order(talk, found, None)
    known = _known(talk, [line for line in lines if found[line.what].count <= BUNDLE])
    groups: tuple[tuple[str, str, Callable[[Line], bool]], ...] = (
        ("已经超时", "", lambda line: _mine(talk, line) and _late(talk, line)),
        ("今天到期", "", lambda line: _mine(talk, line) and line.item.by == talk.today),
        ("等您决定", "", lambda line: _mine(talk, line) and line.what in PRESSING),
        ("知道一下", "", lambda line: True),
    )
    left, made = lines, []
    for title, note, belongs in groups:
        here = [line for line in left if belongs(line)]
        left = [line for line in left if not belongs(line)]
        if here:
            made.append(_group(talk, title, note, here, _counted(found, left), known))
    year = year_to_decide(talk, owners)
    made += [Group("年度考核", "", 1, (year,))] if year else []
    return Queue(tuple(made), sum(one.count for one in made))


def _counted(found: Mapping[str, Found[Waiting]], left: Sequence[Line]) -> dict[str, Found[Waiting]]:
    """Of kinds that have lines left for a later group what is behind the last row is counted there, and not twice."""
    later = {line.what for line in left}
    return {what: Found(len(one.rows), one.rows) if what in later else one for what, one in found.items()}


def _known(talk: ConversationContext, lines: Sequence[Line]) -> Known:
    ids = {what: [line.row.id for line in lines if line.what == what] for what in ("need", "application")}
    needs = needs_by_id(talk.work, ids["need"]) if ids["need"] else {}
    suggested = first_for_each(talk.work, needs.values(), talk.now) if needs else {}
    return Known(needs, suggested, applications_by_id(talk.work, ids["application"]))


def _mine(talk: ConversationContext, line: Line) -> bool:
    """Whether it is the reader's to decide: a case that a colleague hears is not. Steps of other levels are not found at all."""
    heard_by = getattr(line.row, "heard_by", ())
    return not heard_by or talk.speaker.person_id in heard_by


def entries_of(talk: ConversationContext, what: str, first: int, most: int) -> tuple[int, list[Entry]]:
    """How many there are of a kind, and some of them, each a line of its own; the most urgent of each `FIRST` first."""
    before = first // FIRST * FIRST
    found = _of_kind(talk, what, min(before + FIRST, COUNTED))
    if what not in found:
        return 0, []
    block = {what: Found(found[what].count, found[what].rows[before:])}
    lines = in_order(talk, block, None)[first - before :][:most]
    known = _known(talk, lines)
    return found[what].count, [_entry(talk, line, known) for line in lines]


def ids_in_queue(talk: ConversationContext, what: str, most: int) -> list[int]:
    """The rows of a kind that wait, so many at most."""
    found = _of_kind(talk, what, most)
    return [row.id for row in found[what].rows] if what in found else []


def _of_kind(talk: ConversationContext, what: str, most: int) -> dict[str, Found[Waiting]]:
    return in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, most, only=(what,))


def _late(talk: ConversationContext, line: Line) -> bool:
    if line.what == "need":
        return talk.now - line.row.created_at > PATIENCE  # type: ignore[union-attr]  # rows of needs
    return line.what in OVERDUE or (line.item.by is not None and line.item.by < talk.today)


def _group(
    talk: ConversationContext,
    title: str,
    note: str,
    lines: list[Line],
    found: Mapping[str, Found[Waiting]],
    known: Known,
) -> Group:
    kinds = dict.fromkeys(line.what for line in lines)
    entries: list[Entry] = []
    count = 0
    for what in kinds:
        same = [line for line in lines if line.what == what]
        if what == "letters":
            count += getattr(same[0].row, "count", 1)
            entries.append(_entry(talk, same[0], known))
            continue
        number = len(same) + found[what].count - len(found[what].rows)
        count += number
        if found[what].count > BUNDLE:
            entries.append(_bundle(talk, what, number, same))
        else:
            entries += (_entry(talk, line, known) for line in same)
    return Group(title, note, count, tuple(entries))


def _bundle(talk: ConversationContext, what: str, number: int, lines: list[Line]) -> Entry:
    places = [
        show_region(code) for code in dict.fromkeys(getattr(line.row, "region", "") for line in lines) if code
    ]
    names = [
        name
        for line in lines[:3]
        if (name := getattr(line.row, "name", "") or getattr(line.row, "against", ""))
    ]
    about = (
        f"在{'、'.join(places[:4])}"
        if places
        else "、".join(names) + ("等" if names and number > len(names) else "")
    )
    urgent = sum(bool(getattr(line.row, "urgent", False)) for line in lines)
    about += f"，{urgent} 条急" if urgent else ""
    address = f"{HOME}/queue/{what}"
    unit = "人" if "位" in BUNDLES[what] else "个" if "个" in BUNDLES[what] else "件"
    mark = _oldest(talk, lines) or f"{number} {unit}"
    tone = "bad" if any(_late(talk, line) for line in lines) else ""
    return Entry(
        f"all:{what}",
        mark,
        tone,
        BUNDLES[what].format(number),
        about,
        address,
        (Act(f"预览 {number} {unit}…", address),),
    )


def _oldest(talk: ConversationContext, lines: Iterable[Line]) -> str:
    since = [at for line in lines if (at := getattr(line.row, "created_at", None))]
    return f"等了 {waits(min(since), talk.now)}" if since else ""


def _entry(talk: ConversationContext, line: Line, known: Known) -> Entry:
    row: Any = line.row
    if line.what == "need" and row.id in known.needs:
        return _need(talk, row, known.needs[row.id], known.suggested.get(row.id))
    title, _, about = brief(talk, line.what, row, known.applications).partition("，")
    mark, tone = _mark(talk, line)
    if mark.startswith(WAITED):
        about = _IN_DAYS.sub("", about).lstrip("，")
    if not _mine(talk, line):
        href = f"{HOME}/{SEEN_AT[line.what]}/{row.id}"
        key = f"{line.what}:{row.id}"
        return Entry(key, "知道一下", "", title, ELSEWHERE, href, (Act("看", href),))
    href = _href(line.what, row)
    return Entry(f"{line.what}:{row.id}", mark, tone, title, about, href, acts_on(line.what, row.id, href))


def _need(talk: ConversationContext, row: Any, need: NeedFacts, best: Suggestion | None) -> Entry:
    late = talk.now - row.created_at > PATIENCE
    mark = f"{'急 · ' if need.urgent else ''}等了 {waits(row.created_at, talk.now)}"
    href = f"{HOME}/needs/{need.id}"
    about = f"{need.enterprise} · {show_region(need.region)}"
    acts: tuple[Act, ...] = (Act("怎么办…", href),)
    if best:
        why = "，".join(reason.text for reason in best.reasons[:2])
        about += f"。推荐{best.name}：{why}"
        give = (("act", "assign"), ("need", str(need.id)), ("expert", str(best.expert_id)))
        acts = (Act(f"派给{best.name}", fields=give), Act("换人", href))
    else:
        about += "。没有合适又有空的专家"
    later = _later("need", need.id)
    tone = "bad" if late or need.urgent else ""
    return Entry(
        f"need:{need.id}", mark, tone, f"{need.id} 号　{shorten(need.text, 40)}", about, href, (*acts, *later)
    )


def _mark(talk: ConversationContext, line: Line) -> tuple[str, str]:
    by = line.item.by
    if by is not None and by <= talk.today:
        return ("今天到期", "warn") if by == talk.today else ("已逾期", "bad")
    if line.what in OVERDUE:
        return "已逾期", "bad"
    if line.what == "lift":
        return "好消息", "good"
    since = getattr(line.row, "filed_at", None) or getattr(line.row, "submitted_at", None)
    if isinstance(since, datetime):
        return f"等了 {waits(since, talk.now)}", ""
    return ("快到期", "warn") if by is not None else ("新", "good") if line.item.new else ("待办", "")


def _href(what: str, row: Any) -> str:
    if what == "letters":
        return f"{HOME}/undelivered"
    if what == "application" and row.state == PASSED:
        return f"{HOME}/applications/{row.id}"
    if what in DECIDED_BY and DECIDED_BY[what] in decisions():
        return f"{HOME}/decide/{DECIDED_BY[what]}/{row.id}"
    return f"{HOME}/people/{row.person_id}" if what in HOLDERS else f"{HOME}/matter/{what}/{row.id}"


def acts_on(what: str, key: int, href: str) -> tuple[Act, ...]:
    """What can be done about a line at once; `href`: where it is looked at."""
    caption = CAPTIONS.get(what, "看")
    if (form := DONE_BY.get(what)) in ONE_TAP and form is not None:
        return (
            Act(caption, fields=(("tap", form), ("key", str(key)))),
            Act("看", href),
            *_later(what, key),
        )
    return (Act(caption, href), *_later(what, key))


def _later(what: str, key: int) -> tuple[Act, ...]:
    """Put off until tomorrow at one tap; other days on the page of the matter."""
    return (
        (Act("明天再看", fields=(("act", "later"), ("what", what), ("key", str(key)))),)
        if what in PLACES
        else ()
    )
