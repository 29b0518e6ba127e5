"""The life of a training or an activity: announced, then held or called off (S4.3, S7.3); its kinds, its places, its moments."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

from programme.lifecycle import Lifecycle, lifecycle, rows
from programme.packs.model import CONVENTION, RulePack
from programme.packs.offices import Kind
from programme.roles import HOLDERS, STAFF

SORTS = {
    "salon": "沙龙",
    "lecture": "讲座",
    "clinic": "义诊",
    "course": "微课",
    "meeting": "视频会议",
    "themed": "专场",
    "face": "面对面",
    "forum": "论坛",
    "training": "培训",
    "exchange": "交流",
    "visit": "考察",
}
"""Kinds of activities (S4.1, S4.2, S10.6)."""
TRAINING = "training"
"""The kind whose guests have been trained, whoever holds it."""
MORNING = time(9)
USUAL_END = 17 * 60
"""Minutes of the day at which an activity is over that told no hour."""
LATEST = 21 * 60
STATES = {"announced": "已发布", "held": "已举办", "cancelled": "已取消"}
_CUSTOM = f"{CONVENTION} 活动：发布以后可以撤下，办完以后不能"


_CLOSES_AT = re.compile(r"报名到 [^，]*?(\d{1,2}):(\d{2})")


def closing_minute(line: str) -> int | None:
    """The minute of the last day at which sign-up ends, of the line that is kept: «报名到 3月10日 周二 17:00»; None where no hour was told."""
    found = _CLOSES_AT.search(line)
    return int(found[1]) * 60 + int(found[2]) if found else None


def is_closed(closes_on: date | None, line: str, now: datetime) -> bool:
    """Whether nobody signs up any more: the day counts to its end, unless an hour was told."""
    if closes_on is None or closes_on > now.date():
        return False
    minute = closing_minute(line)
    return closes_on < now.date() or (minute is not None and now.hour * 60 + now.minute >= minute)


def training(pack: RulePack, kind: Kind) -> Lifecycle:
    """Given by a centre; closing it puts on record who came."""
    clause = training_clause(pack, kind)
    table = (
        *rows(["announced"], "hold", "held", STAFF, clause),
        *rows(["announced"], "cancel", "cancelled", STAFF, clause),
    )
    return lifecycle("培训", "announced", STATES, table)


def training_clause(pack: RulePack, kind: Kind) -> str:
    """What the pack says of training."""
    rules = pack.expert if kind == "expert" else pack.station
    said = rules.training if rules else None
    return said.clause if said else f"{CONVENTION} 培训：文件没有写，由中心安排"


def training_text(pack: RulePack, kind: Kind) -> str:
    """What a training is about by the pack, or nothing."""
    rules = pack.expert if kind == "expert" else pack.station
    return rules.training.text if rules and rules.training else ""


def training_first(pack: RulePack, kind: Kind) -> bool:
    """Whether the pack wants a training before the first service."""
    rules = pack.expert if kind == "expert" else pack.station
    return bool(rules and rules.training and rules.training.first)


def event() -> Lifecycle:
    """Held by an expert, a station or a centre on the announced day, unless it is taken down before."""
    table = (
        *rows(["announced"], "cancel", "cancelled", HOLDERS | STAFF, _CUSTOM),
        *rows(["announced", "held"], "hold", "held", HOLDERS | STAFF, _CUSTOM),
    )
    return lifecycle("活动", "announced", STATES, table)


def seats_free(capacity: int | None, taken: int) -> int | None:
    """How many places are left, never less than none; None where there is no limit."""
    return None if capacity is None else max(capacity - taken, 0)


def remind_at(held_on: date, zone: tzinfo | None) -> datetime:
    """When those who come are reminded: at nine on the day before."""
    return datetime.combine(held_on - timedelta(days=1), MORNING, zone)


def has_ended(held_on: date, finishes: int | None, now: datetime) -> bool:
    """Whether an activity is over: by its end, in minutes of the day, where one was told, else with its day."""
    if finishes is None or now.date() != held_on:
        return held_on < now.date()
    return now.hour * 60 + now.minute >= finishes


def over_at(held_on: date, finishes: int | None, zone: tzinfo | None) -> datetime:
    """When it is asked how it was and the diaries are proposed: an hour after the end, at nine in the evening at the latest."""
    minutes = min((USUAL_END if finishes is None else finishes) + 60, LATEST)
    return datetime.combine(held_on, time(minutes // 60, minutes % 60), zone)


MOST_TIMES = 12
"""Times of one activity that are published at once."""


def occurrences(rule: str, first: date) -> list[date]:
    """The days of the same year from `first` on that «month:1:2» (each month's first Wednesday) or «week:2» names, twelve at most."""
    last = date(first.year, 12, 31)
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [day for day in days if _falls(rule, day)][:MOST_TIMES]


def _falls(rule: str, day: date) -> bool:
    kind, *numbers = rule.split(":")
    weekday = int(numbers[-1])
    return day.weekday() == weekday and (kind == "week" or (day.day - 1) // 7 + 1 == int(numbers[0]))


def slots(begins: int | None, finishes: int | None, each: int | None) -> list[int]:
    """The minutes of the day at which the slots of a clinic begin; none where it has none."""
    if begins is None or finishes is None or not each:
        return []
    return list(range(begins, finishes - each + 1, each))
