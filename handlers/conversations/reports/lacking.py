"""谁还没交: who of the jurisdiction has no diary, is short of the year, owes a paper, has not answered a task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import language
from actions.access import sees
from handlers.conversations.reports.yearly import each_kind, line_of
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.engine.pages import paged
from handlers.engine.year_meant import days_meant, year_meant
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten, show_region
from language import regions
from language.lacking import ANYTHING, DIARY, PLAN, SUMMARY, TASK, YEAR, kinds_of_holder, what_lacks
from programme.packs import KINDS, Kind, RulePack
from programme.programmes import packs
from programme.qualification import IN_FORCE
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import plain_day
from programme.years import briefly, key_of
from storage.queries.activities.tasks import TaskFacts, silent, tasks_in
from storage.queries.reports.assessments import Assessed
from storage.queries.staff.lacking import Silent, without_diary, without_paper
from storage.queries.titles.holders import holders_in

SHOWN = 8
NAMED = 5
"""Names of a line, where a reply says several things."""
OUTSIDE = "{}不在您的辖区，看不到那里的记录。"
PAPERS = {PLAN: "活动计划", SUMMARY: "活动总结"}
NOTHING_OPEN = "{}现在没有还差的。"
NOBODY_HERE = "{}还没有认定的{}。"
NO_TASKS, ALL_ANSWERED = "没有还没到期的任务。", "没到期的任务都有回音了。"
UNITS = {"expert": "位", "station": "个"}


def _lacking(talk: ConversationContext) -> Reply:
    region = reading.region(talk, talk.said)
    if region and not sees(talk.speaker, region):
        return Reply(OUTSIDE.format(show_region(region)))
    ways = (Choice("年度考核", tokens.start("assessment")), Choice("群发通知", tokens.start("announce")))
    here = holders_in(talk.work, region or talk.speaker.jurisdiction, IN_FORCE, kinds=_kinds(talk), limit=1)
    if not here:
        return Reply(NOBODY_HERE.format(_where(region) or "辖区里", _whom(talk)), choices=ways)
    lines = _BY_KIND[what_lacks(talk.said) or ANYTHING](talk, region)
    return paged(talk, lines, ways)


def _no_diary(talk: ConversationContext, region: str | None) -> list[str]:
    first, last = days = _days(talk)
    found = _silent(talk, region, days)
    of_year = (first, last) == _this_year(talk)
    span = "今年" if of_year else f"{plain_day(first, talk.today)}到{plain_day(last, talk.today)}"
    if not found:
        return [f"{_where(region)}{span}没有缺日记的{_whom(talk)}。"]
    return [
        f"{_where(region)}{span}没有日记的 {len(found)} 位：",
        *_indented([_line(talk, one) for one in found]),
    ]


def _line(talk: ConversationContext, one: Silent) -> str:
    last = f"上次是{plain_day(one.last, talk.today)}" if one.last else "还没有过日记"
    where = f"（{show_region(one.region)}）" if one.region else ""
    return f"{one.name}{where}：{last}"


def _short_of_the_year(talk: ConversationContext, region: str | None) -> list[str]:
    days = days_meant(talk, year_meant(talk) or talk.today)
    names = (briefly(pack.year, key_of(pack.year, days[pack.id])) for pack in packs(talk.rules))
    span = "今年还没" if set(days.values()) == {talk.today} else f"{'、'.join(dict.fromkeys(names))}没"
    lines = [
        line
        for pack, kind, people in each_kind(talk, days)
        if kind in kinds_of_holder(talk.said)
        for line in _behind(
            talk, pack, kind, [one for one in people if _lies_in(one.region, region)], days[pack.id]
        )
    ]
    return (
        [f"{_where(region)}{span}达标的：", *lines]
        if lines
        else [f"{_where(region)}没有{span}达标的{_whom(talk)}。"]
    )


def _behind(
    talk: ConversationContext, pack: RulePack, kind: Kind, people: Sequence[Assessed], on: date
) -> list[str]:
    """Those of a kind who are short, the furthest behind first."""
    behind = sorted(
        (one for one in people if one.standing == "short"), key=lambda one: (one.record.hours, one.name)
    )
    told = _indented([f"{one.name}：{line_of(talk, pack, kind, one, on)}" for one in behind])
    return [f"{HOLDER_NAMES[kind]} {len(behind)} {UNITS[kind]}：", *told] if behind else []


def _paper(what: str) -> Callable[[ConversationContext, str | None], list[str]]:
    def owed(talk: ConversationContext, region: str | None) -> list[str]:
        year = _year(talk, what)
        names = _owed(talk, region, what, year)
        which = f"{year} 年{PAPERS[what]}"
        if not names:
            return [f"{_where(region)}工作站的 {which}都交了。"]
        return [f"{_where(region)}没交 {which}的工作站 {len(names)} 个：", *_indented(names)]

    return owed


def _tasks(talk: ConversationContext, region: str | None) -> list[str]:
    waiting = _unanswered(talk, region)
    if not waiting:
        given = tasks_in(talk.work, talk.speaker.jurisdiction, talk.today)
        return [ALL_ANSWERED if given else NO_TASKS]
    return [
        f"{one.id} 号任务“{shorten(one.text, 16)}”（{plain_day(one.due_on, talk.today)}截止）没回音 {len(names)} 位：{_named(names)}。"
        for one, names in waiting[:SHOWN]
    ]


def _anything(talk: ConversationContext, region: str | None) -> list[str]:
    """No thing was named: what is out just now, a line each."""
    lines = _tasks(talk, region) if _unanswered(talk, region) else []
    year = _year(talk, PLAN)
    stations = _owed(talk, region, PLAN, year) if "station" in kinds_of_holder(talk.said) else []
    lines += [f"没交 {year} 年活动计划 {len(stations)} 个：{_named(stations)}。"] if stations else []
    names = [one.name for one in _silent(talk, region, _this_year(talk))]
    lines += [f"今年没有日记 {len(names)} 位：{_named(names)}。"] if names else []
    return [f"{_where(region)}还差的：", *lines] if lines else [NOTHING_OPEN.format(_where(region))]


def _silent(talk: ConversationContext, region: str | None, days: tuple[date, date]) -> list[Silent]:
    here = talk.work, talk.speaker.jurisdiction, IN_FORCE
    return without_diary(*here, kinds=_kinds(talk), region=region, days=days)


def _owed(talk: ConversationContext, region: str | None, what: str, year: int) -> list[str]:
    here = talk.work, talk.speaker.jurisdiction, IN_FORCE
    return without_paper(*here, what=what, year=year, region=region)


def _unanswered(talk: ConversationContext, region: str | None) -> list[tuple[TaskFacts, list[str]]]:
    """Tasks that are not over, each with those of the region who have not answered."""
    there = {one.person_id for one in holders_in(talk.work, region, IN_FORCE)} if region else None
    found = [
        (one, [name for who, name in silent(talk.work, one.id) if there is None or who in there])
        for one in tasks_in(talk.work, talk.speaker.jurisdiction, talk.today)
    ]
    return [(one, names) for one, names in found if names]


def _kinds(talk: ConversationContext) -> tuple[Kind, ...]:
    named = kinds_of_holder(talk.said)
    return tuple(kind for kind in KINDS if kind in named)


def _whom(talk: ConversationContext) -> str:
    return "和".join(HOLDER_NAMES[kind] for kind in _kinds(talk))


def _days(talk: ConversationContext) -> tuple[date, date]:
    """The days that are named, as far as they are over; else the year so far."""
    period = language.read_period(talk.said, talk.said_at)
    return (period.first, min(period.last, talk.today)) if period else _this_year(talk)


def _this_year(talk: ConversationContext) -> tuple[date, date]:
    return date(talk.today.year, 1, 1), talk.today


def _year(talk: ConversationContext, what: str) -> int:
    """The year that is named; else of a plan this one, of a summary the one gone by until December."""
    period = language.read_period(talk.said, talk.said_at)
    if period:
        return period.first.year
    return talk.today.year - (what == SUMMARY and talk.today.month < 12)


def _lies_in(place: str | None, region: str | None) -> bool:
    return region is None or (place is not None and (place == region or regions.within(place, region)))


def _where(region: str | None) -> str:
    return show_region(region) if region else ""


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"　{line}" for line in lines]


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")


_BY_KIND: dict[str, Callable[[ConversationContext, str | None], list[str]]] = {
    DIARY: _no_diary,
    YEAR: _short_of_the_year,
    PLAN: _paper(PLAN),
    SUMMARY: _paper(SUMMARY),
    TASK: _tasks,
    ANYTHING: _anything,
}
LACKING = Command(
    "lacking",
    "谁还没交",
    ("谁还没交", "还差谁", "谁还没交日记", "谁没交计划", "谁没交总结", "任务谁没做"),
    _lacking,
    OFFICE,
    syntax=lambda text: bool(what_lacks(text)),
)
