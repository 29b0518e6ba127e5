"""Domains as bits, and which are related: those that annex 4 of the notice puts under one field."""

from __future__ import annotations

from functools import lru_cache

from language.domains import DOMAINS

FIELDS: tuple[frozenset[str], ...] = (
    frozenset({"policy"}),
    frozenset({"law"}),
    frozenset({"finance", "risk"}),
    frozenset({"management", "hr", "tax", "marketing", "trade"}),
    frozenset({"technology", "startup", "ip"}),
    frozenset({"digital"}),
)
CODES = tuple(DOMAINS)
_BIT = {code: 1 << place for place, code in enumerate(CODES)}


@lru_cache(maxsize=4096)
def bits(codes: tuple[str, ...]) -> int:
    """A set of domains as one number; codes that nobody knows are left out."""
    found = 0
    for code in codes:
        found |= _BIT.get(code, 0)
    return found


def related(code: str) -> int:
    """The other domains of the same field, as bits; 0 where there is none, or nobody knows the code."""
    return next((bits(tuple(field - {code})) for field in FIELDS if code in field), 0)
