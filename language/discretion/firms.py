"""The firm that asks, however it calls itself; names of others stay, for who is on the other side matters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from language import enterprise_names, regions
from language.data import rows
from language.discretion.plain import plain
from language.discretion.spans import Kind, Span
from language.lexicon import words_of

_FORMS = (
    "股份合作公司", "股份有限公司", "有限责任公司", "有限公司", "专业合作社", "合作联社", "合作社", "有限合伙", "普通合伙", "合伙企业",
    "个人独资企业", "个体工商户", "个体户", "集团", "公司", "企业", "工厂", "分厂", "厂", "商行", "商店", "店铺", "店", "经营部", "服务部", "加工部",
    "门市部", "批发部", "工作室", "工作坊", "服务中心", "中心", "学校", "幼儿园", "幼稚园", "小学", "中学", "学院", "培训班", "医院", "诊所", "门诊部", "卫生室", "药店",
    "研究院", "研究所", "事务所", "协会", "商会", "基地", "社", "坊", "部", "场", "园", "行", "馆", "铺", "院", "档", "庄", "楼",
)  # fmt: skip
_FORM = f"(?:{'|'.join(_FORMS)})"
_LOOSE = r"[ \-_.·*/|、“”\"']{0,2}"
_BRACKET = r"(?:\([^()\n]{1,10}\))?"
_OWN = r"(?:(?<=我们)|(?<=咱们)|(?<=我是)|(?<=我叫)|(?<=我)|(?<=咱)|(?<=这里是)|(?<=这边是)|(?<=叫)|(?<=本)|(?<=名称)|(?<=[:：]))"
_SELF = re.compile(r"(?:(?:我|我们|咱|咱们|本|这里|这边|单位|企业|公司|厂|店|名称)(?:是|叫|为|:|名叫|全称|全名|公司叫|公司是|厂叫|店叫|企业叫){1,2} ?)$")
_PERSONAL = re.compile(r"[小老阿][\u4e00-\u9fff]")
_WORD = re.compile(r"[\u4e00-\u9fffa-z][\u4e00-\u9fffa-z0-9&]*")
_NUMBERED = re.compile(r"第|[一二三四五六七八九十\d]+号")
_SHORTEST = 2


def found(text: str, names: Collection[str]) -> Iterator[Span]:
    """Where one of these firms is named, and whatever name the writer gives the own firm."""
    for name in names:
        for pattern in ways_to_say(name):
            yield from (Span(*match.span(), Kind.FIRM) for match in pattern.finditer(text))
    for one in enterprise_names.mentions(text):
        if _SELF.search(text[max(0, one.start - 8) : one.start]):
            yield Span(_behind_place(text, one.start, one.end), one.end, Kind.FIRM)


@lru_cache(maxsize=512)
def ways_to_say(name: str) -> tuple[re.Pattern[str], ...]:
    """The whole name, and the brand with or without what stands behind it: 湛江蓝湾海鲜加工厂, 蓝湾海鲜, 蓝湾厂, 蓝湾."""
    whole = plain(name).text.strip()
    if len(whole) < _SHORTEST:
        return ()
    bare = re.sub(r"\([^()]*\)", "", whole)
    end = _place_end(bare)
    place, rest = f"(?:{_joined(bare[:end])})?", bare[end:]
    ways = [_joined(whole)]
    if len(rest) > _SHORTEST and rest != whole:
        ways.append(_joined(rest) + _tail(""))
    for short in _shortened(_brand(rest)):
        tail = rest.removeprefix(short)
        if _is_everyday(short):
            ways += [_joined(short) + _BRACKET + _must(tail), _OWN + place + _joined(short) + _tail(tail)]
        else:
            ways.append(place + _joined(short) + _tail(tail))
    return tuple(re.compile(way) for way in dict.fromkeys(ways))


def called(name: str) -> frozenset[str]:
    """What a firm is called by strangers too: the whole name, without its place, without its form, the brand."""
    whole = plain(name).text.strip()
    rest = whole[_place_end(whole) :]
    short = {one for one in _shortened(_brand(rest)) if not _is_everyday(one)}
    ways = {name, whole, rest, re.sub(rf"{_FORM}+$", "", rest), *short}
    return frozenset(way for way in ways if len(way) > _SHORTEST or way in short)


def _joined(word: str) -> str:
    return _LOOSE.join(map(re.escape, word))


def _tail(rest: str) -> str:
    """As much of the rest of the name as is written, then any form."""
    nested = ""
    for char in reversed(rest):
        nested = f"(?:{_LOOSE}{re.escape(char)}{nested})?"
    return f"{_BRACKET}{nested}{_BRACKET}(?:(?:{_trade()}){{0,3}}{_FORM}{{1,2}}{_BRACKET})?"


def _must(rest: str) -> str:
    """Something of the rest, or a form: without it the word may be everybody's."""
    head = _joined(rest[:2]) if len(rest) >= _SHORTEST else _FORM
    return f"(?:{head}|{_FORM}){_tail(rest[2:])}"


def _place_end(name: str) -> int:
    """Behind the places that a name begins with, unless they are all there is of it."""
    end = 0
    for place in regions.mentions(name):
        if place.start == end and (place.full or not place.everyday):
            end = place.end
    town = re.match(r"[\u4e00-\u9fff]{1,3}(?:镇|乡|街道)(?=.{3})", name[end:])
    end += town.end() if town and end else 0
    return end if len(name) - end >= _SHORTEST else 0


def _brand(rest: str) -> str:
    """What stands before words of trade and kinds of houses."""
    starts = [rest.find(word, 1) for word in _common_words() if word in rest[1:]]
    first = min((start for start in starts if start >= _SHORTEST), default=len(rest))
    brand = rest[:first]
    trade = any(rest.startswith(word) for word in _common_words() if len(word) >= _SHORTEST)
    return "" if trade or len(brand) < _SHORTEST else brand


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return _trades() | {*words_of("houses"), *_FORMS}


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    return frozenset(word for row in rows("trades.txt") for word in row[0].split() if len(word) > 1)


@lru_cache(maxsize=1)
def _trade() -> str:
    return "|".join(sorted(_trades(), key=lambda word: (-len(word), word)))


def _shortened(brand: str) -> list[str]:
    """The brand, and what people make of a long one, longest first."""
    if not _WORD.fullmatch(brand) or _NUMBERED.match(brand):
        return []
    heads = [brand, brand[:3], brand[:2]] if re.fullmatch(r"[\u4e00-\u9fff]+", brand) else [brand]
    return list(dict.fromkeys(head for head in heads if len(head) >= _SHORTEST))


@lru_cache(maxsize=4096)
def _is_everyday(word: str) -> bool:
    """Whether a brand is a word too: everybody's examples hold it, or it is how somebody is called."""
    return bool(_PERSONAL.fullmatch(word)) or word in _said()


@lru_cache(maxsize=1)
def _said() -> str:
    domains = ("digital", "finance", "hr", "ip", "law", "management", "marketing", "policy", "risk", "startup", "tax", "technology", "trade")
    return "\n".join(row[0] for domain in domains for row in rows(f"sentences/{domain}.txt"))


def _behind_place(text: str, start: int, end: int) -> int:
    return start + _place_end(text[start:end])
