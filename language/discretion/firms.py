"""The firm that asks, however it calls itself; names of others stay, for who is on the other side matters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from language import enterprise_names, regions
from language.discretion.brands import FORM, SHORTEST, brands, place_end, trades
from language.discretion.plain import plain
from language.discretion.spans import Kind, Span

_LOOSE = r"[ \-_.·*/|、“”\"'()<>《》「」]{0,2}"
"""What may be put between two characters of a name."""
_BRACKET = r"(?:\([^()\n]{1,10}\))?"
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
    for pattern, shy in _ways(name):
        for match in pattern.finditer(text):
            if not shy or _is_own(text, match.start()):
                yield Span(*match.span(), Kind.FIRM)


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


@lru_cache(maxsize=512)
def _ways(name: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The whole name, and each short one with or without what stands behind it; whether only as the writer's own."""
    whole = plain(name).text.strip()
    if len(whole) < SHORTEST:
        return ()
    bare = re.sub(r"\([^()]*\)", "", whole)
    end = place_end(bare)
    place, rest = f"(?:{_joined(bare[:end])})?", bare[end:]
    ways = [(_joined(whole), False)]
    if len(rest) > SHORTEST:
        ways.append((place + _joined(rest) + _BRACKET, False))
    for word, shy in brands(rest):
        said, tail = place + _joined(word), rest.removeprefix(word)
        ways += [(said + _BRACKET + _some(tail), False)] if shy else []
        ways.append((said + _any(tail), shy))
    return tuple((re.compile(way), own) for way, own in ways)


def _joined(word: str) -> str:
    return _LOOSE.join(map(re.escape, word))


def _any(rest: str) -> str:
    """As much of what stands behind the brand as is written, or whatever trade and form."""
    nested = ""
    for char in reversed(rest):
        nested = f"(?:{_LOOSE}{re.escape(char)}{nested})?"
    return f"{_BRACKET}(?:{_formed()}|{nested}(?:{_formed()})?){_BRACKET}"


def _some(rest: str) -> str:
    """Something of it at least: without that the word may be everybody's."""
    head = f"{_joined(rest[:SHORTEST])}{_any(rest[SHORTEST:])}|" if len(rest) >= SHORTEST else ""
    return f"(?:{head}{_formed()})"


@lru_cache(maxsize=1)
def _formed() -> str:
    words = "|".join(sorted(trades(), key=lambda word: (-len(word), word)))
    return f"(?:{words}){{0,3}}{FORM}{{1,2}}{_BRACKET}"
