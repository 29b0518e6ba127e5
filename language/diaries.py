"""A diary message read into its slots."""

import datetime
import re
from dataclasses import dataclass

from language import counts, dates, forms, hours, names, regions, topics
from language.normalise import LONGEST, Normalised, normalise
from language.vocabulary import PLAIN, Vocabulary

_OUTCOME = re.compile(
    r"(?:[^,。;!?\n]{0,40})(?:解决了|搞定|弄清楚|讲清楚|弄明白|签了|签下|达成|已经提交|通过了|办好了|整改完|落实|省了|节省|成功|效果|反响|"
    r"收获|满意)(?:[^,。;!?\n]{0,40})"
)


@dataclass(frozen=True)
class Diary:
    """What one message tells of one service; None and () where it says nothing for certain."""

    date: datetime.date | None = None
    hours: float | None = None
    enterprises: int | None = None
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    form: str | None = None
    region: str | None = None
    outcome: str | None = None
    inferred: frozenset[str] = frozenset()


def read_diary(
    text: str, said_at: datetime.datetime, home: str | None = None, vocabulary: Vocabulary = PLAIN
) -> Diary:
    """Read one service; `said_at` is when it was said, `home` the speaker's region code."""
    return _read(normalise(text[:LONGEST]), said_at, home, vocabulary)


def _read(message: Normalised, said_at: datetime.datetime, home: str | None, vocabulary: Vocabulary) -> Diary:
    text = message.text
    days = dates.mentions(text, said_at)
    found = names.mentions(text)
    places = regions.mentions(text, vocabulary)
    written = names.written(message, found)
    count = counts.read(text, len(written))
    return Diary(
        date=dates.told(days),
        hours=hours.read(text, count),
        enterprises=count,
        names=written,
        domains=topics.of_diary(text, vocabulary),
        form=forms.read(text, places),
        region=regions.where(text, places, found, home),
        outcome=_outcome(message),
        inferred=_inferred(text, days, count, places),
    )


def _outcome(message: Normalised) -> str | None:
    match = _OUTCOME.search(message.text)
    return message.written(*match.span()).strip() or None if match else None


def _inferred(
    text: str, days: list[dates.Day], count: int | None, places: list[regions.Place]
) -> frozenset[str]:
    """Slots that the message implies rather than says."""
    marks = set()
    if days and all(day.kind in ("part", "just") for day in days):
        marks.add("date")
    if count is not None and not any(c.value for c in counts.mentions(text)):
        marks.add("enterprises")
    if any(len(place.codes) > 1 for place in places):
        marks.add("region")
    return frozenset(marks)
