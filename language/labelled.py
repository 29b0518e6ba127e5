"""What the fields of a form say, slot by slot; None where the words behind a label leave it open."""

import re
from datetime import date, datetime
from typing import Any

from language import counts, dates, durations, hours, regions
from language.data import rows
from language.fields import Field, of_slot
from language.reading import kinds
from language.vocabulary import Vocabulary

_DAY = 24 * 60
_CLOCK = re.compile(r"(?:[上下]午|晚上|早上|中午)? ?\d{1,2}[:点时].*")
_ONE_HOUSE = re.compile(
    r"(?:某|老板的|家的|[开办营]的)[^,、;和及与等各些几数多\d二两三四五六七八九十]{1,12}(?:店|厂|公司|坊|馆|社|场|铺|超市)[。.]?"
)
"""返乡大学生陈某开的花艺店: whoever stands for a house of theirs stands for one."""
_WAYS = dict(rows("words/ways.tsv"))
_PRESSING = dict(rows("words/pressing.tsv"))

Slots = dict[str, Any]


def of_diary(found: list[Field], said_at: datetime, home: str | None, vocabulary: Vocabulary) -> Slots:
    """The slots of a diary that a form fills, by their names in `diaries.Diary`."""
    told: Slots = {}
    if any(of_slot(found, "date")) or any(_is_day(field) for field in of_slot(found, "time")):
        told["date"] = _date(found, said_at)
    if length := [*of_slot(found, "hours"), *of_slot(found, "begin"), *of_slot(found, "end")]:
        told["hours"] = _hours(found, length)
    span = _span(found)
    if span and span.hours and span.begins is not None:
        told["times"] = ((span.begins, min(_DAY, span.begins + round(span.hours * 60))),)
    if number := [
        field
        for field in of_slot(found, "count")
        if re.search(r"[\d一二两三四五六七八九十几多]", field.value)
    ]:
        told["enterprises"] = counts.bare(number[0].value) or counts.read(number[0].value)
    for field in of_slot(found, "form"):
        told["form"] = way(field.value)
    for field in of_slot(found, "kind"):
        told["kind"] = kinds.named(field.value)
    for field in of_slot(found, "result"):
        told["result"] = field.value or None
    return told | of_places(found, home, vocabulary)


def of_places(found: list[Field], home: str | None, vocabulary: Vocabulary) -> Slots:
    """The region, where a field names one."""
    named = (regions.find(field.value, home, vocabulary) for field in of_slot(found, "region"))
    region = next(filter(None, named), None)
    return {"region": region} if region else {}


def is_one_house(found: list[Field]) -> bool:
    """Whether the field for those served describes one house, which it does not name."""
    values = [field.value for field in of_slot(found, "names")]
    match = _ONE_HOUSE.search(values[0]) if len(values) == 1 else None
    return match is not None and match.end() == len(values[0])


def way(value: str) -> str | None:
    """`online` or `offline` as a field says it; None for both or neither."""
    ways = {way for word, way in _WAYS.items() if word in value}
    return ways.pop() if len(ways) == 1 else None


def urgency(found: list[Field]) -> bool | None:
    """Whether the field for it says that it can't wait; None where there is none or it says neither."""
    value = next((field.value for field in of_slot(found, "urgency")), "")
    said = _PRESSING.get(value.strip("。!"))
    return None if said is None else said == "yes"


def _is_day(field: Field) -> bool:
    return bool(re.search(r"[日号月年天周期拜]|\d[-/.]\d", field.value))


def _date(found: list[Field], said_at: datetime) -> date | None:
    field = [*of_slot(found, "date"), *of_slot(found, "time")][0]
    return dates.read(field.value, said_at)


def _hours(found: list[Field], length: list[Field]) -> float | None:
    if length[0].slot != "hours":
        span = _span(found)
        return round(span.hours, 2) if span and span.hours else None
    told = hours.read(length[0].value, None) or hours.bare(length[0].value)
    bare = re.fullmatch(r"[\d.]+", length[0].value)
    in_minutes = bare and ("分" in length[0].label or told is None)
    return _from_minutes(float(length[0].value)) if in_minutes else told


def _span(found: list[Field]) -> durations.Stretch | None:
    """From the field for the beginning to that for the end."""
    values = (next((field.value for field in of_slot(found, slot)), "") for slot in ("begin", "end"))
    clocks = [match[0] for value in values if (match := _CLOCK.search(value))]
    return next(iter(durations.spans("-".join(clocks))), None) if len(clocks) > 1 else None


def _from_minutes(minutes: float) -> float | None:
    return round(minutes / 60, 2) if 0 < minutes <= 24 * 60 else None
