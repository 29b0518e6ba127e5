"""Words of a spoken dialect in everybody's words, so that whoever reads a message need not know both."""

import re
from functools import cache
from typing import NamedTuple

from language.data import rows

_BESIDE = "beside"


class Piece(NamedTuple):
    """What is read in place of `start:end`."""

    start: int
    end: int
    plain: str


def pieces(text: str) -> list[Piece]:
    """What a (Simplified) text says in a dialect, in its order; words of two readings only beside one that has a single one."""
    sure, any_of = _pattern(beside=False), _pattern(beside=True)
    if not sure.search(text):
        return []
    return [Piece(*found.span(), _plain(found)) for found in any_of.finditer(text)]


def _plain(found: re.Match[str]) -> str:
    name = found.lastgroup or ""
    return _words()[int(name[1:])][1]


@cache
def _words() -> list[list[str]]:
    return list(rows("words/dialect.tsv"))


@cache
def _pattern(*, beside: bool) -> re.Pattern[str]:
    """Each word in a group that is called by its row."""
    numbered = enumerate(_words())
    return re.compile(
        "|".join(f"(?P<n{at}>{row[0]})" for at, row in numbered if beside or _BESIDE not in row)
    )
