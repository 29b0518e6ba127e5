"""A diary message read into its slots."""

import datetime
import re
from dataclasses import dataclass

from language import (
    clock_times,
    counts,
    dates,
    durations,
    enterprise_names,
    hours,
    regions,
    service_form,
    subjects,
    topics,
)
from language.corrections import Mention
from language.normalise import LONGEST, Normalised, normalise
from language.vocabulary import PLAIN, Vocabulary

_OUTCOME = re.compile(
    r"(?:[^,。;!?\n]{0,40})(?:解决了|搞定|弄清楚|讲清楚|弄明白|签了|签下|达成|已经提交|通过了|办好了|整改完|落实|省了|节省|成功|效果|反响|"
    r"收获|满意)(?:[^,。;!?\n]{0,40})"
)


@dataclass(frozen=True)
class Diary:
    """What one message tells of one service; None and () where it says nothing for certain.

    `hours` to two places, over 0 and up to 24; `enterprises` at least 1; `names` as written; `domains` codes, most telling
    first; `form` online or offline; `region` a code of GB/T 2260; `outcome` the words that tell what came of it. `times` are
    beginnings and ends in minutes of the day, `earliest` the minute before which it cannot have begun; `planned`: it is
    told as something still to be done.
    `inferred` names the slots that were worked out and not said.
    """

    date: datetime.date | None = None
    hours: float | None = None
    enterprises: int | None = None
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    form: str | None = None
    region: str | None = None
    outcome: str | None = None
    times: tuple[tuple[int, int], ...] = ()
    earliest: int = 0
    planned: bool = False
    inferred: frozenset[str] = frozenset()


def read_diary(
    text: str, said_at: datetime.datetime, home: str | None = None, vocabulary: Vocabulary = PLAIN
) -> Diary:
    """The one service that a message tells; `said_at` is when it was said, `home` the speaker's region code."""
    return _read(normalise(text[:LONGEST]), said_at, home, vocabulary)


def _read(message: Normalised, said_at: datetime.datetime, home: str | None, vocabulary: Vocabulary) -> Diary:
    text = message.text
    days = dates.mentions(text, said_at)
    found = enterprise_names.mentions(text)
    places = regions.outside(text, regions.mentions(text, vocabulary), subjects.of_talks(text))
    written = enterprise_names.written(message, found)
    count = counts.told(text, len(written))
    length = hours.told(text, count.value)
    known: list[Mention] = [*days, *enterprise_names.houses(text), *durations.durations(text)]
    subject = topics.of_diary(text, vocabulary, known)
    region = regions.where(text, places, found, home)
    return Diary(
        date=dates.told(days),
        hours=length.value,
        enterprises=count.value,
        names=written,
        domains=subject.codes if not subject.guessed or days or count.value or length.value else (),
        form=service_form.read(text, places),
        region=region,
        outcome=_outcome(message),
        times=clock_times.told(text, length.value),
        earliest=clock_times.earliest(text),
        planned=clock_times.is_planned(text),
        inferred=frozenset(
            slot
            for slot, implied in (
                ("date", bool(days) and all(day.kind in ("part", "just") for day in days)),
                ("hours", length.computed),
                ("enterprises", count.value is not None and count.implied),
                ("domains", subject.guessed and bool(subject.codes)),
                ("region", region is not None and not _is_said(places, found)),
            )
            if implied
        ),
    )


def _outcome(message: Normalised) -> str | None:
    match = _OUTCOME.search(message.text)
    return message.written(*match.span()).strip() or None if match else None


def _is_said(places: list[regions.Place], found: list[enterprise_names.Name]) -> bool:
    """Whether some place is named for itself, and is the only one of its name."""
    return any(
        len(place.codes) == 1 and not any(start <= place.start < end for start, end in found)
        for place in places
    )
