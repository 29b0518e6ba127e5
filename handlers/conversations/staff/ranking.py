"""这个月谁干得最多、哪个站最差: who has served most or least in the days that are named, else this year."""

from __future__ import annotations

import re
from datetime import date

import language
from actions.access import sees
from handlers.conversations.staff.find import OUTSIDE
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_hours, show_region
from language.breakdowns import read_breakdown
from programme.packs import KINDS, Kind
from programme.qualification import IN_FORCE
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import plain_day
from storage.queries.staff.ranked import ranked

SHOWN = 5
LONGEST = 20
_LEAST = r"最少|最差|最低|最懒|最不(?:积极|活跃|行|好)|垫底|倒数|一次(?:都|也)没|没动静|没干活"
_MOST = r"最多|最勤|最积极|最活跃|最努力|最能干|[得最]最?好"
_WHO = r"谁|哪(?:[一几两些]?[个位家]?|些)(?:志愿)?(?:专家|老师|工作站|站)"
_ASKS = re.compile(
    rf"(?:{_WHO}).{{0,10}}(?:{_MOST}|{_LEAST})|(?:{_MOST}|{_LEAST})的?(?:志愿)?(?:专家|老师|工作站|站|人)?(?:是|有)?(?:{_WHO})"
    rf"|(?:干|做|服务|时长)得?(?:{_MOST}|{_LEAST})的(?:志愿)?(?:专家|老师|工作站|站)"
    r"|各个?(?:工作)?站的?(?:进度|时长|完成情况|服务情况)"
    r"|(?:服务|时长|小时|专家|工作站).{0,4}(?:排名|排行|排个?队|前[三五十几])"
)
_OTHERS = re.compile(r"需求|投诉|哪.{0,2}(?:企业|公司|[区县市镇])|满意|评[分价]|第一次")
"""What else there may be most of."""
_STATIONS, _EXPERTS = re.compile(r"站"), re.compile(r"专家|老师")


def asks(text: str) -> bool:
    """Whether a text asks who has served most or least."""
    other = _OTHERS.search(text) or read_breakdown(text)
    return len(text) <= LONGEST and bool(_ASKS.search(text)) and not other


def _ranking(talk: ConversationContext) -> Reply:
    region, kinds, least = reading.region(talk, talk.said), _kinds(talk.said), bool(_is_least(talk.said))
    if region and not sees(talk.speaker, region):
        return Reply(OUTSIDE.format(place=show_region(region)))
    first, last = days = _days(talk)
    found = ranked(
        talk.work,
        talk.speaker.jurisdiction,
        IN_FORCE,
        kinds=kinds,
        region=region,
        days=days,
        least=least,
        limit=SHOWN,
    )
    lines = [
        f"{at}. {name} {show_hours(hours)}、{firms} 家"
        for at, (name, hours, firms) in enumerate(found, 1)
        if least or hours
    ]
    span = f"{show_region(region) if region else ''}{plain_day(first, talk.today)}到{plain_day(last, talk.today)}"
    whom = HOLDER_NAMES[kinds[0]] if len(kinds) == 1 else ""
    head = f"{span}服务时间{'最少' if least else '最多'}的{whom}："
    none = f"{span}还没有{whom}的日记。" if whom else f"{span}还没有日记。"
    text = "\n".join([head, *lines]) if lines else none
    return Reply(text, choices=(Choice("统计", tokens.start("monitoring")),))


def _is_least(text: str) -> bool:
    return re.search(_LEAST, text) is not None


def _kinds(text: str) -> tuple[Kind, ...]:
    """Stations, experts, or both, where the text says neither or both."""
    named = {"expert": _EXPERTS.search(text), "station": _STATIONS.search(text)}
    return tuple(kind for kind in KINDS if named[kind]) or KINDS


def _days(talk: ConversationContext) -> tuple[date, date]:
    """The days that are named, as far as they are over; else the year so far."""
    period = language.read_period(talk.said, talk.said_at)
    return (
        (period.first, min(period.last, talk.today)) if period else (date(talk.today.year, 1, 1), talk.today)
    )


RANKING = Command(
    "most_active",
    "谁服务得最多",
    ("谁服务得最多", "这个月谁干得最多", "今年谁做得最多", "哪个站最差", "服务最多的专家是谁"),
    _ranking,
    OFFICE,
    ("staff.figures",),
    syntax=asks,
)
