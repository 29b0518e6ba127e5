"""Two matters told in one breath, clause by clause: «想贷款换机器 还有招不到人», without a word that says there are two."""

from __future__ import annotations

import re
from functools import cache

from language import topics
from language.lexicon import any_of
from language.vocabulary import Vocabulary

Span = tuple[int, int]

_CLAUSE = re.compile(r"[^,。;:!?\s]+")
_ALL = re.compile(
    r"(?:这|那)?[两俩二三四几]?[样件个桩种头]?(?:事情?|问题|东西)?(?:我|咱)?(?:都|一起|一块)儿?(?:想|要|得|急着|帮忙?|麻烦)*"
    r"(?:问|咨询|请教|了解|办|弄|解决|看|急|(?:不知道?|不晓得|不会)(?:怎么|咋|如何))(?:问|看|办|弄|一下|下|清楚)*[了吧啊呢]*"
)
"""«两样都想问»: all of it is wanted."""
SURE = 0.9
_LEAST = 4
_NEAR = frozenset({"law", "risk"})
"""Fields by which one matter may be read: a debt is either."""


def matters(text: str, vocabulary: Vocabulary, sure: float = SURE) -> list[Span]:
    """Where each matter of a (normalised) text stands, in its order; none where it is not plainly several.

    `sure`: the chance of its field from which a part is a matter of its own, where nobody has said that there are several.
    """
    clauses = [found.span() for found in _CLAUSE.finditer(text)]
    announced = len(clauses) > 2 and _ALL.fullmatch(text[slice(*clauses[-1])]) is not None
    told = clauses[:-1] if announced else clauses
    starts = [at for at, one in enumerate(told) if at == 0 or announced or _goes_on(text[slice(*one)])]
    if len(starts) < 2:
        return []
    parts = [
        (told[at][0], told[end - 1][1]) for at, end in zip(starts, [*starts[1:], len(told)], strict=True)
    ]
    found = _joined(text, parts, vocabulary, topics.CERTAIN if announced else sure)
    return [(_behind_mark(text, *one), one[1]) for one in found] if len(found) > 1 else []


def _joined(text: str, parts: list[Span], vocabulary: Vocabulary, sure: float) -> list[Span]:
    """The parts put together again, but for those that are surely about a field of their own."""
    found: list[Span] = []
    known: list[str] = []
    for start, end in parts:
        field = _field(text[_behind_mark(text, start, end) : end], vocabulary, sure)
        if found and (not known or not field or field in known):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
        if field:
            known.append(field)
    return found


def _field(text: str, vocabulary: Vocabulary, sure: float) -> str:
    """The field that a part is surely about, or else its surest clause; empty where it is about none."""
    clauses = _CLAUSE.findall(text)
    ranked = (topics.of_need(one, vocabulary, deep=False)[0] for one in clauses if len(one) >= _LEAST)
    field, chance = topics.of_need(text, vocabulary, deep=False)[0]
    if chance < sure and len(clauses) > 1:
        field, chance = max(ranked, key=lambda pair: pair[1], default=(field, chance))
    if chance < sure or field == "other":
        return ""
    return min(_NEAR) if field in _NEAR else field


def _goes_on(clause: str) -> bool:
    return bool(_mark().match(clause) or _within().match(clause))


def _behind_mark(text: str, start: int, end: int) -> int:
    """Where a part begins behind the word that goes on to it."""
    mark = _mark().match(text, start, end)
    return mark.end() if mark and mark.end() < end else start


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('besides')})+(?!一?[次点些])")


@cache
def _within() -> re.Pattern[str]:
    return re.compile(rf".{{0,8}}?(?:{any_of('wants_too')})")
