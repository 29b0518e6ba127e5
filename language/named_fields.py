"""Fields that a text names by the names they have, so that «数字赋能和财税» is two of them."""

from __future__ import annotations

import re
from functools import cache

from language.data import rows
from language.domains import DOMAINS

SHORTEST = 4
"""Characters of a name that may stand anywhere; a shorter one must be a piece of a list by itself."""
_PIECES = re.compile(r"[、，,;；/和与及跟\s]+|还有|以及")
_BESIDE = re.compile(
    r"^(?:我|主要|比较|最|再加|加|领域|擅长|熟悉|做|懂|会|是|的|也|还|另外|一个)+|(?:方面|领域|这块|这一块|类)?(?:的|我|也|都|最|比较|还|拿手|擅长|熟悉|在行|懂点?|可以|一点|吧)*$"
)


def named(text: str) -> tuple[str, ...]:
    """The codes of the fields named, in their order."""
    places: dict[str, int] = {}
    for name, code in _names():
        at = text.find(name) if len(name) >= SHORTEST else -1
        if at >= 0:
            places[code] = min(at, places.get(code, at))
    short, place = dict(_names()), 0
    for piece in _PIECES.split(text):
        code = short.get(_BESIDE.sub("", piece), "")
        place = text.find(piece, place)
        if code and code not in places:
            places[code] = place
    return tuple(sorted(places, key=lambda code: places[code]))


@cache
def _names() -> tuple[tuple[str, str], ...]:
    own = [(label, code) for code, label in DOMAINS.items() if code != "other"]
    return (*own, *((name, code) for code, names in rows("words/field_names.tsv") for name in names.split()))
