"""The phrase of an expert that answers a need, in the expert's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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


class Answering(NamedTuple):
    """A phrase that answers a need, as it stands with the expert and as it is told: «说到“续贷”，专长里有「普惠贷款续贷」»."""

    text: str
    told: str


NOTHING = Answering("", SILENT)


def phrases_for(index: Index, need: evidence.Sought, rows: Sequence[int]) -> list[Answering]:
    """For each row the phrase that answers best; `NOTHING` where nothing they say names the matter."""
    said = [
        (at, kind, text)
        for kind in KINDS
        for at, row in enumerate(rows)
        for text in index.phrases.of_row(row, kind)
    ]
    worth = [
        value
        for kind in KINDS
        for value in evidence.of_phrases(index, need, kind, [t for _, k, t in said if k == kind])
    ]
    best: dict[int, tuple[float, str, str]] = {}
    for (at, kind, text), value in zip(said, worth, strict=True):
        if value >= _NAMED and (at not in best or value > best[at][0]):
            best[at] = value, kind, text
    return [
        Answering(best[at][2], _told(need, *best[at][1:])) if at in best else NOTHING
        for at in range(len(rows))
    ]


def _told(need: evidence.Sought, kind: str, text: str) -> str:
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
    found, size = 0, 1
    for first in range(len(phrase)):
        while first + size < len(phrase) and (start := need.find(phrase[first : first + size + 1])) >= 0:
            found, size = start, size + 1
    return (found, size) if size > 1 else (0, 0)
