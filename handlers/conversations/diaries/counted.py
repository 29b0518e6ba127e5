"""«怎么少了一家»: what counts for the year, what does not, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from actions.diaries.progress import standings_of
from actions.diaries.record import holder_of
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_hours
from handlers.rendering.progress import progress_line
from programme.packs import RulePack
from programme.served import enterprises_served, named_again
from programme.spans import weekday
from programme.years import briefly, key_of
from storage.queries.diaries.written import DiaryFacts, services_between
from storage.queries.needs import services_under_way

SHOWN = 5
_A_YEAR = timedelta(days=366)
_FEWER = re.compile(r"少了|变少|少算|不对|怎么(?:只有|才|没)|没算|不算|漏了|掉了|没加|没变|没涨")


def asks_why(text: str) -> bool:
    """Whether a question about the year's standing doubts the figures."""
    return bool(_FEWER.search(text))


def explained(talk: ConversationContext, on: date) -> str:
    """The year's figures, how they come about, and what does not count."""
    found = standings_of(talk.work, talk.speaker, talk.rules, talk.today, on)
    within = found[0][1].year
    written = services_between(talk.work, *holder_of(talk.speaker), *within)
    stands = [diary for diary in written if diary.state == "recorded"]
    left_out = [*_again(stands), *_taken_back(written), *_corrected(written, stands)]
    left_out += _other_years(talk, found[0][0], within[0])
    return join(
        progress_line(talk.rules, found, talk.today),
        f"算进来的：{counted(stands)}。",
        *(["没有算的："] if left_out else ["没有扣掉的，也没有重复的。"]),
        *(f"　{line}" for line in left_out),
        _not_written(talk),
    )


def counted(stands: Sequence[DiaryFacts]) -> str:
    """«3 篇日记，5.5 小时、2 家»."""
    firms = enterprises_served((diary.enterprises, diary.names) for diary in stands)
    hours = show_hours(sum((diary.hours for diary in stands), start=0) or 0)
    return f"{len(stands)} 篇日记，{hours}、{firms} 家"


def _again(stands: Sequence[DiaryFacts]) -> Iterator[str]:
    for name, times in list(named_again(diary.names for diary in stands).items())[:SHOWN]:
        yield f"{name}服务了 {times} 次，家数只算 1 家（小时都算）"


def _taken_back(written: Sequence[DiaryFacts]) -> Iterator[str]:
    for diary in [one for one in written if one.state == "retracted"][:SHOWN]:
        yield f"{_figures(diary)}：撤回了"
    for state, words in (("held", "企业有不同说法，核清以前先不算"), ("struck", "服务中心核实后不算")):
        for diary in [one for one in written if one.state == state][:SHOWN]:
            yield f"{_figures(diary)}：{words}"


def _corrected(written: Sequence[DiaryFacts], stands: Sequence[DiaryFacts]) -> Iterator[str]:
    """Entries that others stand in the place of, where the figures went down."""
    old = {diary.id: diary for diary in written}
    for new in stands:
        before = old.get(new.replaces_id or 0)
        if before and (before.hours > new.hours or before.enterprises > new.enterprises):
            yield f"{_figures(before)}：改成了 {show_hours(new.hours)} {new.enterprises} 家"


def _other_years(talk: ConversationContext, pack: RulePack, begins: date) -> Iterator[str]:
    """Written in this duty year of a service before it."""
    before = services_between(talk.work, *holder_of(talk.speaker), begins - _A_YEAR, begins)
    late = [one for one in before if one.state == "recorded" and one.served_on < begins]
    for diary in [one for one in late if one.recorded_at.astimezone(talk.now.tzinfo).date() >= begins][
        :SHOWN
    ]:
        yield f"{_figures(diary)}：服务那天在上一年度，算在 {briefly(pack.year, key_of(pack.year, diary.served_on))}"


def _not_written(talk: ConversationContext) -> str:
    count = len(services_under_way(talk.work, talk.speaker.expert_id))
    return f"手上 {count} 件还没有日记，记了才算。" if count else ""


def _figures(diary: DiaryFacts) -> str:
    return f"{weekday(diary.served_on)} {show_hours(diary.hours)} {diary.enterprises} 家"
