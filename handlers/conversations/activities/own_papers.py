"""计划交了没: what plans and summaries a station has handed in, and by when the next is due."""

from __future__ import annotations

from datetime import date

from actions.access import pack_of
from handlers.conversations.activities.year_papers import NAMES, asks_for_paper, held_line
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from programme.packs.model import Plans
from programme.roles import STATION
from programme.spans import plain_day
from storage.queries.activities.year_papers import HandedIn, papers_of
from storage.queries.titles.standing import qualifications_of

LONGEST = 120
"""Characters of a paper that are read out."""


def _standing(talk: ConversationContext) -> Reply:
    station = talk.speaker.station_id
    papers = papers_of(talk.work, station) if station is not None else []
    rules = pack_of(_pack(talk), talk.rules).station
    asked = [what for what, name in NAMES.items() if name[-2:] in talk.said] or list(NAMES)
    lines = [_line(talk, what, papers, rules.plans if rules else None) for what in asked]
    choices = [Choice(f"交{NAMES[what]}", tokens.start(f"year_{what}")) for what in asked]
    return Reply("\n".join(lines), choices=tuple(choices))


def _pack(talk: ConversationContext) -> str:
    held = qualifications_of(talk.work, talk.speaker, ("active", "warned", "renewed"))
    return next((one.pack for one in held if one.holder == "station"), talk.rules.id)


def _line(talk: ConversationContext, what: str, papers: list[HandedIn], plans: Plans | None) -> str:
    """What was handed in last, or that nothing was, and the day."""
    last = next((one for one in papers if one.what == what), None)
    due = _due(talk, what, plans)
    if last is None:
        return f"{NAMES[what]}还没有交过。{due}"
    on = plain_day(last.at.date(), talk.today)
    said = f"服务中心{'请再交一次' if last.reopened else '的意见'}：“{last.remark}”\n" if last.remark else ""
    return f"{last.year} 年的{NAMES[what]}{on}交了：{shorten(last.text, LONGEST)}\n{said}{_held(talk, last.year)}{due}".rstrip()


def _held(talk: ConversationContext, year: int) -> str:
    """What took place of that year, to be compared with what was written."""
    station = talk.speaker.station_id
    held = held_line(talk.work, station, year, talk.today) if station is not None else ""
    return f"{held}\n" if held else ""


def _due(talk: ConversationContext, what: str, plans: Plans | None) -> str:
    if plans is None:
        return "这里没有规定哪天前交。"
    month, day = (1, plans.plan_by) if what == "plan" else (12, plans.summary_by)
    by = date(talk.today.year, month, day)
    by = by if by >= talk.today else by.replace(year=by.year + 1)
    return f"下一次{plain_day(by, talk.today)}前交。"


OWN_PAPERS = Command(
    "own_papers",
    "交过的计划和总结",
    ("计划交了没", "总结交了没", "看我交的计划", "看我交的总结", "计划几时要交", "总结几时要交"),
    _standing,
    STATION,
    syntax=asks_for_paper,
)
