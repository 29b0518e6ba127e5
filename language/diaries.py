"""A diary message read into its slots."""

import datetime
import re
from dataclasses import dataclass, replace

from language import (
    clock_times,
    counts,
    dates,
    durations,
    enterprise_names,
    fields,
    hours,
    labelled,
    numbering,
    regions,
    subjects,
    topics,
)
from language.calendar.scan import without_days
from language.corrections import Mention
from language.normalise import LONGEST, Normalised, normalise
from language.reading import forms, kinds, names
from language.vocabulary import PLAIN, Vocabulary

_RESULT = re.compile(
    r"(?:[^,。;!?\n]{0,40})(?:解决了|搞定|弄清楚|讲清楚|弄明白|签了|签下|达成|已经提交|通过了|办好了|整改完|落实|省了|节省|成功|效果|反响|"
    r"收获|满意)(?:[^,。;!?\n]{0,40})"
)


@dataclass(frozen=True)
class Diary:
    """What one message tells of one service; None and () where it says nothing for certain.

    `hours` to two places, over 0 and up to 24; `enterprises` at least 1; `names` as written; `domains` codes, most telling
    first; `form` online or offline; `kind` one of `reading.kinds.LABELS`; `region` a code of GB/T 2260; `result` the words that tell
    what came of it. `times` are beginnings and ends in minutes of the day, `earliest` the minute before which it cannot have
    begun; `planned`: it is told as something still to be done.
    `inferred` names the slots that were worked out and not said.
    """

    date: datetime.date | None = None
    hours: float | None = None
    enterprises: int | None = None
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    form: str | None = None
    kind: str | None = None
    region: str | None = None
    result: str | None = None
    times: tuple[tuple[int, int], ...] = ()
    earliest: int = 0
    planned: bool = False
    inferred: frozenset[str] = frozenset()


def read_diary(
    text: str, said_at: datetime.datetime, home: str | None = None, vocabulary: Vocabulary = PLAIN
) -> Diary:
    """The one service that a message tells; `said_at` is when it was said, `home` the speaker's region code."""
    rows = fields.table_rows(text[:LONGEST])
    written = normalise(rows[0] if len(rows) == 1 else text[:LONGEST])
    message = replace(written, text=numbering.blanked(written.text))
    told = _read(message, said_at, home, vocabulary)
    form = fields.fields(message.text)
    if not form:
        return told
    filled = _as_labelled(told, labelled.of_diary(form, said_at, home, vocabulary))
    if filled.enterprises is None and not any(fields.of_slot(form, "count")) and labelled.is_one_house(form):
        return replace(filled, enterprises=1, inferred=filled.inferred | {"enterprises"})
    return filled


def _as_labelled(told: Diary, slots: labelled.Slots) -> Diary:
    """What a form says of a slot stands, and was said."""
    return replace(told, **slots, inferred=told.inferred - slots.keys())


def _read(message: Normalised, said_at: datetime.datetime, home: str | None, vocabulary: Vocabulary) -> Diary:
    text = message.text
    days = dates.mentions(text, said_at)
    named = names.of_diary(text)
    found = named.names
    days_apart = without_days(text)
    places = regions.outside(text, regions.mentions(days_apart, vocabulary), subjects.of_talks(text))
    written = enterprise_names.written(message, found)
    count = _served(text, len(written))
    length = hours.told(text, count.value)
    known: list[Mention] = [*days, *enterprise_names.houses(text), *durations.durations(text)]
    subject = topics.of_diary(text, vocabulary, known)
    each_day = dates.each(text, days)
    region = regions.where(text, places, found, home)
    way = forms.of_diary(text, days_apart, places)
    kind = kinds.read(text)
    return Diary(
        date=dates.told(days),
        hours=length.value,
        enterprises=count.value,
        names=written,
        domains=subject.codes if not subject.guessed or days or count.value or length.value else (),
        form=way.form,
        kind=kind.kind,
        region=region,
        result=_result(message),
        times=clock_times.told(text, length.value),
        earliest=clock_times.earliest(text),
        planned=clock_times.is_planned(text),
        inferred=frozenset(
            slot
            for slot, implied in (
                ("date", dates.worked_out(text, days)),
                ("hours", length.computed or (each_day and length.value is not None)),
                ("names", named.guessed),
                ("enterprises", count.value is not None and (count.implied or each_day)),
                ("domains", subject.guessed and bool(subject.codes)),
                ("form", way.guessed),
                ("kind", kind.guessed and kind.kind is not None),
                ("region", region is not None and not _is_said(places, found)),
            )
            if implied
        ),
    )


def _served(text: str, named: int) -> counts.Told:
    """How many were served; several numbers of several months (9月8小时3家，10月6小时2家) are those of no one service."""
    of_months = hours.over_months(text) and len(counts.mentions(text, named)) > 1
    return counts.Told(None) if of_months else counts.told(text, named)


def _result(message: Normalised) -> str | None:
    match = _RESULT.search(message.text)
    return message.written(*match.span()).strip() or None if match else None


def _is_said(places: list[regions.Place], found: list[enterprise_names.Name]) -> bool:
    """Whether some place is named for itself, and is the only one of its name."""
    return any(
        len(place.codes) == 1 and not any(start <= place.start < end for start, end in found)
        for place in places
    )
