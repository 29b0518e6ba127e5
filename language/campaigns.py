"""What an office says counts towards a campaign: fields, kinds, places, groups of firms; «只算法律和财税的讲座，赤坎和霞山的»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from language import domains, industries, regions
from language.needs import groups_named
from language.normalise import LONGEST, normalise
from language.reading.kinds import LABELS

_ONLY = re.compile(
    r"(?:只|仅|就|单)(?:算|计|统计|包括|限)|(?:算进去|计入|算数)的(?:是|有)?|限于?|范围(?:是|[:：])"
)
_ALL = re.compile(
    r"(?:全部?|都|一律)(?:都)?(?:算|计|要|包括)|不限|没有限制|不分|^(?:全部|都算?|所有的?)[。!]*$"
)


class Counting(NamedTuple):
    """Codes of fields, of kinds of services, of sorts of activities, of places, of groups of firms, of trades; what is empty leaves nothing out."""

    domains: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()


def said_to_count(text: str) -> str:
    """The part of a text that says what counts, to its end; empty where none does."""
    found = _ONLY.search(text)
    return text[found.end() :] if found else ""


def counts_told(text: str, inside: str, sorts: Mapping[str, str]) -> Counting | None:
    """What a text lets count, with places of a region alone; None where it says nothing of it. `sorts`: labels of activities by code."""
    plain = normalise(text[:LONGEST]).text
    if _ALL.search(plain):
        return Counting()
    focus = groups_named(plain)
    fields = (
        plain
        if not focus
        else re.sub(r"[^,、;和及与]{0,8}(?:创业|专精特新|小巨人)[^,、;和及与]{0,6}", "", plain)
    )
    fields = (
        re.sub(r"[^,、;和及与]{2,8}(?:行业|产业|业)", "", fields)
        if industries.trades_named(plain)
        else fields
    )
    found = Counting(
        domains=tuple(code for code in domains.order_of_mention(fields) if code != "other"),
        kinds=tuple(code for code, label in LABELS.items() if label in plain),
        sorts=tuple(code for code, label in sorts.items() if label in plain),
        places=_places(plain, inside),
        focus=focus,
        trades=industries.trades_named(plain),
    )
    return found if found != Counting() else None


def _places(text: str, inside: str) -> tuple[str, ...]:
    """The places named that lie in a region, each once; the region itself leaves nothing out."""
    codes = (
        next((code for code in place.codes if regions.within(code, inside)), None)
        for place in regions.mentions(text)
    )
    return tuple(dict.fromkeys(code for code in codes if code and code != inside))
