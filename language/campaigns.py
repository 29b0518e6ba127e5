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
    r"|(?P<whom>专门?(?=[帮为给针面服])(?:帮助?|为|给|针对|面向|服务)?|针对|面向)"
)
_UNITS = r"(?:月|周|季|行动)"
_VERBS = r"(?:开展|开办|举办|启动|发起|组织|[开办搞])"
_CALLED = re.compile(
    rf"(?<!不){_VERBS}(?:一?[个场次期])?(?P<title>[\u4e00-\u9fff]{{1,14}}?(?<![上下本这那个每半几一二两三四五六七八九十到春夏秋冬旺淡当换]){_UNITS})"
    r"(?=活动|$|[，,。；;：:\s「“（(]|从|自|为期)"
)
_ASKED = re.compile(r"[?？]|[吗呢么]$|怎么|有没有|什么|多少|[谁哪几]")
"""«12月搞个助企月», «组织一次走访月活动»; no «搞到下周», no «搞三个月»."""
_WHOLE_FIELDS = re.compile(r"(?:财税|税务|法律|融资|金融|人力资源|知识产权|数字化?|外贸)[^,、;和及与]{0,4}")
"""What tells a field tells no trade."""
_ALL = re.compile(
    r"(?:全部?|都|一律)(?:都)?(?:算|计|要|包括)|不限|没有限制|不分|^(?:全部|都算?|所有的?)[。!]*$"
)


def called(text: str) -> str:
    """What the campaign is called that a text would open: 助企月; empty where it opens none, or asks."""
    found = None if _ASKED.search(text) else _CALLED.search(text)
    return found["title"] if found else ""


class Counting(NamedTuple):
    """Codes of fields, of kinds of services, of sorts of activities, of places, of groups and of trades of firms.

    What is empty leaves nothing out.
    """

    domains: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()


class Rule(NamedTuple):
    """The part of a text that says what counts, to its end, and whether it only says for whom; empty where none does."""

    words: str = ""
    for_whom: bool = False


def said_to_count(text: str) -> Rule:
    """What a text says of what counts."""
    found = _ONLY.search(text)
    return Rule(text[found.end() :], bool(found["whom"])) if found else Rule()


def counts_told(
    text: str, inside: str, sorts: Mapping[str, str], *, for_whom: bool = False
) -> Counting | None:
    """What a text lets count, with places of a region alone; None where it says nothing of it. `sorts`: labels of activities by code.

    `for_whom`: it only says for whom, so that no field is read out of it («面向个体户»).
    """
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
        domains=()
        if for_whom
        else tuple(code for code in domains.order_of_mention(fields) if code != "other"),
        kinds=tuple(code for code, label in LABELS.items() if label in plain),
        sorts=tuple(code for code, label in sorts.items() if label in plain),
        places=_places(plain, inside),
        focus=focus,
        trades=industries.trades_named(_WHOLE_FIELDS.sub("", plain)),
    )
    return found if found != Counting() else None


def _places(text: str, inside: str) -> tuple[str, ...]:
    """The places named that lie in a region, each once; the region itself leaves nothing out."""
    codes = (
        next((code for code in place.codes if regions.within(code, inside)), None)
        for place in regions.mentions(text)
    )
    return tuple(dict.fromkeys(code for code in codes if code and code != inside))
