"""Messages filled in like a form: 日期：9-15 / 开始：09:00 / 结束：11:15 / 形式：线上, and rows of a pasted table.

What stands behind a label is read as that slot and as nothing else, before the rest of the message is looked at.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from language.data import rows

_FEWEST = 2
"""One label alone may as well be a part of a sentence."""
_CELLS = re.compile(r" *(?:\t|\||｜| {2,}) *")
_RULE = re.compile(r"[\s|｜:+-]+")
_MOST_ROWS = 12
_EDGES = " ,。;、([*#-"


class Field(NamedTuple):
    """What was written behind a label: which slot it fills, the label with what it says of the unit, and the words.

    `start` is where the words stand in the text.
    """

    slot: str
    label: str
    value: str
    start: int


@cache
def _labels() -> dict[str, str]:
    return dict(rows("words/labels.tsv"))


@cache
def _pattern() -> re.Pattern[str]:
    known = "|".join(sorted(map(re.escape, _labels()), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\n,。;、)( ]))[(\[*#\-]*(?P<label>{known})(?P<unit>\([^()]{{1,6}}\))?[)\]]? ?(?:[::]|(?<=[)\]])) ?"
    )


def fields(text: str) -> list[Field]:
    """The labels of a (normalised) text that are known, with their values; none where it is no form."""
    if ":" not in text and "(" not in text:
        return []
    found = list(_pattern().finditer(text))
    if len({match["label"] for match in found}) < _FEWEST:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [_field(text, match, end) for match, end in zip(found, ends, strict=True)]


def _field(text: str, match: re.Match[str], end: int) -> Field:
    line = text[match.end() : end].split("\n")[0]
    start = match.end() + len(line) - len(line.lstrip(_EDGES))
    return Field(_labels()[match["label"]], match["label"] + (match["unit"] or ""), line.strip(_EDGES), start)


def table_rows(text: str) -> list[str]:
    """The rows of a pasted table, each written as labels and values; empty where the text is no table."""
    if "\n" not in text:
        return []
    lines = [_cells(line) for line in text.splitlines() if line.strip() and not _RULE.fullmatch(line)]
    start = next((at for at, cells in enumerate(lines) if _is_head(cells)), None)
    if start is None:
        return []
    head, body = lines[start], lines[start + 1 :]
    whole = [cells for cells in body if len(cells) == len(head)]
    return [_as_fields(head, cells) for cells in whole[:_MOST_ROWS]] if len(whole) == len(body) else []


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELLS.split(line.strip().strip("|｜"))]


def _is_head(cells: list[str]) -> bool:
    known = [cell for cell in cells if re.sub(r"[(（].*", "", cell) in _labels()]
    return len(known) > _FEWEST and len(known) >= len(cells) - 1


def _as_fields(head: list[str], cells: list[str]) -> str:
    return "\n".join(f"{label}：{cell}" for label, cell in zip(head, cells, strict=True) if cell)


def of_slot(found: list[Field], slot: str) -> Iterator[Field]:
    """The fields that fill a slot and are not left empty."""
    return (field for field in found if field.slot == slot and field.value)
