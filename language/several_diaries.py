"""Several services told in one message, one entry each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from language import counts, dates, diaries, durations, enterprise_names, regions, topics
from language.diaries import Diary
from language.normalise import LONGEST, normalise
from language.vocabulary import PLAIN, Vocabulary

_MARK = re.compile(
    r"[;。\n]|(?:^|(?<=[\n;。,]))\s*(?:\d(?:[、)]|\.(?!\d))|[一二三四五]、|第[一二三四五]场?[,:、])"
)
_COMMA = re.compile(r",|(?=然后|接着|后来|随后|另外)")
_LEAD = re.compile(r"(?:然后|接着|后来|随后|另外|还|又|再|就)*(?:到|去|在|跑)?")
_SHORT = 12
_DAY = re.compile(
    r"今|昨|前天|大前天|上午|下午|早上|晚上|中午|(?:上|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[月号/:点]|"
    r"\d{1,2}\.\d{1,2}(?![\d小个hH])|"
    r"[一二三四五六七八九十廿]{1,3}[月号点]"
)


def read_diaries(
    text: str, said_at: datetime, home: str | None = None, vocabulary: Vocabulary = PLAIN
) -> tuple[Diary, ...]:
    """One entry for each service told, in the order told, at least one; whatever is not plainly several stays one."""
    parts = _services(normalise(text[:LONGEST]).text, said_at)
    if len(parts) < 2:
        return (diaries.read_diary(text, said_at, home, vocabulary),)
    entries: list[Diary] = []
    for part in parts:
        entries.append(_with_day_of(diaries.read_diary(part, said_at, home, vocabulary), entries))
    return tuple(entries)


def _with_day_of(entry: Diary, before: list[Diary]) -> Diary:
    """昨天上午…，下午…: the later part speaks of the day named first."""
    if before and entry.date is not None and "date" in entry.inferred and before[-1].date:
        return replace(entry, date=before[-1].date)
    if before and entry.date is None and before[-1].date:
        return replace(entry, date=before[-1].date, inferred=entry.inferred | {"date"})
    return entry


def _services(text: str, said_at: datetime) -> list[str]:
    """The stretches of text that each tell of a whole service, or the text alone."""
    pieces = [piece.strip(" ,;。") for piece in _pieces(text) if piece.strip(" ,;。")]
    if len(pieces) < 2 or len(pieces) > 12:
        return [text]
    pieces = [pieces[0], *(piece.replace("其中", "") for piece in pieces[1:])]
    whole = [_is_whole(piece, said_at) for piece in pieces]
    if sum(whole) < 2:
        return [text]
    return _joined(
        pieces, whole, [len(piece) <= _SHORT and bool(dates.mentions(piece, said_at)) for piece in pieces]
    )


def _pieces(text: str) -> list[str]:
    cuts = sorted({0, len(text), *_cuts(text)})
    return [text[start:end] for start, end in pairwise(cuts)]


def _cuts(text: str) -> Iterator[int]:
    """Where another service may begin: after a full stop, at a number, or where another day or place is named."""
    yield from (match.end() for match in _MARK.finditer(text))
    places = {place.start for place in regions.mentions(text)}
    for match in _COMMA.finditer(text):
        lead = _LEAD.match(text, match.end())
        start = lead.end() if lead else match.end()
        if start in places or _DAY.match(text, start):
            yield match.end()


def _is_whole(piece: str, said_at: datetime) -> bool:
    """A service of its own has a length, a number of enterprises, and a day, a time or a place with a subject."""
    timed = any(durations.spans(piece))
    served = counts.read(piece, len(enterprise_names.mentions(piece)))
    if not (timed or any(durations.durations(piece))) or served is None:
        return False
    days = dates.mentions(piece, said_at)
    if any(day.kind not in ("part", "just") for day in days):
        return True
    return bool(timed or days or regions.mentions(piece)) and not topics.of_diary(piece).guessed


def _joined(pieces: list[str], whole: list[bool], heads: list[bool]) -> list[str]:
    """Pieces that are no service go with the one before; those before the first, and bare days, with the next."""
    services: list[str] = []
    lead = ""
    for index, (piece, is_whole, is_head) in enumerate(zip(pieces, whole, heads, strict=True)):
        if is_whole:
            services.append(f"{lead}{piece}")
            lead = ""
        elif services and not (is_head and any(whole[index:])):
            services[-1] += "," + piece
        else:
            lead += piece + ","
    return services
