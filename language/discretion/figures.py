"""Figures that stand near each other, however they are written: 138.0000, 一三八, 幺, 1 3 8, l38OO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_FIGURE_OF = {
    **{char: char for char in "0123456789"},
    **dict(zip("零〇洞o一幺腰l两二三四五六七拐八九勾", "0000111122345677899", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True)),
}
_FIGURE = f"[{''.join(_FIGURE_OF)}]"
_MARK = r"[^0-9a-z〇\u4e00-\u9fff%$¥]"
_GAP = rf"(?:{_MARK}{{1,4}}|(?<=\d)一(?=\d)|{_MARK}{{0,2}}(?:点|杠|横|空格|然后|再|(?:后面|接着)(?:[四七八48][位个](?:数字?)?)?是?){_MARK}{{0,2}})"
_RUN = re.compile(rf"{_FIGURE}(?:{_GAP}?{_FIGURE}){{4,}}")
_ONE = re.compile(rf"(?P<gap>{_GAP}?)(?P<figure>{_FIGURE})")
_PAUSE = frozenset(",、;:点")
_SIGN = frozenset("*/+=×")
_PHONE_LIKE = frozenset({(3, 4, 4), (4, 7), (4, 8), (3, 8), (4, 3, 4), (4, 4, 4)})
_LIKE_LETTERS = frozenset("ol")


@dataclass(frozen=True)
class Run:
    """Figures in a row: their values, where each stands, and what stands before each."""

    text: str
    start: int
    figures: str
    places: tuple[int, ...]
    gaps: tuple[str, ...]

    def begins(self, at: int) -> bool:
        """Whether a number may begin with this figure: none stands right before it."""
        return at == 0 or self._parted(at)

    def ends(self, after: int) -> bool:
        """Whether a number may end before this figure."""
        return after == len(self.figures) or self._parted(after)

    def _parted(self, at: int) -> bool:
        beside = self.text[self.places[at - 1]] + self.text[self.places[at]]
        return bool(self.gaps[at]) or not (beside.isascii() and beside.isdigit())

    def sizes(self, first: int, after: int) -> list[int]:
        """How many figures stand together."""
        starts = [at for at in range(first + 1, after) if self.gaps[at]]
        return [end - start for start, end in zip([first, *starts], [*starts, after], strict=True)]

    def is_one(self, first: int, after: int) -> bool:
        """Whether these figures are one number and no list, times or sizes: 138,0000,1113, but not 13.5-14.5、15."""
        sizes, gaps = self.sizes(first, after), [gap.strip() for gap in self.gaps[first + 1 : after] if gap]
        marks = {mark for gap in gaps for mark in gap}
        if all(size == 1 for size in sizes):
            return True
        if marks & _PAUSE and min(sizes) < 3:
            return False
        if marks & _SIGN and tuple(sizes) not in _PHONE_LIKE:
            return False
        if set(gaps) == {","} and set(sizes[1:]) == {3}:
            return False
        return not ("." in marks and len(set(self.gaps[first + 1 : after]) - {""}) > 1 and max(sizes) <= 2)

    def is_plain(self, first: int, after: int) -> bool:
        """Whether most of them are figures, not letters that look like some."""
        like = sum(self.text[place] in _LIKE_LETTERS for place in self.places[first:after])
        return 2 * like < after - first

    @cached_property
    def words(self) -> str:
        """What stands before the run in its clause, 16 characters at most."""
        return self.text[max(0, self.start - 16) : self.start]

    def end(self, after: int) -> int:
        """Where in the text the figure before this one ends."""
        return self.places[after - 1] + 1


def runs(text: str) -> Iterator[Run]:
    """Every row of five figures and more."""
    for match in _RUN.finditer(text):
        ones = list(_ONE.finditer(text, match.start(), match.end()))
        yield Run(
            text,
            match.start(),
            "".join(_FIGURE_OF[one["figure"]] for one in ones),
            tuple(one.start("figure") for one in ones),
            tuple(one["gap"] for one in ones),
        )
