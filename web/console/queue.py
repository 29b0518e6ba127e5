"""What needs a hand, as lines of the console: what it is, how long it has waited, and the act that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from actions.access import actor_of
from actions.applications.apply import PASSED
from actions.offers.suggest import suggest_for
from actions.reports.digests import FIRST, SECTIONS, in_need_of_a_hand
from actions.staff.put_off import PLACES
from handlers.conversations.reports.digest import Line, in_order, told_before
from handlers.conversations.reports.lines import LINES
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import decisions
from handlers.rendering.plain import shorten, show_region
from storage.queries.applications.filed import application
from storage.queries.needs import NeedFacts, needs_by_id
from storage.queries.reports.digests import Found, Waiting
from web.console.levels import person_behind, said_of
from web.console.session import HOME
from web.console.taps import ONE_TAP, Act
from web.console.words import waits

BUNDLE = 3
"""More than so many of a kind are one line."""
PATIENCE = timedelta(hours=24)
"""After so long without anybody a need is over its time."""
PRESSING = frozenset(section.what for section in SECTIONS if section.presses)
OVERDUE = frozenset({"plan", "summary", "unserved", "left_behind"})
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
DONE_BY = {
    "silent": "nudge",
    "ending": "nudge_renewal",
    "plan": "press_plan",
    "summary": "press_summary",
    "unserved": "press_service",
    "returned": "press_application",
}
"""The form of one tap that does what a line asks for."""
SEEN_AT = {
    "application": "applications",
    "objection": "cases",
    "complaint": "cases",
    "appeal": "cases",
}
"""Where a line is looked at by whom it is not decided; all others are about a person."""
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
    "suspended": "看案卷",
    "warned": "看案卷",
    "letters": "电话单",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. `tone` of its mark: bad, warn, good or nothing."""

    key: str
    mark: str
    tone: str
    title: str
    about: str
    href: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one urgency under a heading; `count` of things, of which a line may hold many."""

    title: str
    note: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits for somebody, group by group."""

    groups: tuple[Group, ...]
    total: int


def queue_of(talk: ConversationContext) -> Queue:
    """What needs this member of staff's hand, the most urgent first; the same thing many times is one line."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, FIRST)
    lines = in_order(talk, found, told_before(talk))
    needs = needs_by_id(talk.work, [line.row.id for line in lines if line.what == "need"][:BUNDLE])
    others = _of_others(talk, found)
    groups = (
        ("已经超时", "", lambda line: _mine(line, others) and _late(talk, line)),
        ("今天到期", "", lambda line: _mine(line, others) and line.item.by == talk.today),
        ("等您决定", "同一种事合成一行", lambda line: _mine(line, others) and line.what in PRESSING),
        ("知道一下", "", lambda line: True),
    )
    left, made = lines, []
    for title, note, belongs in groups:
        here = [line for line in left if belongs(line)]
        left = [line for line in left if line not in here]
        if here:
            made.append(_group(talk, title, note, here, found, needs))
    return Queue(tuple(made), sum(one.count for one in made))


def _of_others(talk: ConversationContext, found: dict[str, Found[Waiting]]) -> frozenset[str]:
    """The lines that another level or a colleague decides, as «warning:12»."""
    return frozenset(
        f"{what}:{key}"
        for what, waiting in found.items()
        for key in said_of(talk, what, [row.id for row in waiting.rows])
    )


def _mine(line: Line, others: frozenset[str]) -> bool:
    return f"{line.what}:{line.row.id}" not in others


def entries_of(talk: ConversationContext, what: str, first: int, most: int) -> tuple[int, list[Entry]]:
    """How many there are of a kind, and some of them, each a line of its own."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, FIRST)
    if what not in found:
        return 0, []
    lines = in_order(talk, {what: found[what]}, None)[first : first + most]
    needs = needs_by_id(talk.work, [line.row.id for line in lines if what == "need"])
    return found[what].count, [_entry(talk, line, needs) for line in lines]


