"""Places of GB/T 2260: what a code is called, what lies within what, and which place a message names."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from language.data import rows
from language.lexicon import Hit, Lexicon, any_of
from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL
from language.vocabulary import PLAIN, Vocabulary

_NATIONS = any_of("nations")
_SUFFIX = re.compile(
    rf"(?:(?:{_NATIONS})*自治[区州县旗]|维吾尔自治区|特别行政区|行政委员会|林区|矿区|地区|新区|[省市区县盟旗州])$"
)
_EVERYDAY = frozenset(word for row in rows("everyday.txt") for word in row[0].split())
_NO_PLACES = tuple(word for row in rows("noplaces.txt") for word in row[0].split())
_ORIGIN = re.compile(
    rf"""
      (?:那边)?的?(?:客户|客人|买家|供应商|经销商|代理商|订单|单子)
    | 岛(?![屿])
    | 乡(?!下)
    | 镇(?![江海远平康原安坪雄赉宁巴沅源隆])
    | 人(?!才|社|力|保|员|均|工|民)
    | {any_of("of_places")}
    """,
    re.VERBOSE,
)
_AWAY = re.compile(rf"(?:{any_of('elsewhere')})$")


_NAMED_AFTER = re.compile(
    rf"""
      [一二三四五六七八九十东西南北中\d]{{0,3}}(?:大道|大街|大路|路(?![演途由过况程费上]))
    | [一二三四五六七八九十东西南北中\d]{{1,3}}街(?!道|坊)
    | {any_of("buildings")}
    """,
    re.VERBOSE,
)
"""中山一路, 江苏大厦: a street or a building that bears the name of a place stands elsewhere."""
_ZONE = re.compile(r"高新|经开|(?:经济)?(?:技术)?开发区|科技|软件")
"""Zones are often named after what is elsewhere a county: 东湖高新区."""
_LEFT = re.compile(r"[^,。;]{0,12}(?:出来|回来)")
_GOING = frozenset("到去赴往奔回")
_BEFORE = _GOING | frozenset("在喺搁 ,。;:、跟给帮为陪我们是了咗过趟天日号晚早午昼一二三四五六\n") | {""}
_AFTER = frozenset(" ,。;:、的给帮讲对跟为和与及那这某有做办开上下早晚今昨城乡\n()") | {""}
"""Characters that stand beside the name of a place."""
_FRAMED = re.compile(rf"的?(?:当地)?(?:{NUMERAL}[多来几余]?|几|某|若干)[家户间个]")
_WITHIN = re.compile(r"[\u4e00-\u9fff]{1,4}?[给帮为跟镇街村园乡]")
_SHORTER = {"旅顺": "210212"}
"""Names shortened by more than what a place is."""


class Place(NamedTuple):
    """A place named at `start:end` of a text; `codes` holds more than one where several bear the name.

    `full`: with 区 or 县; `everyday`: shortened to a word that mostly means something else.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    full: bool
    everyday: bool = False


@cache
def names() -> Mapping[str, str]:
    """Code to name of every province, prefecture and county."""
    return {row[0]: row[1] for row in rows("regions.tsv")}


def name(code: str) -> str:
    """What the place itself is called: 赤坎区."""
    return names()[code]


def parent(code: str) -> str | None:
    """The code that this one lies directly in, or None for a province."""
    for outer in (code[:4] + "00", code[:2] + "0000"):
        if outer != code and outer in names():
            return outer
    return None


def full_name(code: str) -> str:
    """The name with all that it lies in: 广东省湛江市赤坎区."""
    outer = parent(code)
    return (full_name(outer) if outer else "") + name(code)


def called(code: str) -> str:
    """A place as people there call it: «赤坎区», «廉江»; behind its city where the country has several of the name."""
    own, above = name(code), parent(code)
    short = stem(own) if own.endswith("市") else own
    return short if above is None or own not in _shared() else f"{stem(name(above))}{own}"


@cache
def _shared() -> frozenset[str]:
    """Names of more than one place: 朝阳区."""
    return frozenset(one for one, times in Counter(names().values()).items() if times > 1)


def within(code: str, jurisdiction: str) -> bool:
    """Whether a place is the jurisdiction or lies beneath it."""
    return code.startswith(prefix_of(jurisdiction))


