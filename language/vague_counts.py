"""Numbers of enterprises that are none: 三到四家, 3、4家, 三家四家, 几 家, 10+家, 3家以上.

`counts` reads what is written in one piece; here is what blanks, marks and second thoughts stand in.
«大概», «约» and «左右» beside one number leave it a number, which the card shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.lexicon import any_of
from language.numerals import NUMERAL, integer

_UNIT = rf"(?:[家户间](?:次)?(?![人属里长常业具电居纺政装务]|庭(?!农场))|个?(?:{any_of('served_houses')})|个(?:老板|客户|店主|商家))"
_GAP = r"[ \-_.·~…*\n]"
_FEW = re.compile(
    rf"(?:好几|十几|几十|几百|几|若干|十来|百来|十多|许多|很多|好多|不少|(?<![点时分月天年号日钟])数|{NUMERAL}{_GAP}{{0,3}}[多来几余+]){_GAP}{{0,3}}{_UNIT}"
    rf"|(?<![\u4e00-\u9fff])(?:小|上|成)十{_UNIT}|(?<=[给帮有了约])(?:小|上|成)十{_UNIT}|百十{_UNIT}"
    rf"|{NUMERAL}\+{_UNIT}"
)
_BETWEEN = re.compile(
    rf"(?<![周期拜初月第年\d+])(?<![\d一二三四五六七八九十][点:./-])(?P<low>\d{{1,3}}|[一二两三四五六七八九十百]{{1,4}})"
    rf"(?:(?P<mark>{_GAP}{{1,3}}|{_GAP}{{0,2}}[、,/丶]{_GAP}{{0,2}})|(?:{_GAP}{{0,2}}(?:到|至|或者?|还是){_GAP}{{0,2}}))"
    rf"(?P<high>\d{{1,3}}|[一二两三四五六七八九十百]{{1,4}})(?={_GAP}{{0,2}}{_UNIT})"
)
_EITHER = re.compile(
    rf"(?P<low>{NUMERAL}){_UNIT}(?:[ \-~、]{{0,2}}|,?(?:或者?|还是|要么|到|至|最多))(?P<high>{NUMERAL}){_UNIT}"
)
_ABOUT = re.compile(
    rf"{NUMERAL}{_UNIT}(?:以上(?!门)|以下|以内|出头|有余|开外|打底|(?:多|不到|不满|不足)(?=[,。;!?\s]|$))"
)
_BOTH_NAMED = frozenset({(10, 8), (100, 80)})
"""十家八家: as one says it."""


def found(text: str) -> list[tuple[int, int]]:
    """Where the text has a number of enterprises that nobody could write down."""
    return sorted({*_plainly(text), *_ranges(text), *_either(text)})


def _plainly(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_FEW, _ABOUT):
        yield from (match.span() for match in pattern.finditer(text))


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """Where a mere mark parts them they must follow each other: 16:00,4家 and 2、8家 are no range."""
    for match in _BETWEEN.finditer(text):
        low, high = integer(match["low"]), integer(match["high"])
        if low and high and (_follow(low, high) if match["mark"] else low < high):
            unit = re.compile(rf"{_GAP}{{0,2}}{_UNIT}").match(text, match.end())
            yield match.start(), unit.end() if unit else match.end()


def _follow(low: int, high: int) -> bool:
    """3、4; 20、30; 15、6."""
    tens = low % 10 == high % 10 == 0 and high == low + 10
    return tens or high == low + 1 or (low > 10 > high and high == low % 10 + 1)


def _either(text: str) -> Iterator[tuple[int, int]]:
    for match in _EITHER.finditer(text):
        low, high = integer(match["low"]), integer(match["high"])
        if low and high and (high == low + 1 or (low, high) in _BOTH_NAMED):
            yield match.span()
