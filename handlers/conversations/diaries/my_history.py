"""我的记录: what a holder has on record, of a month, a year, a firm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import language
from actions.diaries.record import holder_of
from handlers.conversations.diaries.counted import counted
from handlers.engine import next_steps, reading
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from handlers.rendering.confirmed import confirmed, of_contact
from handlers.rendering.records import diary_line
from language import Period
from programme.roles import HOLDERS
from storage.queries.diaries.confirmations import ConfirmationFacts, confirmations_of
from storage.queries.diaries.contact_links import LinkFacts, links_of
from storage.queries.diaries.written import DiaryFacts, services_between

SHOWN = 8
_STEPS = (next_steps.DIARY, next_steps.MY_PROGRESS)


def history(talk: ConversationContext) -> Reply:
    """The services of the time, and of the firm, that a question names."""
    period = language.read_period(talk.said, talk.said_at)
    firms = _asked_for(talk)
    asked = period or (_ever(talk) if firms else _this_year(talk))
    stands = [one for one in _written(talk, asked) if one.state == "recorded"]
    about = [one for one in stands if not firms or firms & set(one.names)]
    return Reply(_told(talk, asked.name, firms, about), choices=_STEPS)


def _asked_for(talk: ConversationContext) -> set[str]:
    """The firms of the record that the question means, else the one that it names."""
    known = {name for diary in _written(talk, _ever(talk)) for name in diary.names}
    meant = {name for name in known if language.is_named(name, talk.said)}
    return meant or set(reading.diaries(talk, talk.said)[0].names)


def _written(talk: ConversationContext, period: Period) -> list[DiaryFacts]:
    return services_between(talk.work, *holder_of(talk.speaker), period.first, period.last)


def _this_year(talk: ConversationContext) -> Period:
    return Period(date(talk.said_on.year, 1, 1), talk.said_on, "今年")


def _ever(talk: ConversationContext) -> Period:
    return Period(date.min, talk.today, "一共")


def _said(talk: ConversationContext, said: ConfirmationFacts | None, link: LinkFacts | None) -> str:
    words = confirmed(said, talk.rules, talk.now) or of_contact(link, talk.now)
    return f" · {words}" if words else ""


def _told(talk: ConversationContext, when: str, firms: set[str], found: Sequence[DiaryFacts]) -> str:
    about = f"给{'、'.join(sorted(firms))}" if firms else ""
    if not found:
        return f"{when}{about}没有日记。"
    shown = [one.id for one in found[:SHOWN]]
    said, links = confirmations_of(talk.work, shown), links_of(talk.work, shown)
    lines = [
        f"　{diary_line(one)}{_said(talk, said.get(one.id), links.get(one.id))}" for one in found[:SHOWN]
    ]
    more = f"…另有 {len(found) - SHOWN} 篇，可以说得细一点，比如「上个月的」。" if len(found) > SHOWN else ""
    return join(f"{when}{about}：{counted(found)}。", *lines, more)


MY_HISTORY = Command(
    "my_history",
    "我的记录",
    (
        "我的记录",
        "服务记录",
        "我上个月记了哪些",
        "去年给蓝湾厂服务过几次",
        "把我今年的服务列出来看看",
        "五月份我都去过哪些企业",
    ),
    history,
    HOLDERS,
    ("history.ask",),
)
