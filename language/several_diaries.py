"""Several services told in one message, one entry each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from language import counts, dates, diaries, durations, enterprise_names, fields, regions, topics
from language.calendar.joins import ASIDE
from language.diaries import Diary
from language.normalise import LONGEST, normalise
from language.vocabulary import PLAIN, Vocabulary
from language.whom import told_whom

_MARK = re.compile(
    r"[;。\n]|(?:^|(?<=[\n;。,]))\s*(?:\d(?:[、)]|\.(?!\d))|[一二三四五]、|第[一二三四五]场?[,:、])"
)
_COMMA = re.compile(r",| +|(?=然后|接着|后来|随后|另外)")
"""A blank parts as a comma does: who speaks to the phone sets no marks."""
_LEAD = re.compile(r"(?:然后|接着|后来|随后|另外|还|又|再|就)*(?:到|去|在|跑)?")
_EDGES = " ,，;；。、\n"
_SHORT = 12
_DAY = re.compile(
    r"今|昨|前天|大前天|上午|下午|早上|晚上|中午|(?:上|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[月号/:点]|"
    r"\d{1,2}\.\d{1,2}(?![\d小个hH])|"
    r"[一二三四五六七八九十廿]{1,3}[月号点]"
)
_DATE = re.compile(r"\d{1,2}月\d{1,2}[号日]")
"""A blank before a figure does not outlive the normal form: «两小时 11月23号»."""
_ALIKE = re.compile(r",(?:都是?|均为?|各是?|每[次场天](?:都是?)?)(?:讲|聊|谈|用|花|做)?了?$")
"""Before the length of each of several services."""


_TOTAL = re.compile(r"一共|总共|共计|合计|加起来|前后|累计|两[天次]共|每[天日]|连着")
"""One length for all that was told makes one service of it."""
_HOUSE = re.compile(
    r"(?:去咗?了?|到咗?了?|在|给|帮|畀)(?P<house>[\u4e00-\u9fffA-Za-z]{1,8}?(?:厂|店|公司|馆|坊|社|行|铺))"
    r"|去[了咗](?P<went>[\u4e00-\u9fff]{2,6}?)(?=讲|倾|睇|看|谈|改|做)"
)
Span = tuple[int, int]
Part = tuple[str, Span]
"""What is read of a service, and where it stands."""


def read_diaries(
    text: str, said_at: datetime, home: str | None = None, vocabulary: Vocabulary = PLAIN
) -> tuple[Diary, ...]:
    """One entry for each service told, in the order told, at least one; whatever is not plainly several stays one."""
    rows = fields.table_rows(text[:LONGEST])
    if rows:
        return tuple(diaries.read_diary(row, said_at, home, vocabulary) for row in rows)
    parts = _services(normalise(text[:LONGEST]).text, said_at)
    if len(parts) < 2:
        return (diaries.read_diary(text, said_at, home, vocabulary),)
    entries: list[Diary] = []
    for part, _ in parts:
        entries.append(_with_day_of(diaries.read_diary(part, said_at, home, vocabulary), entries))
    return tuple(entries)


def split_diaries(text: str, said_at: datetime) -> tuple[str, ...]:
    """What a message tells of each of the services that `read_diaries` finds in it, as it was written; of a table, and of
    one service, the whole."""
    if rows := fields.table_rows(text[:LONGEST]):
        return (text,) * len(rows)
    message = normalise(text[:LONGEST])
    parts = _services(message.text, said_at)
    return tuple(message.written(*span).strip(_EDGES) for _, span in parts) if len(parts) > 1 else (text,)


def _with_day_of(entry: Diary, before: list[Diary]) -> Diary:
    """昨天上午…，下午…: the later part speaks of the day named first."""
    if before and entry.date is not None and "date" in entry.inferred and before[-1].date:
        return replace(entry, date=before[-1].date)
    if before and entry.date is None and before[-1].date:
        return replace(entry, date=before[-1].date, inferred=entry.inferred | {"date"})
    return entry


def _services(text: str, said_at: datetime) -> list[Part]:
    """The stretches of text that each tell of a whole service, or the text alone."""
    alone = [(text, (0, len(text)))]
    spans = [span for span in _spans(text) if text[slice(*span)].strip(" ,;。")]
    if len(spans) < 2 or len(spans) > 12:
        return alone
    pieces = [text[slice(*span)].strip(" ,;。") for span in spans]
    pieces = [pieces[0], *(piece.replace("其中", "") for piece in pieces[1:])]
    pieces = _alike(pieces)
    whole = [_is_whole(piece, said_at) for piece in pieces]
    if sum(whole) < len(pieces) and sum(by_day := _by_day(text, pieces, said_at)) > sum(whole):
        whole = by_day
    if sum(whole) < 2:
        return alone
    heads = [len(piece) <= _SHORT and bool(dates.mentions(piece, said_at)) for piece in pieces]
    groups = _joined(pieces, whole, heads)
    starts = [start for _, start in groups]
    ends = [*starts[1:], len(pieces)]
    return [
        (service, (spans[start][0], spans[end - 1][1]))
        for (service, start), end in zip(groups, ends, strict=True)
    ]


def _alike(pieces: list[str]) -> list[str]:
    """周一给3家讲税，周三给2家讲合同，都是两小时: a length told at the end alone is that of each."""
    *others, last = pieces
    lengths = durations.durations(last)
    if len(lengths) != 1 or lengths[0].end < len(last) or any(map(durations.durations, others)):
        return pieces
    told = _ALIKE.search(last, 0, lengths[0].start)
    length = last[lengths[0].start :]
    return [f"{piece},{length}" for piece in (*others, last[: told.start()])] if told else pieces


def _spans(text: str) -> list[Span]:
    return list(pairwise(sorted({0, len(text), *_cuts(text)})))


def _cuts(text: str) -> Iterator[int]:
    """Where another service may begin: after a full stop, at a number, or where another day or place is named."""
    yield from (match.end() for match in _MARK.finditer(text))
    places = {place.start for place in regions.mentions(text)}
    for match in _COMMA.finditer(text):
        lead = _LEAD.match(text, match.end())
        start = lead.end() if lead else match.end()
        if (start in places and not match[0].isspace()) or _DAY.match(text, start):
            yield match.end()
    yield from (one.end for one in durations.durations(text) if _DATE.match(text, one.end))


def _is_whole(piece: str, said_at: datetime) -> bool:
    """A service of its own has a length, a number of enterprises, and a day, a time or a place with a subject."""
    timed = any(durations.spans(piece))
    served = counts.read(piece, len(enterprise_names.mentions(piece)))
    if not _lasts(piece) or served is None:
        return False
    days = dates.mentions(piece, said_at)
    if any(day.kind not in ASIDE for day in days):
        return True
    return bool(timed or days or regions.mentions(piece)) and not topics.of_diary(piece).guessed


def _by_day(text: str, pieces: list[str], said_at: datetime) -> list[bool]:
    """Which pieces tell of another firm, or of another day, though how long it was is told of none, or of some."""
    if _TOTAL.search(text):
        return [False] * len(pieces)
    seen: set[tuple[date | None, str]] = set()
    return [_is_of_another(piece, said_at, seen) for piece in pieces]


def _is_of_another(piece: str, said_at: datetime, seen: set[tuple[date | None, str]]) -> bool:
    """Another day with a firm or a length of its own; on the same day another firm, where it is said how long it was."""
    days = {
        day.day for day in dates.mentions(piece, said_at) if day.kind not in ASIDE and day.day is not None
    }
    firm = _firm_of(piece, said_at)
    day, lasts = next(iter(days), None), _lasts(piece)
    if len(days) > 1 or not (firm or (day and lasts)):
        return False
    is_same_day = day is None or any(day == one for one, _ in seen)
    if is_same_day and not (firm and lasts and all(firm != one for _, one in seen)):
        return False
    seen.add((day, firm))
    return True


def _lasts(piece: str) -> bool:
    return any(durations.durations(piece)) or any(durations.spans(piece))


def _firm_of(piece: str, said_at: datetime) -> str:
    """The firm that a piece tells of, by its name or by the words for whom it was."""
    if named := enterprise_names.mentions(piece):
        return piece[named[0].start : named[0].end]
    house = _HOUSE.search(piece)
    told = (house["house"] or house["went"]) if house else told_whom(piece)
    return told or next(iter(diaries.read_diary(piece, said_at).names), "")


def _joined(pieces: list[str], whole: list[bool], heads: list[bool]) -> list[tuple[str, int]]:
    """Each service with the number of its first piece: those that are none go with the one before; those before the first,
    and bare days, with the next."""
    services: list[tuple[str, int]] = []
    lead = ""
    begin = 0
    for index, (piece, is_whole, is_head) in enumerate(zip(pieces, whole, heads, strict=True)):
        if is_whole:
            services.append((f"{lead}{piece}", begin if lead else index))
            lead = ""
        elif services and not (is_head and any(whole[index:])):
            services[-1] = (f"{services[-1][0]},{piece}", services[-1][1])
        else:
            begin = begin if lead else index
            lead += piece + ","
    return services
