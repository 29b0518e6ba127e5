"""The same thing said twice: one firm written two ways, one need asked again, a name with a typo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from language import regions
from language.normalise import normalise

SAME_NEED = 82
"""Of 100: how alike two needs of one firm must be to be one."""
_ONE_MORE = 10
"""Characters of a name for which one typo is forgiven."""
_FORM = re.compile(r"(?:股份有限|有限责任|有限|股份)?(?:公司|集团|企业)$")
_SIGNS = re.compile(r"[^\w]+")


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """A firm's name without the place in front, the legal form behind and all signs; whole where less than two characters stay."""
    plain = _SIGNS.sub("", normalise(name).text.lower())
    bare = _without_place(_FORM.sub("", plain))
    return bare if len(bare) >= 2 else plain


def same_firm(one: str, other: str) -> bool:
    """Whether two names are one firm: equal by `core`, or one character apart where both cores have ten or more."""
    first, second = core(one), core(other)
    if first == second:
        return bool(first)
    shorter = min(len(first), len(second))
    return shorter >= _ONE_MORE and Levenshtein.distance(first, second) <= 1


def same_need(text: str, running: Mapping[int, str]) -> int | None:
    """The id of the running need most alike to the text; None where none is at least `SAME_NEED` of 100 alike."""
    found = process.extractOne(text, running, scorer=fuzz.ratio, score_cutoff=SAME_NEED)
    return found[2] if found else None


def _without_place(name: str) -> str:
    bare = name
    for place in regions.mentions(name):
        if place.start == len(name) - len(bare) and place.end < len(name) - 1:
            bare = name[place.end :]
    return bare
