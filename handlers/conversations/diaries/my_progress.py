"""我的进度: the year so far, what is missing, and the last diaries."""

from __future__ import annotations

import re
from datetime import date, timedelta

import language
from actions.activities.trainings import attended
from actions.diaries.progress import standings_of
from actions.diaries.record import holder_of
from actions.diaries.stars import lifetime_of
from handlers.conversations.diaries import counted
from handlers.conversations.diaries.my_history import history
from handlers.engine import next_steps, tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.engine.year_meant import year_meant
from handlers.message import Choice, Reply
from handlers.rendering.moments import span
from handlers.rendering.progress import progress_line
from handlers.rendering.records import diary_line
from programme.roles import HOLDERS
from programme.stars import in_words
from storage.queries.diaries.written import count_in_year, latest_services, services_between
from storage.queries.needs import services_under_way
from storage.queries.reports.listed import own_ratings
from storage.queries.reports.span import Span

LATEST = 3
LONGEST = 20
_HOW = re.compile(
    r"^(?:那|请问|看看|看下)?(?:我们?(?:工作)?站?|咱们?(?:工作)?站?|本站|我)(?:里)?(?:[今去本上]年|[这上]个?月|本月|最近|这周|本周|上周|到现在|目前)?"
    r"(?:的)?(?:做|干|完成|表现|服务|情况|进度|成绩)(?:得|的)?(?:怎么样|咋样|怎样|如何|好不好|行不行|还行吗|可以吗)[了呢啊呀?？]*$"
)
_MOST_OF_A_YEAR = timedelta(days=300)
_DIARY = (next_steps.DIARY,)
_FIGURE = re.compile(
    r"还?[差缺欠](?:多少|几|不)|满意[度率]|够(?:不够|了?[吗没])|(?:多少|几)(?:个)?(?:小时|钟头?|家)"
)
_FIX = (Choice("修改日记", tokens.start("amend")),)
_HISTORY = (Choice("我的记录", tokens.start("my_history")),)


def _my_progress(talk: ConversationContext) -> Reply:
    on = year_meant(talk) or talk.today
    if counted.asks_why(talk.said) and not talk.in_group:
        return Reply(counted.explained(talk, on), choices=(*_FIX, *_DIARY))
    if _asks_of_less_than_a_year(talk) and not talk.in_group:
        return history(talk)
    return _this_year(talk) if on == talk.today else _earlier(talk, on)


def _asks_how(text: str) -> bool:
    """«我们站这个月做得咋样»."""
    return len(text) <= LONGEST and _HOW.search(text) is not None


def _lately(talk: ConversationContext) -> str:
    """What was done in the days that are named, where those are less than a year."""
    period = language.read_period(talk.said, talk.said_at)
    if period is None or period.last - period.first >= _MOST_OF_A_YEAR:
        return ""
    written = services_between(talk.work, *holder_of(talk.speaker), period.first, period.last)
    stands = [diary for diary in written if diary.state == "recorded"]
    return f"{span(period.first, period.last)}：{counted.counted(stands)}。"


def _asks_of_less_than_a_year(talk: ConversationContext) -> bool:
    """«我上个月做了几次» is no question about the year."""
    period = language.read_period(talk.said, talk.said_at)
    return period is not None and period.last - period.first < _MOST_OF_A_YEAR and period.name != "今年"


def _earlier(talk: ConversationContext, on: date) -> Reply:
    found = standings_of(talk.work, talk.speaker, talk.rules, talk.today, on)
    count = count_in_year(talk.work, *holder_of(talk.speaker), found[0][1].year)
    return Reply(f"{progress_line(talk.rules, found, talk.today)}\n{count} 篇日记。", choices=_HISTORY)


def _this_year(talk: ConversationContext) -> Reply:
    holder = holder_of(talk.speaker)
    found = standings_of(talk.work, talk.speaker, talk.rules, talk.today, talk.today)
    parts = [
        _lately(talk),
        progress_line(talk.rules, found, talk.today),
        f"{count_in_year(talk.work, *holder, found[0][1].year)} 篇日记{_trained(talk)}。",
        _satisfaction(talk, found[0][1].year[0]),
        _stars(talk),
        *([] if talk.in_group or _asks_a_figure(talk) else [*_latest(talk, holder), *_under_way(talk)]),
    ]
    return Reply(join(*parts), choices=_DIARY)


def _asks_a_figure(talk: ConversationContext) -> bool:
    """«今年我还差几个小时» is answered by the figures alone."""
    return _FIGURE.search(talk.said) is not None


def _satisfaction(talk: ConversationContext, since: date) -> str:
    """«满意度是多少»: how an expert was rated in the year that began on this day, where that is asked."""
    if "满意" not in talk.said or talk.in_group or talk.speaker.expert_id is None:
        return ""
    year = Span(since, talk.today, talk.now.tzinfo)
    count, stars = own_ratings(talk.work.connection, talk.speaker.expert_id, year)
    return (
        f"满意度 {stars.normalize():f} 分（满分 5 分，{count} 次评价）。"
        if stars is not None
        else "今年还没有企业给您打分。"
    )


def _trained(talk: ConversationContext) -> str:
    count = attended(talk.work, talk.speaker)
    return f"，参加培训 {count} 次" if count else ""


def _stars(talk: ConversationContext) -> str:
    """The level that the hours of all the time reach, where the pack has levels."""
    found = lifetime_of(talk.work, talk.speaker, talk.rules, talk.today)
    return f"{in_words(*found)}。" if found else ""


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
        "今年记了几篇日记",
        "我的时长怎么少了",
        "怎么少算了一家企业",
    ),
    _my_progress,
    HOLDERS,
    ("progress.ask",),
    syntax=_asks_how,
)
