"""What was begun and not ended, in words: a line each for digests and for 待办, with the act that ends it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any

from actions.access import actor_of, pack_of
from actions.limits import last_reminded
from actions.needs.unserved import offices_to_ask
from actions.reports.digests import in_need_of_a_hand
from actions.reports.undone import UNDONE, latest_paper
from actions.titles.silence import reminded_on
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.masked_phone import masked_of
from handlers.message import Choice
from handlers.rendering.moments import day as said_day
from handlers.rendering.plain import shorten
from programme.roles import HOLDER_NAMES
from storage.queries.activities.tasks import counts
from storage.queries.needs import get_need
from storage.queries.people.profiles import profile
from storage.queries.reports.waiting import WaitingApplication, WaitingHolder
from storage.queries.titles.decided import last_decided
from storage.queries.titles.reminded import Reminded, reminded
from storage.queries.titles.standing import WarningFacts, qualification, warning

PAPERS = {"plan": "活动计划", "summary": "活动总结"}
LATER = "某日再看"
Words = tuple[Callable[[ConversationContext, Any], str], str, str, str]
"""How a line is said; the caption of its act, the form behind it, and that form's reference."""


def days_since(talk: ConversationContext, since: datetime | date) -> int:
    """Whole days from a day, or from the day of a moment, to today."""
    day = since.astimezone(talk.now.tzinfo).date() if isinstance(since, datetime) else since
    return (talk.today - day).days


def for_days(days: int, after: str = "") -> str:
    """«3 天», with what stands behind it; nothing of what is of today."""
    return f" {days} 天{after}" if days else ""


def later(what: str, key: int, caption: str = LATER) -> Choice:
    """The choice that puts a line off until a day."""
    return Choice(caption, tokens.prompt("look_later", key, "what", what))


def reminders_of(talk: ConversationContext, one: WarningFacts) -> Reminded:
    """How the reminders ahead of a warning have fared."""
    return reminders_of_all(talk, [one])[one.who.qualification_id]


def reminders_of_all(talk: ConversationContext, due: Collection[WarningFacts]) -> dict[int, Reminded]:
    """The same of several warnings, by title."""
    return reminded(talk.work, [(one.who.qualification_id, one.silent_since) for one in due], reminded_on())


def reminded_otherwise(talk: ConversationContext, one: WarningFacts) -> str:
    """The last reminder since the silence began that is none of those ahead of a warning; or that there was none."""
    last = last_reminded(talk.work, one.who.person_id, talk.now)
    if last is None or last.date() < one.silent_since:
        return "还没提醒过"
    return f"{said_day(last.date(), talk.today)}提醒过"


def unreached(talk: ConversationContext, one: WarningFacts, found: Reminded | None = None) -> str:
    """Where reminders were sent and none arrived: that, and the telephone; else nothing. `found`: how they fared, where known."""
    fared = found or reminders_of(talk, one)
    if not fared.sent > fared.arrived == 0:
        return ""
    known = profile(talk.work, one.who.person_id)
    phone = masked_of(known)
    return f"提醒 {fared.sent} 次都没送到{f'，电话 {phone}' if phone else ''}"


def endings(talk: ConversationContext, need_id: int) -> tuple[Choice, ...]:
    """What ends a need that nobody takes, besides an expert; another office where there is one to ask."""
    wider = Choice("请上级或邻市", tokens.start("ask_wider", "need", need_id))
    there_is = any(offices_to_ask(talk.work, talk.speaker.jurisdiction or ""))
    return (
        *([wider] if there_is else []),
        later("need", need_id),
        Choice("告诉企业办不了", tokens.start("cannot_serve", "need", need_id)),
    )


def undone_lines(talk: ConversationContext, most: int) -> tuple[list[str], list[Choice]]:
    """All of it that is the speaker's to see to, as lines and as the acts of the first of each kind."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, most)
    own = [(what, found[what]) for what, *_ in UNDONE if what in found]
    lines: list[str] = []
    acts: list[Choice] = []
    for what, waiting in own:
        lines += [WORDS[what][0](talk, row) for row in waiting.rows]
        lines += [f"　另有 {waiting.count - len(waiting.rows)} 件。"] * (waiting.count > len(waiting.rows))
        acts += [act_of(what, row) for row in waiting.rows]
    return lines, acts


def act_of(what: str, row: Any) -> Choice:
    """The act of a line."""
    _, caption, form, ref = WORDS[what]
    name = shorten(getattr(row, "name", "") or "", 10)
    return Choice(caption.format(name=name, id=row.id), tokens.start(form, ref, row.id))


def owed(talk: ConversationContext, key: int, what: str) -> tuple[int, date] | None:
    """The year and the last day of the newest plan or summary that a station's title asks for; None where none is."""
    held = qualification(talk.work, key)
    rule = pack_of(held.pack, talk.rules).rules("station").plans if held else None
    return latest_paper(what, rule.plan_by, rule.summary_by, talk.today) if rule else None