@cache
def is_divided(code: str) -> bool:
    """Whether other places lie within this one: 湛江 has counties, 东莞 has none."""
    return any(other != code and within(other, code) for other in names())


def are_nested(one: str, other: str) -> bool:
    """Whether one of two places is or holds the other."""
    return within(one, other) or within(other, one)


def prefix_of(jurisdiction: str) -> str:
    """The digits that the jurisdiction shares with all beneath it; none for the whole country."""
    if jurisdiction == "100000":
        return ""
    prefix = jurisdiction
    while prefix.endswith("00"):
        prefix = prefix[:-2]
    return prefix


def stem(full: str) -> str:
    """A name as people shorten it: 湛江市 → 湛江, 恩施土家族苗族自治州 → 恩施; 赵县 stays."""
    short = _SUFFIX.sub("", full)
    return short if len(short) >= 2 else full


@lru_cache(maxsize=8)
def _lexicon(vocabulary: Vocabulary) -> Lexicon[tuple[tuple[str, ...], bool]]:
    codes: dict[str, list[str]] = {}
    read_as = normalise("\n".join(names().values())).text.split("\n")  # 乾安 is read as 干安
    for code, full in zip(names(), read_as, strict=True):
        for spelling in sorted({full, stem(full)}):
            codes.setdefault(spelling, []).append(code)
    codes.update((word, []) for word in _NO_PLACES if word not in codes)
    codes.update((short, [code]) for short, code in _SHORTER.items())
    codes.update((alias, [code]) for alias, code in vocabulary.places.items())
    whole = set(read_as) | vocabulary.places.keys()
    return Lexicon((text, (tuple(found), text in whole)) for text, found in codes.items())


def mentions(text: str, vocabulary: Vocabulary = PLAIN) -> list[Place]:
    """Every stretch of the (normalised) text that may name a place."""
    return list(_mentions(text, vocabulary))


@lru_cache(maxsize=16)
def _mentions(text: str, vocabulary: Vocabulary) -> tuple[Place, ...]:
    """Kept a moment, as several readers ask."""
    places = (_place(text, hit) for hit in _lexicon(vocabulary).scan(text))
    return tuple(place for place in places if place)


def _place(text: str, hit: Hit[tuple[tuple[str, ...], bool]]) -> Place | None:
    codes, full = hit.value
    if not codes or _ORIGIN.match(text, hit.end) or (not full and _NAMED_AFTER.match(text, hit.end)):
        return None
    if _AWAY.search(text, max(0, hit.start - 5), hit.start) and not _LEFT.match(text, hit.end):
        return None
    return Place(hit.start, hit.end, codes, full, not full and text[hit.start : hit.end] in _EVERYDAY)


def find(text: str, home: str | None = None, vocabulary: Vocabulary = PLAIN) -> str | None:
    """The smallest place that the text names for certain, or None; `home` decides between equals."""
    plain = normalise(text[:LONGEST]).text
    return choose(plain, mentions(plain, vocabulary), home)


def choose(text: str, places: list[Place], home: str | None) -> str | None:
    """The smallest certain place among mentions of one text."""
    certain = [
        (place, code)
        for index, place in enumerate(places)
        if (code := _resolve(text, place, places[max(0, index - 6) : index], home))
    ]
    listed = {spot for pair in pairwise(certain) if _are_listed(text, *pair) for spot in pair}
    left = {code for place, code in certain if (place, code) not in listed}
    depth = max(map(_depth, left), default=0)
    deepest = [code for code in left if _depth(code) == depth]
    return deepest[0] if len(deepest) == 1 else _by_home(deepest, home)


def _are_listed(text: str, earlier: tuple[Place, str], later: tuple[Place, str]) -> bool:
    """赤坎和霞山 are two places of one rank, so neither is the place; 坡头官渡 is a town of 坡头."""
    joint = text[earlier[0].end : later[0].start]
    if not joint and earlier[1][:4] != later[1][:4]:
        return False
    same_rank = earlier[1] != later[1] and _depth(earlier[1]) == _depth(later[1])
    return same_rank and re.fullmatch(r"[和跟与及、]?(?:到|去)?", joint) is not None


