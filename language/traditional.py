"""What is written in Simplified characters, in Traditional ones (as in Taiwan); names stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

_QUOTED = r"“[^”]*”"
_USUALLY = {"签": "簽", "钟": "鐘", "发": "發", "表": "表", "回": "回", "澄": "澄", "浚": "浚"}
"""Characters of two forms of which our texts know one: the phrase book is misled by what stands before them (暂不签, 半个钟, 澄江)."""
_OTHERWISE = re.compile("[标书抽牙竹]签|[头理美毛白洗假染]发|[手钟腕怀]表|迂回")
_HAN = r"\u3400-\u9fff\U00020000-\U000323af"
_RUN = re.compile(rf"[{_HAN}A-Za-z0-9·&＆（）()-]{{2,}}")
_SHORT, _LONGEST = 4, 30
_ENDS = frozenset("司厂店社心所院校会部行站园城场馆铺坊屋业团队户局室家中学盟楼市点地头口协联）)")
"""With what a long name ends, of a firm, a station or a unit, that neither begins nor ends where the sentence does."""


def traditional(text: str, names: Collection[str] = (), *, quotes: bool = False) -> str:
    """The text in Traditional characters, of the same length. These names stay as they are written, and with `quotes` “what somebody said”."""
    kept = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    kept = "|".join(filter(None, (_QUOTED if quotes else "", kept)))
    if text.isascii() or not kept:
        return _converted(text)
    parts: list[str] = []
    at = 0
    for found in re.finditer(kept, text):
        parts += [_converted(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*parts, _converted(text[at:])])


def perhaps_names(text: str) -> set[str]:
    """Whatever in a text could be somebody's name, or a firm's, and would be written otherwise in Traditional characters."""
    found: set[str] = set()
    for run in _RUN.finditer(text):
        found.update(_within(run[0]))
    return found


def _within(run: str) -> Iterator[str]:
    other = _converted(run)
    changed = [at for at, sign in enumerate(run) if other[at] != sign]
    for start in range(len(run)):
        first = next((at for at in changed if at >= start), None)
        if first is None:
            return
        ends = range(max(first + 1, start + 2), min(start + _LONGEST, len(run)) + 1)
        yield from (run[start:end] for end in ends if _may_be_one(run, start, end))


def _may_be_one(run: str, start: int, end: int) -> bool:
    if end - start <= _SHORT or "·" in run[start:end]:
        return True
    return start == 0 or end == len(run) or run[end - 1] in _ENDS


def _converted(text: str) -> str:
    if text.isascii():
        return text
    other: str = _converter().convert(text)
    if len(other) != len(text):
        other = "".join(map(_one_for_one, text))
    spared = {at for found in _OTHERWISE.finditer(text) for at in range(*found.span())}
    return "".join(
        _USUALLY[sign] if sign in _USUALLY and at not in spared else other[at] for at, sign in enumerate(text)
    )


def _one_for_one(sign: str) -> str:
    other: str = _converter().convert(sign)
    return other if len(other) == 1 else sign


@cache
def _converter() -> Any:
    from opencc import OpenCC  # slow to import, so only when somebody reads Traditional characters

    return OpenCC("s2tw")
