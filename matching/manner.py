"""What a firm would like in who helps it, beside the skill: a preference, and claimed only of those who have said so."""

from __future__ import annotations

from collections.abc import Iterable

from language import traits
from matching.facts import Wanted

_CODES = traits.codes()
_BITS = {code: 1 << place for place, code in enumerate(_CODES)}
_BY_FORM = {"online": "online", "offline": "visit"}
"""What a way of serving that is wanted says of who could."""


def bits(codes: Iterable[str]) -> int:
    """Codes as bits."""
    return sum(_BITS.get(code, 0) for code in {*codes})


def wanted(need: Wanted) -> int:
    """What a need would like, as bits."""
    return bits((*need.prefers, *filter(None, [_BY_FORM.get(need.form or "")])))


def told(both: int) -> str:
    """«会讲粤语、周末有空»."""
    return traits.labels(code for place, code in enumerate(_CODES) if both >> place & 1)
