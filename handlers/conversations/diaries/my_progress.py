"""我的进度: the year so far, what is missing, and the last diaries."""

from __future__ import annotations

import language
from actions.activities.trainings import attended
from actions.diaries.progress import progress_of
from actions.diaries.record import holder_of
from handlers.conversations.diaries import counted
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.progress import progress_line
from handlers.rendering.records import diary_line
from programme.roles import HOLDERS
from storage.queries.diaries.written import count_in_year, latest_services
from storage.queries.needs import services_under_way

LATEST = 3
_DIARY = (Choice("记日记", tokens.start("diary")),)
_FIX = (Choice("修改日记", tokens.start("amend")),)
_HISTORY = (Choice("我的记录", tokens.start("my_history")),)


def _my_progress(talk: ConversationContext) -> Reply:
    year = _year(talk)
    if counted.asks_why(talk.said):
        return Reply(counted.explained(talk, year), choices=(*_FIX, *_DIARY))
    return _this_year(talk) if year == talk.today.year else _earlier(talk, year)


def _year(talk: ConversationContext) -> int:
    """The year that the question is about."""
    period = language.read_period(talk.said, talk.said_at)
    return period.first.year if period else talk.said_on.year


def _earlier(talk: ConversationContext, year: int) -> Reply:
    standing = progress_of(talk.work, talk.speaker, talk.rules, talk.today, year)
    count = count_in_year(talk.work, *holder_of(talk.speaker), year)
    return Reply(f"{progress_line(standing, year, talk.today)}\n共 {count} 篇日记。", choices=_HISTORY)


def _this_year(talk: ConversationContext) -> Reply:
    holder = holder_of(talk.speaker)
    year = talk.today.year
    parts = [
        progress_of(talk.work, talk.speaker, talk.rules, talk.today, year).line,
        f"共 {count_in_year(talk.work, *holder, year)} 篇日记{_trained(talk)}。",
        *_latest(talk, holder),
        *_under_way(talk),
    ]
    return Reply(join(*parts), choices=_DIARY)


def _trained(talk: ConversationContext) -> str:
    count = attended(talk.work, talk.speaker)
    return f"，参加培训 {count} 次" if count else ""


def _latest(talk: ConversationContext, holder: tuple[str, int]) -> list[str]:
    lines = [f"　{diary_line(diary)}" for diary in latest_services(talk.work, *holder, LATEST)]
    return ["最近：", *lines] if lines else []


def _under_way(talk: ConversationContext) -> list[str]:
    needs = services_under_way(talk.work, talk.speaker.expert_id)
    lines = [f"　{need.id} 号 {need.enterprise}" for need in needs]
    return [f"手上 {len(needs)} 件：", *lines] if needs else []


MY_PROGRESS = Command(
    "my_progress",
    "我的进度",
    (
        "我的进度",
        "进度",
        "我的日记",
        "查进度",
        "还差多少",
        "我的时长",
        "还差多少才达标",
        "我今年够了吗",
        "我去年够没够",
        "去年做了多少小时",
        "我们站今年完成了没有",
        "我的时长怎么少了",
        "怎么少算了一家企业",
    ),
    _my_progress,
    HOLDERS,
    ("progress.ask",),
)