def _call(talk: ConversationContext, row: WaitingHolder) -> str:
    one = warning(talk.work, row.id)
    return f"{row.name}{unreached(talk, one)}：先打个电话" if one else ""


def _lift(talk: ConversationContext, row: WaitingHolder) -> str:
    held = qualification(talk.work, row.id)
    last = f"（最近一次{said_day(held.silent_since, talk.today)}）" if held and held.silent_since else ""
    return f"{row.name}警告后又有日记了{last}，警告解不解除"


def _warned(talk: ConversationContext, row: WaitingHolder) -> str:
    since = for_days(days_since(talk, row.day), "了").lstrip()
    return f"{row.name} {said_day(row.day, talk.today)}警告，{since}还没有日记"


def _suspended(talk: ConversationContext, row: WaitingHolder) -> str:
    why = last_decided(talk.work, row.id, "suspend")
    about = f"，要查：{shorten(why.reason, 20)}" if why and why.reason else ""
    return f"{row.name}暂停{for_days(days_since(talk, row.day), '了') or '，'}还没有结论{about}"


def _unserved(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}接了 {row.id} 号需求{for_days(days_since(talk, row.day))}，还没有服务"


def _left_behind(talk: ConversationContext, row: WaitingHolder) -> str:
    need = get_need(talk.work, row.id)
    return f"{row.name}的资格结束了，{row.id} 号需求（{need.enterprise}）还在手上"


def _late_answer(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.id} 号需求（{row.name}）过了接单时限{for_days(days_since(talk, row.day))}，还没有人接"


def _late_contact(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}接了 {row.id} 号需求，过了联系时限{for_days(days_since(talk, row.day))}，没听说联系上"


def _late_review(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}服务的 {row.id} 号需求过了回访时限{for_days(days_since(talk, row.day))}，企业还没评价"


def _paper(what: str) -> Callable[[ConversationContext, WaitingHolder], str]:
    def words(talk: ConversationContext, row: WaitingHolder) -> str:
        found = owed(talk, row.id, what)
        year, by = found or (talk.today.year, talk.today)
        return f"{row.name} {year} 年{PAPERS[what]}逾期{for_days(days_since(talk, by))}"

    return words


def _returned(talk: ConversationContext, row: WaitingApplication) -> str:
    days = for_days(days_since(talk, row.submitted_at), "了")
    return f"{row.name}的{HOLDER_NAMES[row.kind]}申请退回{days}，还没有补正"


def _task(talk: ConversationContext, row: WaitingHolder) -> str:
    of = counts(talk.work, row.id)
    day = said_day(row.day, talk.today)
    return f"{row.id} 号任务“{shorten(row.name, 12)}”{day}截止：做好 {of.get('done', 0)} 位，没回音 {of['asked']} 位"


WORDS: Mapping[str, Words] = {
    "call": (_call, "看 {name}", "see_call", "warning"),
    "lift": (_lift, "看 {name}", "see_lift", "title"),
    "left_behind": (_left_behind, "看 {id} 号服务", "see_left_behind", "need"),
    "unserved": (_unserved, "看 {id} 号服务", "see_unserved", "need"),
    "late_answer": (_late_answer, "看 {id} 号需求", "see_need", "need"),
    "late_contact": (_late_contact, "看 {id} 号联系", "see_late_contact", "need"),
    "late_review": (_late_review, "看 {id} 号回访", "see_late_review", "need"),
    "suspended": (_suspended, "看暂停 {name}", "see_suspended", "title"),
    "warned": (_warned, "看警告 {name}", "see_warned", "title"),
    "plan": (_paper("plan"), "看计划 {name}", "see_plan", "title"),
    "summary": (_paper("summary"), "看总结 {name}", "see_summary", "title"),
    "task": (_task, "看 {id} 号任务", "see_task", "task"),
    "returned": (_returned, "看退回 {name}", "see_returned", "application"),
}
