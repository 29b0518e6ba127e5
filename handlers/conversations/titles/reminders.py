"""What holders are reminded of in the course of the duty year."""

from __future__ import annotations

from datetime import date

from actions.access import pack_of
from actions.diaries.progress import standing_in_year
from actions.titles.notices import PaperDue, Shortage, YearResult
from handlers.conversations.titles.several import alike, whose
from handlers.engine import next_steps, tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from programme.duty import Progress, duty_year
from programme.grounds import uncounted
from programme.qualification import IN_FORCE
from programme.spans import short_day
from programme.years import name_of
from storage.queries.titles.due_holders import handed_in
from storage.queries.titles.standing import QualificationFacts, qualification

QUARTERS = "一二三四"
_NOT_ASKED = {
    "suspended": "核查还没有结论，让您久等了，抱歉。查清了告诉您；暂停前没记的，说一句就补上。",
    "warned": "警告还在，资格不受影响；没记的，说一句就补上。",
}
"""What is said to who was suspended or warned, in the place of a promise of needs."""


def _shortage(talk: ConversationContext, told: Shortage) -> Reply | None:
    held = qualification(talk.work, told.qualification)
    if held is None or held.state not in IN_FORCE:
        return None
    found = standing_in_year(talk.work, held, talk.rules, talk.today)
    if found.met or str(found.year[0]) != told.year:
        return None
    told_alike = alike(talk, held, lambda one: _as_short(talk, one, held, found))
    if told_alike[0].id != held.id:
        return None
    left = (found.year[1] - talk.today).days
    rule = pack_of(held.pack, talk.rules).reminders
    pressing = left <= rule.year_end_days
    lead = f"离年底还有 {left} 天。" if pressing else _lately(talk, rule.quarterly)
    if pressing and found.share < 1:
        lead += f"您是{short_day(held.certified_on)}认定的，今年只算认定后的这一段。"
    rest = _NOT_ASKED.get(held.state, "漏记的，说一句就补上。")
    line = "" if held.state == "suspended" else found.line
    return Reply(join(whose(talk, told_alike) + lead + rest, line), choices=_ways(found))


def _as_short(
    talk: ConversationContext, one: QualificationFacts, held: QualificationFacts, found: Progress
) -> bool:
    """Whether another title is as short, of the same figures, and reminds of it on the same days."""
    other = standing_in_year(talk.work, one, talk.rules, talk.today)
    reminders = [pack_of(title.pack, talk.rules).reminders for title in (one, held)]
    same = (other.line, other.share, other.year) == (found.line, found.share, found.year)
    return same and one.state == held.state and reminders[0] == reminders[1]


def _ways(found: Progress) -> tuple[Choice, ...]:
    """What helps: a station that lacks activities publishes one."""
    lacks_events = found.events < found.events_due
    return (
        (next_steps.DIARY, next_steps.PUBLISH_EVENT, next_steps.MY_PROGRESS)
        if lacks_events
        else (next_steps.DIARY, next_steps.MY_PROGRESS)
    )


def _lately(talk: ConversationContext, quarterly: bool) -> str:
    """«一季度过完了。» where it is told each quarter, while that is news."""
    quarter, months_since = divmod(talk.today.month - 1, 3)
    return f"{QUARTERS[quarter - 1]}季度过完了。" if quarterly and not months_since else ""


def _year_result(talk: ConversationContext, told: YearResult) -> Reply | None:
    """What became of the year, and until when a late diary of it counts."""
    held = qualification(talk.work, told.qualification)
    if held is None or held.state not in IN_FORCE:
        return None
    pack = pack_of(held.pack, talk.rules)
    begun = date.fromisoformat(told.year)
    last = duty_year(pack.year, held.certified_on, begun)[1]
    found = standing_in_year(talk.work, held, talk.rules, last, talk.today)
    plain = pack.year.own or pack.year.first_month == 1
    called = f"{begun.year}年" if plain else name_of(pack.year, begun.year)
    line = f"{called} {uncounted(found.line)}"
    if found.governing is None or not found.share:
        return None
    if found.met:
        return Reply(f"{line}。这一年辛苦了，谢谢您。", choices=(next_steps.MY_PROGRESS,))
    late = last if pack.year.own else pack.reminders.late_diaries_after(last)
    if late < talk.today:
        return Reply(f"{line}。", choices=(next_steps.MY_PROGRESS,))
    return Reply(
        f"{line}。{'辛苦了。' if found.hours else ''}{'去年' if plain else '上一年度'}没记的，{short_day(late)}前补上还算，当天还收。",
        choices=_ways(found),
    )


def _paper_due(talk: ConversationContext, told: PaperDue) -> Reply | None:
    held, by = qualification(talk.work, told.qualification), date.fromisoformat(told.by)
    is_over = by < talk.today
    if held is None or held.state not in IN_FORCE or (is_over and not told.pressed):
        return None
    papers = handed_in(talk.work.connection, [held.holder_id], told.year)
    if f"{told.paper}:{told.year}" in papers.get(held.holder_id, ()):
        return None
    rule = pack_of(held.pack, talk.rules).rules("station").plans
    assert rule is not None
    name = {"plan": "活动计划", "summary": "活动总结"}[told.paper]
    lead = (
        f"{told.year} 年的{name}还没收到，{day(by, talk.today)}截止的"
        if is_over
        else f"该交 {told.year} 年的{name}了，{day(by, talk.today)}截止，当天还收"
    )
    return Reply(
        f"{lead}，几句话就行。",
        choices=(Choice(f"交{name}", tokens.start(f"year_{told.paper}")),),
    )


SHORTAGE = NoticeRenderer(Shortage, _shortage, reminder=True, for_rooms=True)
PAPER_DUE = NoticeRenderer(PaperDue, _paper_due, reminder=True, for_rooms=True)
YEAR_RESULT = NoticeRenderer(YearResult, _year_result, reminder=True, for_rooms=True)