def _depth(code: str) -> int:
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def _resolve(text: str, place: Place, before: list[Place], home: str | None) -> str | None:
    inside = _inside(place, before)
    if len(inside) == 1:
        return inside[0]
    codes = inside or list(place.codes)
    if not place.full and not inside:
        if (place.everyday and not _stands_free(text, place)) or not _is_credible(text, place, home):
            return None
        if place.everyday or _ZONE.match(text, place.end):
            widest = 2 if place.everyday and _FRAMED.match(text, place.end) else 4
            codes = [
                code for code in codes if _near(code, home, widest) or _depth(code) < 1 + (not place.everyday)
            ]
    return codes[0] if len(codes) == 1 else _by_home(codes, home)


def _inside(place: Place, before: list[Place]) -> list[str]:
    """Readings that lie within a place named before, the nearest such place first."""
    for earlier in reversed(before):
        found = [
            code
            for code in place.codes
            if any(code != outer and within(code, outer) for outer in earlier.codes)
        ]
        if found:
            return found
    return []


def _near(code: str, home: str | None, digits: int = 4) -> bool:
    return home is not None and code[:digits] == home[:digits]


def _is_credible(text: str, place: Place, home: str | None) -> bool:
    """A short name of a county far away is one only where a place stands: 投资中介, 海伦服饰 name none."""
    if any(_depth(code) < 2 or _near(code, home) for code in place.codes):
        return True
    before, after = text[max(0, place.start - 1) : place.start], text[place.end : place.end + 1]
    framed = _FRAMED.match(text, place.end) or (before == "在" and _WITHIN.match(text, place.end))
    return before in _GOING or (before in _BEFORE and (after in _AFTER or bool(framed)))


def _stands_free(text: str, place: Place) -> bool:
    """An everyday word counts as a place only where a place would stand."""
    before, after = text[max(0, place.start - 1) : place.start], text[place.end : place.end + 1]
    return before in _BEFORE or after in set("的,。 ")


def _by_home(codes: list[str], home: str | None) -> str | None:
    top = [code for code in codes if _depth(code) == min(map(_depth, codes))]
    if len(top) == 1 and _depth(top[0]) < 2:
        return _larger(top[0], codes, home)
    for width in (6, 4, 2):
        fitting = [code for code in codes if home and code[:width] == home[:width]]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _larger(top: str, codes: list[str], home: str | None) -> str | None:
    """西安 is the city, but 西安区 for whoever lives around it, and is asked of whoever lives in its province."""
    apart = [code for code in codes if home and not within(code, top) and not within(home, top)]
    for width in (4, 2):
        near = [code for code in apart if home and code[:width] == home[:width]]
        if near:
            return near[0] if width == 4 and len(near) == 1 else None
    return top


def where(text: str, places: list[Place], names: Sequence[tuple[int, int]], home: str | None) -> str | None:
    """The region of a message: places within enterprises' names count only where no other is named."""
    outside = [place for place in places if not any(start <= place.start < end for start, end in names)]
    inside = [place for place in places if place not in outside and (place.full or _local(place, home))]
    return choose(text, outside, home) or _common(text, inside, names, home)


def outside(text: str, places: list[Place], subjects: Sequence[tuple[int, int]]) -> list[Place]:
    """The places without those in the subjects of talks, unless whom it was for is counted there: 聊赤坎3家店."""
    return [
        place
        for place in places
        if _FRAMED.match(text, place.end) or not any(start <= place.start < end for start, end in subjects)
    ]


def _common(text: str, places: list[Place], names: Sequence[tuple[int, int]], home: str | None) -> str | None:
    """The smallest place within the names; none where two as small are: 赤坎某公司 and 霞山某公司."""
    each = [[place for place in places if start <= place.start < end] for start, end in names]
    found = {code for own in each if (code := choose(text, own, home)) is not None}
    deepest = {code for code in found if _depth(code) == max(map(_depth, found))}
    return deepest.pop() if len(deepest) == 1 else None


def _local(place: Place, home: str | None) -> bool:
    """A brand may sound like a far county; the speaker's own surroundings are meant as such."""
    return any(_near(code, home) or _depth(code) < 2 for code in place.codes)
