"""The firm that asks, however it calls itself; names of others stay, for who is on the other side matters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from language import enterprise_names, regions
from language.discretion.brands import FORM, SHORTEST, brands, place_end, trades, words
from language.discretion.plain import plain
from language.discretion.spans import Kind, Span

_LOOSE = r"(?:(?![,;!?\n])[\W_]){0,2}"
"""What may be put between two characters of a name."""
_BRACKET = r"(?:\([^()\n]{1,10}\))?"
_KIND = r"(?:\((?:(?:特殊)?普通合伙|有限合伙|个人独资|个体[^()\n]{0,4})\))?"
_OWN = re.compile(r"(?:们|我|咱|本|[我这们边里]是|叫|名称|:) ?$")
"""Before a name that is the writer's own."""
_SELF = re.compile(
    r"(?:(?:我|我们|咱|咱们|本|这里|这边|单位|企业|公司|厂|店|名称)(?:是|叫|为|:|名叫|全称|全名|公司叫|公司是|厂叫|店叫|企业叫){1,2} ?)$"
)


def found(text: str, names: Collection[str]) -> Iterator[Span]:
    """Where one of these firms is named, and whatever name the writer gives the own firm."""
    named = [span for name in names for span in _named(text, name)]
    yield from sorted(named, key=lambda span: span.start - span.end)
    for one in enterprise_names.mentions(text):
        if _SELF.search(text[max(0, one.start - 8) : one.start]):
            yield Span(one.start + place_end(text[one.start : one.end]), one.end, Kind.FIRM)


def _named(text: str, name: str) -> Iterator[Span]:
    signs = set(text)
    for way in _ways(name):
        if signs.issuperset(way.word):
            yield from _said(text, way)


def _said(text: str, way: _Way) -> Iterator[Span]:
    for match in _head(way).finditer(text):
        end = _end(text, match.end(), _following(way.rest))
        if end > match.end() or not way.shy or _is_own(text, match.start()):
            yield Span(match.start(), end, Kind.FIRM)


def _is_own(text: str, start: int) -> bool:
    """Whether the writer speaks of the own firm: 我们, 我们湛江, 我是广东省湛江市."""
    before = text[max(0, start - 16) : start]
    for place in reversed(regions.mentions(before)):
        before = before[: place.start] if place.end == len(before) else before
    return bool(_OWN.search(before))


def called(name: str) -> frozenset[str]:
    """What strangers call a firm too: the whole name, without its place, without its form, the brand."""
    whole = plain(name).text.strip()
    rest = whole[place_end(whole) :]
    short = {one.word for one in brands(rest) if not one.shy}
    ways = {name, whole, rest, re.sub(rf"{FORM}+$", "", rest), re.sub(rf"{FORM}+$", "", whole)}
    return frozenset({way for way in ways if len(way) > SHORTEST} | short)


class _Way(NamedTuple):
    """How a firm is said: its name or brand, a place that may stand before, and what may follow of the name."""

    word: str
    place: str = ""
    rest: str = ""
    shy: bool = False


@lru_cache(maxsize=4096)
def _ways(name: str) -> tuple[_Way, ...]:
    """The whole name, and each short one."""
    whole = plain(name).text.strip()
    if len(whole) < SHORTEST:
        return ()
    bare = re.sub(r"\([^()]*\)", "", whole)
    end = place_end(bare)
    place, rest = bare[:end], bare[end:]
    short = (_Way(word, place, rest.removeprefix(word), shy) for word, shy in brands(rest))
    return _Way(whole), *short


@lru_cache(maxsize=512)
def _head(way: _Way) -> re.Pattern[str]:
    return re.compile(f"(?:{_joined(way.place)})?{_joined(way.word)}")


def _joined(word: str) -> str:
    return _LOOSE.join(map(re.escape, word))


@lru_cache(maxsize=512)
def _following(rest: str) -> re.Pattern[str]:
    """As many words of the rest of the name as are written."""
    nested = ""
    for word in reversed(words(rest)):
        nested = f"(?:{_LOOSE}{_joined(word)}{nested})?"
    return re.compile(f"(?:{_BRACKET}(?={_LOOSE}{re.escape(rest[:1])}){nested})?" if nested else "")


def _end(text: str, after: int, rest: re.Pattern[str]) -> int:
    """Behind whatever trade and form follows, or the rest of the name."""
    formed = _formed().match(text, after)
    if formed is None and (more := rest.match(text, after)):
        after = more.end()
        formed = _formed().match(text, after)
    return formed.end() if formed else after


@lru_cache(maxsize=1)
def _formed() -> re.Pattern[str]:
    """Compiled once: its hundreds of words take longer than all names of a firm."""
    wares = "|".join(sorted(trades(), key=lambda word: (-len(word), word)))
    return re.compile(f"{_BRACKET}(?:{wares}){{0,3}}{FORM}{{1,2}}{_KIND}")
