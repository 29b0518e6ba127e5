"""Firms that somebody names in addition: «加多一家，还有一家叫明记», «再加两家，大发和顺利»."""

import re
from typing import NamedTuple

from language import enterprise_names
from language.answers import read_enterprise
from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL, integer

_HOUSES = r"[家个间](?:企业|公司|厂|店|单位)?"
_LEAD = r"(?:哦|噢|对了|不对|错了|啊|嗯|不好意思|刚才|我|企业(?:名称)?|名单|里面?|[,。:!\s])*"
_ADDS = (
    r"(?:(?:还|再|又|要|得|需要|另外|帮我|请|就)*(?:加多|多加|加上|补上|加|补|算上)|(?:另外|还)+有|(?:还|又|再)*多了"
    r"|(?:漏|忘|少)了?(?:说|记|写|算)?了?)"
)
_BESIDE = r"(?:隔壁|旁边|对面|附近|楼上|楼下)?(?:的|那)?"
_CAME = r"(?:(?:也|都|一起|跟着|过?来)+(?:听|来|问|学|参加)?了?的?)?"
"""«隔壁一家一起听»."""
_PATTERN = re.compile(
    rf"{_LEAD}{_ADDS}(?:{_BESIDE}(?P<count>{NUMERAL}){_HOUSES}{_CAME})?(?:[,:\s]*(?:还有)?(?P<again>{NUMERAL}){_HOUSES})?[,:\s]*"
    rf"(?P<called>(?:名字?)?(?:叫做?|是|叫|:)?)(?P<names>.*?)\s*(?:这?(?P<behind>{NUMERAL})[家个间])?[吧啊呢的了。!\s]*"
)
_BETWEEN = re.compile(r"[、,和跟与及]|还有|以及")
_LONGEST_NAME = 16
_NO_NAME = re.compile(r"隔壁|旁边|对面|附近|楼[上下]|路上|来回|那家|这家|[一两几]家|别的|其他|一起|时间")
"""Where a firm is, and what came with it, is no name."""


class Added(NamedTuple):
    """`houses` is how many are said to come in addition, 0 where only names are told; `last` the number said last, which may
    be that of all."""

    houses: int
    names: tuple[str, ...]
    last: int = 0

    def to(self, told: int) -> int:
        """How many come to those told: «还有隔壁一家，两家» says what it makes in all."""
        return self.houses if not self.last or self.last == self.houses else max(self.last - told, 0)


def firms_added(text: str) -> Added | None:
    """The firms that a whole text adds to those told before; None where it tells anything else."""
    message = normalise(text[:LONGEST])
    found = _PATTERN.fullmatch(message.text.strip())
    if not found:
        return None
    counts = [integer(found[name]) or 0 for name in ("count", "again", "behind") if found[name]]
    said = [part for part in _BETWEEN.split(found["names"]) if part.strip()]
    names = tuple(
        name for part in said if (name := _name(part.strip(), sure=bool(counts or found["called"])))
    )
    if len(names) < len(said) or not (names or counts):
        return None
    if len(counts) > 1 and counts[0] < counts[-1]:
        return Added(counts[0], names, counts[-1])
    return Added(max(counts, default=0), names)


def _name(text: str, *, sure: bool) -> str | None:
    """A name that stands alone; where nothing says that it is one, it must look like a house's."""
    if _NO_NAME.match(text):
        return None
    looks_so = any(start == 0 and end == len(text) for start, end in enterprise_names.mentions(text))
    if len(text) > _LONGEST_NAME or not (sure or looks_so):
        return None
    return text if looks_so or read_enterprise(text) == text else None
