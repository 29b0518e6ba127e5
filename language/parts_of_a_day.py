"""One part of a day put right where several were told, each with its length: «上午没有两小时，九点半到的十一点走的»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from language.durations import Stretch, durations, spans
from language.normalise import Normalised, normalise

_PART = re.compile(
    r"(?P<morning>上午|上昼|早上|早晨)|(?P<noon>中午)|(?P<afternoon>下午|下昼)|(?P<evening>晚上|夜里|傍晚)"
)
_DENIED = re.compile(r"(?:没有?|不是|不止|不到|哪有|唔系|不系)(?:说|讲)?$")
_TOTAL = re.compile(r"(?:一共|总共|加起来|合起来|合计|拢共)[^,。;\d一二两三四五六七八九十半]{0,4}$")


class Told(NamedTuple):
    """How long a part of the day was, and where that stands."""

    start: int
    end: int
    hours: float


class Mended(NamedTuple):
    """What was told with the right length in it, and how much all parts come to."""

    words: str
    hours: float


def put_right(told: str, said: str) -> Mended | None:
    """What was told of several parts of a day, with those of them that `said` tells otherwise; None where it tells none of them so."""
    before = normalise(told)
    known, right = _lengths(before.text), _lengths(normalise(said).text)
    changed = {
        part: right[part].hours for part in right if part in known and right[part].hours != known[part].hours
    }
    if len(known) < 2 or not changed or not right.keys() <= known.keys():
        return None
    hours = sum(changed.get(part, one.hours) for part, one in known.items())
    return Mended(_written(before, known, changed), hours)


def _written(told: Normalised, known: dict[str, Told], changed: dict[str, float]) -> str:
    words = told.original
    for part in sorted(changed, key=lambda part: -known[part].start):
        old = told.written(known[part].start, known[part].end)
        head, _, tail = words.rpartition(old)
        words = f"{head}{_in_words(changed[part])}{tail}"
    return words


def _in_words(hours: float) -> str:
    return f"{round(hours, 2):g}小时" if hours >= 1 else f"{round(hours * 60)}分钟"


def _lengths(text: str) -> dict[str, Told]:
    """Of each part that is named, the length told behind it; nothing where any is vague or of no part, or a part has several."""
    found: dict[str, Told] = {}
    for one in _stretches(text):
        parts = list(_PART.finditer(text, 0, one.end))
        name = parts[-1].lastgroup or "" if parts else ""
        if one.hours is None or not name or name in found:
            return {}
        found[name] = Told(max(one.start, parts[-1].end()), one.end, one.hours)
    return found


def _stretches(text: str) -> Iterator[Stretch]:
    clocked = list(spans(text))
    lasting = [
        one for one in durations(text) if not any(a.start < one.end and one.start < a.end for a in clocked)
    ]
    for one in sorted((*clocked, *lasting), key=lambda one: one.start):
        ahead = text[: one.start]
        if not (_DENIED.search(ahead) or _TOTAL.search(ahead)):
            yield one