def ids_in_queue(talk: ConversationContext, what: str, most: int) -> list[int]:
    """The rows of a kind that wait, so many at most."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, most)
    return [row.id for row in found[what].rows] if what in found else []


def _late(talk: ConversationContext, line: Line) -> bool:
    if line.what == "need":
        return talk.now - line.row.created_at > PATIENCE  # type: ignore[union-attr]  # rows of needs
    return line.what in OVERDUE or (line.item.by is not None and line.item.by < talk.today)


def _group(
    talk: ConversationContext,
    title: str,
    note: str,
    lines: list[Line],
    found: dict[str, Found[Waiting]],
    needs: dict[int, NeedFacts],
) -> Group:
    kinds = dict.fromkeys(line.what for line in lines)
    entries: list[Entry] = []
    count = 0
    for what in kinds:
        same = [line for line in lines if line.what == what]
        if what == "letters":
            count += getattr(same[0].row, "count", 1)
            entries.append(_entry(talk, same[0], needs))
            continue
        number = len(same) + found[what].count - len(found[what].rows)
        count += number
        if number > BUNDLE:
            entries.append(_bundle(talk, what, number, same))
        else:
            entries += (_entry(talk, line, needs) for line in same)
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


def _entry(talk: ConversationContext, line: Line, needs: dict[int, NeedFacts]) -> Entry:
    row: Any = line.row
    if line.what == "need" and row.id in needs:
        return _need(talk, row, needs[row.id])
    words = LINES[line.what][0](talk, row)
    title, _, about = words.partition("，")
    mark, tone = _mark(talk, line)
    if mark.startswith(WAITED):
        about = _IN_DAYS.sub("", about).lstrip("，")
    if why := said_of(talk, line.what, [row.id]).get(row.id):
        return _of_another(talk, line, title, why)
    href = _href(talk, line.what, row.id)
    return Entry(f"{line.what}:{row.id}", mark, tone, title, about, href, acts_on(line.what, row.id, href))


def _of_another(talk: ConversationContext, line: Line, title: str, why: str) -> Entry:
    """A line that is not the reader's to decide: whose it is, and where it is looked at."""
    what, key = line.what, line.row.id
    href = f"{HOME}/{SEEN_AT[what]}/{key}" if what in SEEN_AT else _person(talk, what, key)
    return Entry(f"{what}:{key}", "知道一下", "", title, why, href, (Act("看", href),))


def _need(talk: ConversationContext, row: Any, need: NeedFacts) -> Entry:
    best = suggest_for(talk.work, need, talk.now, 1)
    late = talk.now - row.created_at > PATIENCE
    mark = f"{'急 · ' if need.urgent else ''}等了 {waits(row.created_at, talk.now)}"
    href = f"{HOME}/needs/{need.id}"
    about = f"{need.enterprise} · {show_region(need.region)}"
    acts: tuple[Act, ...] = (Act("看推荐", href),)
    if best:
        why = "，".join(reason.text for reason in best[0].reasons[:2])
        about += f"。推荐{best[0].name}：{why}"
        give = (("act", "assign"), ("need", str(need.id)), ("expert", str(best[0].expert_id)))
        acts = (Act(f"派给{best[0].name}", fields=give), Act("换人", href))
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


def _href(talk: ConversationContext, what: str, key: int) -> str:
    if what == "letters":
        return f"{HOME}/undelivered"
    if what == "application" and (one := application(talk.work, key)) and one.state == PASSED:
        return f"{HOME}/applications/{key}"
    if what in DECIDED_BY and DECIDED_BY[what] in decisions():
        return f"{HOME}/decide/{DECIDED_BY[what]}/{key}"
    if what in HOLDERS:
        return _person(talk, what, key)
    return f"{HOME}/matter/{what}/{key}"


def _person(talk: ConversationContext, what: str, key: int) -> str:
    person = person_behind(talk, what, key)
    return f"{HOME}/people/{person}" if person else HOME


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
