"""What names are found by: pairs of neighbouring signs, and the first letters of their sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language import normalise

_WORDS = re.compile(r"[^\W_]+")
SIGN = "~"
"""In front of what is made of sounds, so that it is no part of a name."""


def initials(name: str) -> str:
    """«李明达» → «lmd»; letters and figures stay."""
    from pypinyin import Style, lazy_pinyin  # 0.25 s to import, and most processes never need it

    return "".join(lazy_pinyin(_plain(name), style=Style.FIRST_LETTER)).lower()


def pairs(text: str) -> frozenset[str]:
    """What a text of several words is kept under: its signs alone, since nobody looks for one by sounds."""
    return frozenset(pair for part in _WORDS.findall(normalise(text).text.lower()) for pair in _pairs(part))


def terms(name: str) -> frozenset[str]:
    """What a name is kept under: «李明达» → 李明, 明达, ~lm, ~md. Empty of a name of one sign."""
    plain = _plain(name)
    sounds = initials(plain) if plain else ""
    return frozenset((*_pairs(plain), *(f"{SIGN}{pair}" for pair in _pairs(sounds))))


def wanted(said: str) -> frozenset[str]:
    """What somebody who types this looks for: by sounds where it is all letters, else by signs. Empty where it is too short."""
    plain = _plain(said)
    if plain.isascii() and plain.isalpha():
        return frozenset(f"{SIGN}{pair}" for pair in _pairs(plain))
    return frozenset(_pairs(plain))


def _plain(text: str) -> str:
    """In the usual forms, without what stands between words."""
    return "".join(sign for sign in normalise(text).text.lower() if sign.isalnum())


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))
