"""Which rows are entries, and which are totals, notes, groups, signatures and examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from documents.rosters.cells import narrow
from documents.rosters.headings import Columns, Kind, is_heading
from documents.rosters.words import is_house
from language.data import rows
from language.lexicon import any_of
from language.no_names import is_place

_ORDINAL = re.compile(
    r"^[(（]?[一二三四五六七八九十百]+[)）、.．:：]|^第[一二三四五六七八九十\d]+[类组批部]|^[(（]\d{1,2}[)）]|^[IVXⅠ-Ⅻ]+[、.．]"
)
_GROUP_END = re.compile(r"(?:[类组批库团队]|名单|部分|领域|方向)(?:[(（].*[)）])?[:：]?$")
_COUNTED = re.compile(r"[共合总]?计?\s*\d+\s*[人个家名条位户次行]?|共?[一二三四五六七八九十百]+[人个家名位]")
_LABEL = re.compile(r"^[(（【\[]?([^:：()（）【】\[\]\s]{1,10})[)）】\]]?\s*(?:[:：]|$|[(（])")
_SIGNED = re.compile(r"[(（](?:单位)?(?:盖章|公章|签章|签字|签名|加盖公章|章)[)）]")
_DATED = re.compile(r"^(?:\d{4}|二[〇○零Oo0]\S{2})\s*年\s*\S{1,3}\s*月(?:\s*\S{1,3}\s*日)?$")
_BRACKETED = re.compile(r"[(（【][^()（）【】]*[)）】][。]?")
_COUNT_BEHIND = re.compile(r"\s*(?:[(（]?共?\s*\d+\s*[人个家名位][)）]?)?\s*[:：]?$")
_BY_EXAMPLE = re.compile(
    r"^[(（【]?(?:示?例|样例|例如|举例|如)[)）】]?[:：]|^[(（【](?:示?例|样例|填写示例)[)）】]"
)
PLACEHOLDERS_OF_AN_EXAMPLE = 2
"""Signs in as many cells of a row: one alone may be a person who is called so."""


def is_entry(cells: Sequence[str], columns: Columns, kind: Kind) -> bool:
    """Whether somebody meant this row as an entry of the list."""
    filled = [cell for cell in cells if cell]
    told = [
        cells[column.place] for column in columns.found if column.place < len(cells) and cells[column.place]
    ]
    if not told:
        return False
    first = filled[0]
    if _is_total(filled) or _is_note(first, filled) or _is_footer(first, filled):
        return False
    if is_headings_again(cells, columns, kind) or _is_example(filled):
        return False
    if len(set(filled)) > 1:
        return True
    stands_as_name = kind == "experts" and is_house(first)
    return not (_is_group(first) or stands_as_name or _BRACKETED.fullmatch(first))


def is_headings_again(cells: Sequence[str], columns: Columns, kind: Kind) -> bool:
    """Whether the row holds headings once more: half of what it says are words for columns, and two at least."""
    filled = [cell for cell in cells if cell]
    known = strange = 0
    for cell in filled:
        if is_heading(cell, kind):
            known += 1
        else:
            strange += 1
        if strange * 2 >= len(filled):
            return False
    return known >= 2


def _is_total(filled: Sequence[str]) -> bool:
    """«合计 11人»: also after a serial number or in a later column, where all the rest are figures."""
    for place, cell in enumerate(filled[:3]):
        begun = _total().match(cell)
        if not begun:
            continue
        bare, word = re.sub(r"[\s:：()（）]|^以上", "", cell), re.sub(r"\s", "", begun[1])
        rest = bare[len(word) :]
        before, after = filled[:place], filled[place + 1 :]
        counts = (not rest or _COUNTED.fullmatch(rest)) and all(map(_is_figure, [*before, *after]))
        if counts and (len(word) > 1 or rest or after or len(filled) == 1):
            return True
    return False


def _is_figure(cell: str) -> bool:
    return (
        len(cell) <= 10 and bool(re.fullmatch(r"[\d.,%]+", narrow(cell)) or _COUNTED.fullmatch(cell))
    ) or cell in "/—-"


def _is_note(first: str, filled: Sequence[str]) -> bool:
    """A remark about the table: it begins with «注», or is one long sentence alone."""
    label = _LABEL.match(first)
    if label and label[1] in _words()["note"] and (len(first) > len(label[1]) or len(set(filled)) == 1):
        return True
    return len(set(filled)) == 1 and (len(first) > 30 or bool(re.search(r"[。；！]", first)))


def _is_footer(first: str, filled: Sequence[str]) -> bool:
    """Who filled the form in, signed it, when: a label in front, or a seal."""
    if _DATED.match(first) and len(set(filled)) == 1:
        return True
    if _SIGNED.search(first) or (len(filled) == 1 and _SIGNED.search(filled[0])):
        return True
    label = _LABEL.match(re.sub(r"\s", "", first))
    return label is not None and label[1] in _words()["footer"]


def _is_example(filled: Sequence[str]) -> bool:
    """Said to be one, or made of placeholders."""
    bare = re.sub(r"[\s:：()（）【】]", "", filled[0])
    if bare in _words()["example"] or any(_BY_EXAMPLE.match(cell) for cell in filled[:3]):
        return True
    return sum(bool(_placeholder().search(cell)) for cell in filled) >= PLACEHOLDERS_OF_AN_EXAMPLE


def _is_group(only: str) -> bool:
    """The one thing that a row says, over those that follow it: «（一）金融机构», «茂南区»."""
    bare = _COUNT_BEHIND.sub("", only)
    return bool(_ORDINAL.match(only) or _GROUP_END.search(bare)) or is_place(narrow(bare))


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(any_of("placeholders"))


@cache
def _total() -> re.Pattern[str]:
    """A word for a sum at the beginning, be it spread: «合　计»."""
    spread = (r"\s*".join(map(re.escape, word)) for word in _words()["total"])
    return re.compile(rf"[\s(（]*(?:以上)?({'|'.join(spread)})")


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(words.split()) for kind, words in rows("words/no_rows.tsv")}
