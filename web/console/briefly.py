"""A line of 今天 in words, from its row alone: a page of many lines asks nothing more for each. The figures stand on its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from actions.applications.apply import PASSED
from handlers.conversations.reports.lines import LINES, words_of_application
from handlers.engine.context import ConversationContext
from handlers.engine.undone import PAPERS, days_since, for_days
from handlers.rendering.moments import day as said_day
from handlers.rendering.plain import shorten
from programme.spans import plain_day
from storage.queries.applications.filed import ApplicationFacts
from storage.queries.reports.waiting import WaitingHolder

Words = Callable[[ConversationContext, WaitingHolder], str]


def _warning(talk: ConversationContext, row: WaitingHolder) -> str:
    since = plain_day(row.day, talk.today)
    return f"{row.name}从{since}到今天 {days_since(talk, row.day)} 天没有日记和活动，警告不警告等您定"


def _second(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}的决定等第二人确认{for_days(days_since(talk, row.day), '了')}"


def _call(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}的提醒都没送到，先打个电话"


def _silent(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name} {days_since(talk, row.day)} 天没有日记，快到警告了"


def _renewal(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}申请续聘，任期到 {plain_day(row.day, talk.today)}"


def _diary(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name} {plain_day(row.day, talk.today)}的日记要核实"


def _lift(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}警告后又有日记了，警告解不解除"


def _suspended(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}暂停{for_days(days_since(talk, row.day), '了') or '，'}还没有结论"


def _left_behind(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}的资格结束了，{row.id} 号需求还在手上"


def _paper(what: str) -> Words:
    return lambda talk, row: f"{row.name}的{PAPERS[what]}逾期没交"


def _task(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.id} 号任务“{shorten(row.name, 12)}”{said_day(row.day, talk.today)}截止，还有人没回音"


BRIEF: Mapping[str, Words] = {
    "warning": _warning,
    "second": _second,
    "call": _call,
    "silent": _silent,
    "renewal": _renewal,
    "diary": _diary,
    "lift": _lift,
    "suspended": _suspended,
    "left_behind": _left_behind,
    "plan": _paper("plan"),
    "summary": _paper("summary"),
    "task": _task,
}
"""Kinds of which the chat says more than their row holds."""


def brief(
    talk: ConversationContext, what: str, row: Any, applications: Mapping[int, ApplicationFacts]
) -> str:
    """The words; of an application with what its conditions come to, where it is among those that were read."""
    if what == "application":
        known = None if row.state == PASSED else applications.get(row.id)
        return words_of_application(talk, row, known)
    words: Callable[[ConversationContext, Any], str] = BRIEF.get(what) or LINES[what][0]
    return words(talk, row)
