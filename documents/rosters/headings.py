"""Which column is what: headings by their words, over one row or two, wherever the table begins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from documents.rosters.cells import narrow
from documents.rosters.words import field_names
from language.data import rows
from language.lexicon import words_of
from language.normalise import normalise

Kind = str
"""experts, stations, enterprises, diaries or needs."""
Chosen = Mapping[str, str]
"""What somebody says that a heading means: the field by the words of the heading; empty for a column of which nothing is taken."""
AS_THEY_SAY: Chosen = {}
_BRACKETS = re.compile(r"[(\[【<《][^)\]】>》]*[)\]】>》]?")
_NOISE = re.compile(r"[\s:;,。.*★☆※#_?!、~·'\"“”]+|必填|选填|请填写|请填|\d+$")
_SEVERAL = re.compile(r"[/／、,，;；|&+＋\n]|及其?|和|与|或")
_TELLS = re.compile(r"[:：]\s*[^\s:：（(]|\d{4}")
"""What gives a value already: «联系电话：0668-3329414» stands above a table."""
MOST = 3
"""The strength of a heading that is the very word."""
LONGEST = 40
"""Characters of a heading; what is longer is a note."""
IDENTITY: Mapping[Kind, frozenset[str]] = {
    "experts": frozenset({"name"}),
    "stations": frozenset({"unit"}),
    "enterprises": frozenset({"firm"}),
    "diaries": frozenset({"served_on"}),
    "needs": frozenset({"need"}),
}
"""Without these columns a table is none of the kind."""
BESIDES: Mapping[Kind, frozenset[str]] = {
    "experts": frozenset({"unit", "domains", "phone", "email"}),
    "stations": frozenset({"contact", "phone", "address"}),
    "enterprises": frozenset({"contact", "phone", "address", "region"}),
    "diaries": frozenset({"name", "hours", "times"}),
    "needs": frozenset({"firm", "contact", "phone"}),
}
"""At least one of these columns stands beside them."""
NEEDED = dict.fromkeys(BESIDES, 1) | {"diaries": 2}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its place, and the fields that are written in it. `is_mixed`: other things, too («姓名及职务»).

    `code`: the heading is a field of the programme, under which a tick is set.
    """

    place: int
    fields: tuple[str, ...]
    strength: int
    is_mixed: bool = False
    code: str = ""


@dataclass(frozen=True)
class Columns:
    """What was found: the columns by strength, and the headings as they are written, for the file of failed rows."""

    found: tuple[Column, ...]
    headings: tuple[str, ...]

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(self._by_field)

    @cached_property
    def _by_field(self) -> Mapping[str, tuple[Column, ...]]:
        fields = {field for column in self.found for field in column.fields}
        return {field: tuple(one for one in self.found if field in one.fields) for field in fields}

    def of(self, field: str) -> tuple[Column, ...]:
        """Where this field may stand, the surest first."""
        return self._by_field.get(field, ())

    def fits(self, kind: Kind) -> bool:
        """Whether it is a table of this kind; a list of persons and their fields is none of stations."""
        if kind == "stations" and "address" not in self.fields and _names_fields(self.headings):
            return False
        return self.fields >= IDENTITY[kind] and len(self.fields & BESIDES[kind]) >= NEEDED[kind]


def columns(
    cells: Sequence[str], kind: Kind, below: Sequence[str] = (), chosen: Chosen = AS_THEY_SAY
) -> Columns:
    """What a row of headings says, with the row of headings below it where there is one; what somebody chose goes before."""
    told = [_heading(cells, below, place) for place in range(len(cells))]
    words = tuple(under or over for over, under in told)
    found = [
        Column(place, *meant)
        for place, (over, under) in enumerate(told)
        if (meant := _means(over, under, kind, chosen))
    ]
    if kind == "experts":
        settled = {place for place, word in enumerate(words) if word in chosen}
        found += _ticked(words, {one.place for one in found} | settled)
    return Columns(tuple(sorted(found, key=lambda one: -one.strength)), words)


def _means(over: str, under: str, kind: Kind, chosen: Chosen) -> tuple[tuple[str, ...], int, bool] | None:
    word = under or over
    if word in chosen:
        return ((chosen[word],), MOST, False) if chosen[word] else None
    return _meant(under, kind) or (_meant(over, kind) if _says_little(under, kind) else None)


