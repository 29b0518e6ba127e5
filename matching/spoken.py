"""The phrase of an expert that answers a need, in the expert's own words."""

from __future__ import annotations

from matching import evidence
from matching.index import Index
from matching.phrases import KINDS
from matching.whole_words import widened

PAST = "做过「"
_SAYS = {"speciality": "专长里有「{}」", "past": f"{PAST}{{}}」", "unit": "在「{}」工作"}
_NAMED = 0.8
"""Evidence of a single phrase, in units, from which on it is a reason to give."""
SILENT = "自己没有写过这类事"
_LONGEST = 24
_TELLING = 4
"""Characters out of the middle of a phrase that are more than a scrap."""


def phrase_for(index: Index, need: evidence.Sought, row: int) -> str:
    """«您写到“续贷”，专长里有「普惠贷款续贷」»; where nothing they say names the matter, that."""
    said = [(kind, text) for kind in KINDS for text in index.phrases.of_row(row, kind)]
    worth = {one: evidence.of_phrase(index, need, *one) for one in said}
    best = max(worth, key=worth.__getitem__, default=None)
    if best is None or worth[best] < _NAMED:
        return SILENT
    kind, text = best
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    shared = _shared(need.text, text)
    return (f"说到“{shared}”，" if shared else "") + _SAYS[kind].format(short)


def _shared(need: str, phrase: str) -> str:
    """The words that both have, where they begin or end the phrase or are long: no scraps out of the middle."""
    start, size = _longest(need, phrase.lower())
    words = widened(need, start, start + size).strip() if size else ""
    place = phrase.lower().find(words)
    at_an_edge = place == 0 or place + len(words) == len(phrase)
    return words if len(words) >= 2 and place >= 0 and (at_an_edge or len(words) >= _TELLING) else ""


def _longest(need: str, phrase: str) -> tuple[int, int]:
    """Where in the need the longest part of the phrase begins, and its length; (0, 0) where not even two characters are there."""
    for size in range(len(phrase), 1, -1):
        for first in range(len(phrase) - size + 1):
            if (start := need.find(phrase[first : first + size])) >= 0:
                return start, size
    return 0, 0
