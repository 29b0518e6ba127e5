"""What a speaker takes back: 三家，不对，四家; 更正一下，是昨天; 不是3家是5家."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

_TAKEN_BACK = re.compile(
    r"(?:不对|[哦噢喔啊]不|,不(?=,)|应该是|更正|纠正|[说记写打讲搞弄][错差]|口误|改成|改为|准确|其实是|嗯|不是)"
    r"(?:一下)?[^。;\d一二两俩三仨四五六七八九十半]{0,6}$"
)
_PLANNED = re.compile(r"(?:本来|原本|原定|原来|原先|原计划|预定|预计|预约|说好|约好|打算)[^,。;]{0,8}$")
"""What was meant to be, where something else is told beside it: 原定一小时，结果两小时."""
_DENIED = re.compile(r"不是[^,。;]{1,10}[,]?(?:而|就|应该)?是$")


class Mention(Protocol):
    """Something read at `start:end` of a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=Mention)


def latest(text: str, found: Sequence[M]) -> list[M]:
    """The mentions that stand: a correction unsays whatever was said of the kind before it, a deed what was planned."""
    done = [one for one in found if not _PLANNED.search(text, max(0, one.start - 12), one.start)]
    found = done or found
    standing = 0
    for index, (earlier, later) in enumerate(pairwise(found), start=1):
        if _is_corrected(text, earlier, later):
            standing = index
    return list(found[standing:])


def _is_corrected(text: str, earlier: Mention, later: Mention) -> bool:
    between = text[max(earlier.end, later.start - 20) : later.start]
    denial = text[max(0, earlier.start - 2) : earlier.start] + "…" + between
    return bool(_TAKEN_BACK.search(between) or _DENIED.search(denial))