def _ticked(words: Sequence[str], known: set[int]) -> list[Column]:
    """The columns that are called like fields of the programme: a tick under one says that it is held."""
    codes = ((place, field_names().get(word, "")) for place, word in enumerate(words) if place not in known)
    return [Column(place, ("domains",), 0, code=code) for place, code in codes if code]


def _names_fields(headings: Sequence[str]) -> bool:
    meant = (_meant(heading, "experts") for heading in headings)
    return any(found and found[0] == ("domains",) and found[1] == MOST for found in meant)


def side_by_side(found: Columns, kind: Kind) -> list[Columns]:
    """The tables that stand beside each other in one sheet, each with its own name column; else the one."""
    identity = next(iter(IDENTITY[kind]))
    places = sorted(one.place for one in found.found if one.fields == (identity,) and one.strength == MOST)
    if len(places) < 2 or len({found.headings[place] for place in places}) > 1:
        return [found]
    ends = [*places[1:], len(found.headings)]
    own = (
        tuple(one for one in found.found if begin <= one.place < end)
        for begin, end in zip(places, ends, strict=True)
    )
    parts = [Columns(columns, found.headings) for columns in own]
    return parts if all(part.fits(kind) for part in parts) else [found]


def _heading(cells: Sequence[str], below: Sequence[str], place: int) -> tuple[str, str]:
    """The upper and the lower heading; an upper one reaches over the blanks to its right that have lower ones."""
    under = below[place] if place < len(below) else ""
    over, left = cells[place], place
    while under and not over and left > 0:
        left -= 1
        over = cells[left]
    return over, under


def _says_little(under: str, kind: Kind) -> bool:
    """Whether a lower heading leaves it to the upper one what the column is: «手机» does not, «（必填）» does."""
    return not under or not (_folded(under) in _synonyms(kind) or _is_stranger(_folded(under)))


def is_heading(cell: str, kind: Kind) -> bool:
    """Whether a cell is one of the words that columns of this kind are called."""
    return cell[:1] in _beginnings(kind) and len(cell) <= LONGEST and _folded(cell) in _synonyms(kind)


@cache
def _beginnings(kind: Kind) -> frozenset[str]:
    """What a heading may begin with; most cells begin otherwise, and need no more looking at."""
    first = {word[0] for word in _synonyms(kind)}
    return frozenset({*first, *(char.upper() for char in first), *"*★ (（【["})


@lru_cache(maxsize=2048)
def _meant(heading: str, kind: Kind) -> tuple[tuple[str, ...], int, bool] | None:
    """The fields that a heading names, serial numbers left out, how surely, and whether it names other things, too."""
    if not heading or len(heading) > LONGEST or _TELLS.search(heading):
        return None
    parts = [part for part in _SEVERAL.split(_BRACKETS.sub("", narrow(heading))) if part.strip()]
    known = [found for part in parts if (found := _field(part, kind))]
    fields = tuple(dict.fromkeys(field for field, _ in known if field != "serial"))
    whole = _field(heading, kind)
    if len(fields) < 2 and whole:
        return None if whole[0] == "serial" else ((whole[0],), whole[1], False)
    return (fields, min(strength for _, strength in known), len(known) < len(parts)) if fields else None


def _field(heading: str, kind: Kind) -> tuple[str, int] | None:
    """By the very word, else by the longest word that it ends with, else begins with; strangers are none."""
    folded, words = _folded(heading), _synonyms(kind)
    if folded in words:
        return words[folded]
    if not folded or _is_stranger(folded):
        return None
    by_length = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
    ends = next((word for word in by_length if folded.endswith(word)), None)
    begins = next((word for word in by_length if len(word) > 1 and folded.startswith(word)), None)
    found = ends or begins
    return (words[found][0], 1) if found else None


def _is_stranger(folded: str) -> bool:
    return any(piece.casefold() in folded for piece in words_of("heading_strangers"))


@lru_cache(maxsize=4096)
def _folded(heading: str) -> str:
    plain = narrow(heading) if heading.isascii() else normalise(heading).text
    bare = _NOISE.sub("", _BRACKETS.sub("", plain))
    return (bare or _NOISE.sub("", plain).strip("()[]")).casefold()


@cache
def _synonyms(kind: Kind) -> Mapping[str, tuple[str, int]]:
    """Each word with its field and strength; what counts for this kind alone goes before what counts for all."""
    found: dict[str, tuple[str, int]] = {}
    for field, of, strength, words in sorted(rows("headings.tsv"), key=lambda row: row[1] == "*"):
        if of in ("*", kind):
            for word in words.split():
                found.setdefault(_folded(word), (field, int(strength)))
    return found
