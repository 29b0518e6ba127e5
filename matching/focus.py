"""Whom an expert has worked with: the focus groups of S1.4, told by the expert's own words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from matching.data import lines
from matching.facts import Profile

NAMES = {
    "graduate": "大学毕业生",
    "veteran": "退役军人",
    "woman": "女性创业者",
    "disabled": "残疾人",
    "srdi": "专精特新企业",
}
_CODES = tuple(NAMES)
_DONE = len(_CODES)
"""Bits of what was done stand above those of what is said."""


def groups_of(profile: Profile) -> int:
    """As bits: the groups that the specialities name, and above them those that past services name."""
    return _found(profile.specialities) | _found(profile.past) << _DONE


def bits(codes: Iterable[str]) -> int:
    """The groups of an asker, said or done."""
    said = sum(1 << place for place, code in enumerate(_CODES) if code in codes)
    return said | said << _DONE


def told(theirs: int, codes: Iterable[str]) -> str:
    """«服务过退役军人» of one who did; «专长说到退役军人» of one who says so."""
    wanted = [(place, NAMES[code]) for place, code in enumerate(_CODES) if code in codes]
    done = [name for place, name in wanted if theirs >> (place + _DONE) & 1]
    said = [name for place, name in wanted if theirs >> place & 1]
    return f"服务过{'、'.join(done)}" if done else f"专长说到{'、'.join(said)}"


def _found(text: str) -> int:
    return sum(1 << _CODES.index(code) for code, words in _words() if any(word in text for word in words))


@cache
def _words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((code, tuple(words.split())) for code, words in lines("focus.tsv"))
