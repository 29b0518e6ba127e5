"""Several services told in one message, one entry each."""

import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from language import counts, dates, diaries, durations, topics
from language.diaries import Diary
from language.normalise import LONGEST, normalise
from language.vocabulary import PLAIN, Vocabulary

_BREAK = re.compile(
    r"[;。\n]|,(?=(?:然后)?(?:今|昨|前天|大前天|上午|下午|晚上|周|星期|礼拜|上周|本周|\d{1,2}[月号/]|"
    r"[一二三四五六七八九十]{1,3}[月号]))|(?:^|(?<=[\n;。]))\s*(?:\d[.、)]|[一二三四五]、|第[一二三四五]场?[,:、])"
)


def read_diaries(
    text: str, said_at: datetime, home: str | None = None, vocabulary: Vocabulary = PLAIN
) -> tuple[Diary, ...]:
    """One entry for each service told; whatever is not plainly several stays one."""
    parts = _services(normalise(text[:LONGEST]).text, said_at)
    if len(parts) < 2:
        return (diaries.read_diary(text, said_at, home, vocabulary),)
    entries = [diaries.read_diary(part, said_at, home, vocabulary) for part in parts]
    return tuple(_with_day_of(entry, entries[:index]) for index, entry in enumerate(entries))


def _with_day_of(entry: Diary, before: list[Diary]) -> Diary:
    """昨天上午…，下午…: the later part speaks of the day named first."""
    if before and entry.date is not None and "date" in entry.inferred and before[-1].date:
        return replace(entry, date=before[-1].date)
    if before and entry.date is None and before[-1].date:
        return replace(entry, date=before[-1].date, inferred=entry.inferred | {"date"})
    return entry


def _services(text: str, said_at: datetime) -> list[str]:
    """The stretches of text that each tell of a whole service, or the text alone."""
    pieces = [piece.strip(" ,") for piece in _pieces(text) if piece.strip(" ,")]
    if len(pieces) < 2 or len(pieces) > 12:
        return [text]
    whole = [_is_whole(piece, said_at) for piece in pieces]
    if sum(whole) < 2:
        return [text]
    return _joined(pieces, whole)


def _pieces(text: str) -> list[str]:
    cuts = [
        0,
        *(
            match.end() if match[0].strip() in (";", "。", ",", "") else match.start()
            for match in _BREAK.finditer(text)
        ),
        len(text),
    ]
    return [text[start:end] for start, end in pairwise(cuts)]


def _is_whole(piece: str, said_at: datetime) -> bool:
    """A service of its own has a length, and a day or an enterprise, and a subject."""
    lengths = any(True for _ in durations.durations(piece)) or any(True for _ in durations.spans(piece))
    day = bool(dates.mentions(piece, said_at))
    return (
        lengths
        and (day or counts.read(piece) is not None)
        and bool(topics.of_diary(piece))
        and (day and counts.read(piece) is not None)
    )


def _joined(pieces: list[str], whole: list[bool]) -> list[str]:
    """Pieces that are no service go with the one before, or with the first."""
    services: list[str] = []
    lead = ""
    for piece, is_whole in zip(pieces, whole, strict=True):
        if is_whole:
            services.append(f"{lead}{piece}")
            lead = ""
        elif services:
            services[-1] += "," + piece
        else:
            lead += piece + ","
    return services
