"""The phrase of an expert that answers a need, in the expert's own words."""

from __future__ import annotations

from difflib import SequenceMatcher

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
    found = SequenceMatcher(None, need, phrase.lower(), autojunk=False).find_longest_match()
    words = widened(need, found.a, found.a + found.size).strip()
    at_an_edge = found.b == 0 or found.b + found.size == len(phrase)
    whole = words in phrase.lower() and (at_an_edge or len(words) >= _TELLING)
    return words if whole and len(words) >= 2 else ""
