"""Which of some words is meant by one that is spelled wrongly: by how it looks, or by how it sounds."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

_DENIALS = re.compile("[不没别未无唔冇非]")
_SOUNDS_ALIKE = 0.85
_LOOKS_ALIKE = 80


def by_looks(text: str, words: tuple[str, ...]) -> str:
    """The word that the text is but for a character or so; empty where there is none."""
    if len(text) < 4:
        return ""
    best = max(words, key=lambda word: ratio(text, word), default="")
    return best if ratio(text, best) >= _LOOKS_ALIKE and _denies_alike(text, best) else ""


def _denies_alike(text: str, word: str) -> bool:
    """A typo makes no «不提交» of «提交»."""
    return sorted(_DENIALS.findall(text)) == sorted(_DENIALS.findall(word))


def by_sound(text: str, words: tuple[str, ...]) -> str:
    """The word of as many characters that the text sounds like; empty where there is none."""
    if len(text) < 2 or text.isascii():
        return ""
    sound = _sound(text)
    alike = {
        word: Levenshtein.normalized_similarity(sound, _sound(word))
        for word in words
        if len(word) == len(text)
    }
    best = max(alike, key=lambda word: alike[word], default="")
    return best if best and alike[best] >= _SOUNDS_ALIKE else ""


@lru_cache(maxsize=8192)
def _sound(text: str) -> str:
    from pypinyin import lazy_pinyin  # 0.25 s to import, and most messages never need it

    return " ".join(lazy_pinyin(text))
