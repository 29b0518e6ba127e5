"""Whom each number of a message counts: those served, or others whose number is never added to theirs.

Those who helped (6家律所), who stand on a list (80家名单), were asked to come (通知了50家) or did something afterwards
(9家当场约了后续) are other bodies than those who came, or part of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from language.lexicon import any_of

if TYPE_CHECKING:
    from language.counts import Count

_HELPERS = any_of("helpers")
_HELPER_BEFORE = re.compile(rf"(?:{_HELPERS}|机构|院所)(?:共|有|来了|到了)?[:: ]?$")
_HELPER_AFTER = re.compile(rf"[^,。;、\d]{{0,4}}?(?:{_HELPERS})")
_SOME = re.compile(r"(?:其中|里面?|当中|内有|包括|含|发现|查出|[,;。(]有)[^,。;、\d]{0,4}$")
_DID_AFTERWARDS = re.compile(rf"(?:企业|店|厂|公司)?(?:都|也|已经?|就|便|还)?(?:{any_of('did_afterwards')})")
_LISTED_BEFORE = re.compile(rf"(?:{any_of('listed_for')})[^,。;\d]{{0,6}}$")
_LISTED_AFTER = re.compile(r"[^,。;、\d]{0,8}(?:名单|目录|库内)")
_TO_THEM = re.compile(r"(?:[给为帮替]|服务|走访|辅导)[^,。;\d]{0,10}$")
_SO_FAR = re.compile(r"(?:累计|至今|迄今|截[至止]|今年|全年|年内|这个月|本月|已经?)[^,。;\d]{0,8}$")
_ASKED_BEFORE = re.compile(rf"(?:{any_of('asked_to_come')})[^,。;\d]{{0,5}}$")
_CAME = re.compile(rf"{any_of('came')}")
_AMONG = re.compile(r"\((?P<inside>[^()]{1,40})\)")
_GOES_ON = re.compile(
    r"[、和及与跟第]|又|再|还|另|然后|后来|接着|随后|[上下]午|早|晚|中午|今|昨|前天|[周期拜]|\d[月日号点.]|共"
)


def served(text: str, found: Sequence[Count]) -> list[Count]:
    """The numbers of those served; all of them where none is told from the others."""
    standing = list(found)
    for is_other in (_is_of_other_days, _is_listed, _is_helper, _is_part, _did_afterwards):
        standing = [one for one in standing if not is_other(text, one, standing)] or standing
    return standing


def _is_part(text: str, one: Count, found: Sequence[Count]) -> bool:
    """29家(其中外市8家), 有3家签了约."""
    earlier = [other for other in found if other.end <= one.start]
    if not earlier:
        return False
    within = any(
        match.start() < one.start < match.end()
        and any(0 <= match.start() - other.end < 6 for other in earlier)
        for match in _AMONG.finditer(text)
    )
    return within or bool(_SOME.search(text, max(0, one.start - 8), one.start) and not _is_more(text, one))


def _is_more(text: str, one: Count) -> bool:
    """其中一家单独又讲了半小时 is part; 另有两家 is more."""
    return "另" in text[max(0, one.start - 6) : one.start]


def _is_of_other_days(text: str, one: Count, found: Sequence[Count]) -> bool:
    """今年已服务80家, told beside the number of one day."""
    others = sum(other.value or 0 for other in found if other is not one)
    return 0 < others != one.value and bool(_SO_FAR.search(text, max(0, one.start - 12), one.start))


def _is_listed(text: str, one: Count, found: Sequence[Count]) -> bool:
    """Those on a list, or asked to come, beside those who came."""
    listed = _LISTED_BEFORE.search(text, max(0, one.start - 14), one.start) or _LISTED_AFTER.match(
        text, one.end
    )
    if listed and not _TO_THEM.search(text, max(0, one.start - 14), one.start):
        return True
    asked = _ASKED_BEFORE.search(text, max(0, one.start - 10), one.start)
    return bool(asked) and any(
        _CAME.search(text, max(one.end, other.start - 10), other.end + 6)
        for other in found
        if other.start > one.end
    )


def _is_helper(text: str, one: Count, found: Sequence[Count]) -> bool:
    before = text[max(0, one.start - 1) : one.start]
    if before in ("给", "帮", "为", "替"):
        return False
    return before in ("们", "咱") or bool(
        _HELPER_BEFORE.search(text, max(0, one.start - 8), one.start) or _HELPER_AFTER.match(text, one.end)
    )


def _did_afterwards(text: str, one: Count, found: Sequence[Count]) -> bool:
    earlier = [other for other in found if other.end <= one.start]
    more = all(other.value is None or one.value is None or other.value >= one.value for other in earlier)
    return bool(earlier) and more and bool(_DID_AFTERWARDS.match(text, one.end)) and not _is_more(text, one)


def are_listed(text: str, found: Sequence[Count]) -> bool:
    """Whether each number plainly goes on from the one before (3家厂和2家店; 上午三家，下午四家), or each is one by itself."""
    one_by_one = all(one.value == 1 for one in found)
    return one_by_one or all(_GOES_ON.search(text, one.end, other.start) for one, other in pairwise(found))
