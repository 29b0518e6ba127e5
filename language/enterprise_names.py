"""Enterprise names as written: 宏发家具, 蓝湾海鲜加工厂 and the rest, told from 一家服装厂."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from language import fields, regions
from language.data import rows
from language.lexicon import alternatives, any_of, words_of
from language.normalise import Normalised
from language.numerals import NUMERAL

_HOUSE = any_of("houses")
_NAME = "[\u4e00-\u9fffA-Za-z0-9&·]"
_STOP = re.compile(
    rf"""
      {any_of("brand_stops")}
    | [^\u4e00-\u9fffA-Za-z0-9&·()]
    | [给帮为到去在和与跟同替叫是对找陪让着把被向请从及或的了个这那某各些号月日点也都就又还讲聊谈看问做卖搞学办喺畀俾往访进问说约见用咗陈俩仨]
    | (?<=[一二两俩三四五六七八九十百\d几多来这那某各每数余干了开搞办有])[家间位户]
    | (?<![幼家助早])教(?![育具培])
    | 改成|改为|换成|写成|更正为
    | [船药车鞋民国央酒渔房外港]企
    | 开(?![心元源拓创泰])
    """,
    re.VERBOSE,
)
_BRANDLESS = re.compile(
    rf"""
      [厂商店卖买大专独人]家
    | {any_of("not_brands")}
    """,
    re.VERBOSE,
)
_ACTIVITY = re.compile(rf"(?:{any_of('activities')})$")
"""Without a kind of house behind them these are what a talk was about: 杀菌工艺, 融资租赁."""
_PLAIN_START = re.compile(any_of("plain_starts"))
_GENERIC_AFTER = re.compile(
    rf"^(?:园(?!林)|{any_of('generic_after')})|^(?:{NUMERAL}|几|若干|数|十几|多)[多几来余]?[家户间]"
)
_CALLED = re.compile(
    rf"(?:名字叫做?|名叫|名字是|名为|(?:店名|厂名|公司名|字号|招牌)(?:叫|是|(?=[:: ]))|[家个间厂店司业社子]叫做?|(?<=[,。; ])叫做?)[:: 是]?(?!他|"
    rf"她|我|你|大家|老板|人|的|车|停|苦)({_NAME}{{2,16}}?)"
    r"(?=[,。;、\s!?)\n]|$|然后|的|[想问讲要]|他们|我们|聊|谈|做了)"
)
_LABEL = re.compile(
    r"""
    (?:^|[\n,。;; ])
    (?:服务|参会|走访|对接|帮扶|辅导|受助|咨询)?
    (?:企业|公司|单位|店铺|商户|对象|服务对象|店名|厂名)(?:名称|名字|全称)?(?:是|为)?\s*[::]\s*
    ([^\n,。;]{2,80}?)                       # what was written there
    (?=\s+[^\s:]{1,8}:|[\n,。;]|$)          # up to the next label or mark
    """,
    re.VERBOSE,
)
_LISTED = re.compile(
    rf"[家户间](?:企业|公司|店|厂)?\s*(?:分别是|[::(]|就是|"
    rf"是)\s*((?:{_NAME}{{2,14}}[、和及]){{1,12}}{_NAME}{{2,14}}?)(?=[,。;)\s]|$|讲|聊|谈|等)"
)
_COUNTED = re.compile(
    rf"(?:给|帮|为|到|去|对|跟|与|在|走访|服务|辅导)了?((?:{_NAME}{{2,14}}?[、和及]){{1,12}}{_NAME}{{2,14}}?)(?:等|"
    rf"这|共)?(?:{NUMERAL})家"
)
_GIVEN = re.compile(
    rf"(?:给|帮|为|走访|辅导|拜访)了?((?:{_NAME}{{2,12}}?、){{1,12}}{_NAME}{{2,12}}?)(?=讲|做|看|谈|聊|办|培训|辅导|分别|各|介绍|解答|宣讲)"
)
_QUOTED = re.compile(
    r"(?:(?:给|帮|到|去|(?<!种)叫|家|为|跟)(?:[^,。;“”讲说做办学用]{1,5}的)?|(?<=”[和与、及]))“([^”]{2,20})”|“([^”]{2,20})”(?=这?家|公司|厂|店|等)"
)
_HOUSED = re.compile(rf"(?:{_HOUSE}|行)(?:\([^()]{{1,8}}\))?$")
_SOMEBODY = re.compile(
    r"(?:[给帮为跟替陪]|走访|辅导|服务|拜访|[给帮为跟替陪].{1,2}[的和、]|(?:我|我们|这里|这边|名称|店名|公司)是|叫)$"
)
_ONE_HOUSE = re.compile(r"(?:厂|店|公司|合作社|饭馆|餐馆|餐厅|酒楼|酒店|超市|场|坊|馆|民宿)$")
_HELPED = re.compile(
    r"(?:[去到][了趟]?|[给帮为替陪跟][^,。;\d一二两三几家]{0,4}|[给帮为替陪跟去到][^,。;\d一二两三几家]{1,6}的|[给帮为在][^,。;\d一二两三几家讲聊说谈看问做]{5,9}|(?:^|[,。;\s]))$"
)
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,3}[镇乡村](?=.{2})")
_JOINED = re.compile(r" ?[、和与及] ?([\u4e00-\u9fff]{2})$")
_STAYED = re.compile(r"[耗泡守待扑]在([\u4e00-\u9fff]{2})$")
_SPACED = re.compile(rf"(?:给|帮|为|陪|替) ({_NAME}{{2,14}}) [、和与及跟] ({_NAME}{{2,14}})(?= )")
"""Spaces set the names apart."""
_LIST = re.compile("[、和及]")
_PLAIN = re.compile(rf"^{_NAME}+$")
_NO_ITEM = re.compile(
    rf"""
      ^我
    | ^他
    | \d+[家个]
    | [一二两三四五六七八九十]家
    | {any_of("not_items")}
    """,
    re.VERBOSE,
)
_REGISTERED = re.compile(r"(?:有限|责任|股份)公司$|合作社$")

_SERVED = re.compile(r"(?:[给帮为替陪跟]|[又就还]去|走访|辅导|拜访)了?$")


class Name(NamedTuple):
    """An enterprise's name at `start:end` of the normalised text."""

    start: int
    end: int


@cache
def _trades() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {word for row in rows("trades.txt") for word in row[0].split()}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    trade = alternatives(longest_first)
    spoken = alternatives(word for word in longest_first if len(word) > 1)
    branch = r"(?:\((?!线|电|现|上)[^()]{1,8}\))?"
    begins = f"(?=[{''.join(sorted({word[0] for word in (*words, *words_of('houses'))}))}])"
    whole = re.compile(
        rf"{begins}(?:(?=[^,。;\s]{{1,24}}?行){trade}{{1,4}}行(?![业情动程为政走李])"
        rf"|{trade}{{0,4}}{_HOUSE}{branch}|{spoken}{{1,4}})"
    )
    return whole, re.compile(trade)


def mentions(text: str) -> list[Name]:
    """The names that the text holds, left to right."""
    return list(_mentions(text))


@lru_cache(maxsize=16)
def _mentions(text: str) -> tuple[Name, ...]:
    """Kept a moment, as several readers ask."""
    return tuple(_apart({*_said(text), *_shaped(text)}))


def introduced(text: str) -> list[Name]:
    """Those of them that the text introduces as names: after a label, after 叫, in quotes, in a list."""
    return _apart(_said(text))


def _apart(names: Iterable[Name]) -> list[Name]:
    """Left to right, none within another."""
    found: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not found or name.start >= found[-1].end:
            found.append(name)
    return found


def written(message: Normalised, found: list[Name]) -> tuple[str, ...]:
    """The names as the writer spelled them, each once."""
    return tuple(dict.fromkeys(message.written(*name).strip() for name in found))


def _said(text: str) -> Iterator[Name]:
    """Names that the text introduces as such: labels, 叫…, lists, quotes."""
    for pattern in (_CALLED, _QUOTED):
        for match in pattern.finditer(text):
            group = 1 if match[1] else 2
            yield Name(*match.span(group))
    for match in _SPACED.finditer(text):
        yield from (Name(*match.span(group)) for group in (1, 2))
    for pattern in (_LABEL, _LISTED, _COUNTED, _GIVEN):
        for match in pattern.finditer(text):
            yield from _items(match[1], match.start(1), bare=pattern is not _LABEL)
    for field in fields.of_slot(fields.fields(text), "names"):
        yield from _items(field.value, field.start, bare=False)


def _items(listed: str, begins: int, bare: bool) -> Iterator[Name]:
    """The names of a list that stands at `begins`; a `bare` one has no label before it."""
    for item in re.finditer(r"[^、和及\s]+" if bare and "、" not in listed else r"[^、\s]+", listed):
        lead = re.match(r".*[给帮为到去在对跟](?=.{2})", item[0]) if bare else None
        start = begins + item.start() + (lead.end() if lead else 0)
        word = re.sub(
            r"(?:等|共)?(?:[\d一二两三四五六七八九十]+家)?$", "", item[0][lead.end() if lead else 0 :]
        )
        if 2 <= len(word) <= 24 and not _NO_ITEM.search(word) and not _generic(word):
            yield Name(start, start + len(word))


def _generic(word: str) -> bool:
    """Whether trades and kinds of houses make up the whole word."""
    return (
        bool(re.fullmatch(r"[\d.]+", word))
        or (bool(_trades()[0].fullmatch(word)) and word[-1] not in "轩阁斋堂居记")
        or any(place.start == 0 and place.end == len(word) for place in regions.mentions(word))
    )


def _shaped(text: str) -> Iterator[Name]:
    """Names told by their shape: a brand, then words of trade, then a kind of house."""
    before = 0
    for match in _wares(text):
        start = _brand_start(text, match.start(), registered="有限" in match[0])
        namesake = _namesake(text, before, match.start()) if start is None else None
        if namesake is not None:
            yield Name(namesake, match.end())
        elif (
            start is not None
            and (_HOUSED.search(match[0]) or _rings(text, start, match.start()))
            and not _ACTIVITY.search(match[0])
            and not _is_place(text[start : match.end()])
            and (
                _LIST.match(text, start - 1) or not _GENERIC_AFTER.match(text[match.end() : match.end() + 6])
            )
        ):
            yield Name(start, match.end())
            before = match.end()


def _namesake(text: str, before: int, end: int) -> int | None:
    """Beside a name, or where somebody stayed, that of a place is a brand too: 宁兴电机和海伦服饰, 守在海丰冷藏."""
    joined = (before and _JOINED.match(text[:end], before)) or _STAYED.search(text[:end], max(0, end - 4))
    if not joined or not any(place.end == len(joined[1]) for place in regions.mentions(joined[1])):
        return None
    return joined.start(1)


def _rings(text: str, start: int, end: int) -> bool:
    """Without a kind of house behind it a brand must sound like one, or be spoken of as somebody."""
    core = _without_place(text[start:end])
    ringing = sum(char in _brand_chars() for char in core)
    return 2 * ringing >= len(core) or bool(_SOMEBODY.search(text[max(0, start - 4) : start]))


@cache
def _brand_chars() -> frozenset[str]:
    return frozenset(char for row in rows("brands.txt") for char in row[0] if char != " ")


def _brand_start(text: str, end: int, registered: bool) -> int | None:
    """Where the brand before `end` begins, or None where there is none."""
    window = max(0, end - (16 if registered else 10))
    stops = [stop.end() for stop in _STOP.finditer(text, window, end)]
    start = stops[-1] if stops else window
    if start > 0 and window == start and not stops:
        return None
    brand = text[start:end]
    core = _without_place(brand)
    town = _TOWN.match(core)
    if town:
        core, start = core[town.end() :], end - len(core) + town.end()
    if core != brand and _is_local_house(text, core, end):
        return start
    if (
        not 2 <= len(core) <= (8 if registered else 5)
        or _BRANDLESS.search(core[:5])
        or _PLAIN_START.match(core)
        or not _PLAIN.match(core)
    ):
        return None
    return start if registered or not (_counted(text, start) or _described(core)) else None


@lru_cache(maxsize=16)
def _wares(text: str) -> tuple[re.Match[str], ...]:
    """Words of trade with the kind of house behind them; kept a moment, as several readers ask."""
    return tuple(_trades()[0].finditer(text))


def rings(text: str, name: Name) -> bool:
    """Whether a name is known by its sound alone: 鼎盛贸易, 阿标海鲜档, but not 芥菜腌制厂 or 创业公司."""
    wares = [
        match.start() for match in _wares(text) if name.start <= match.start() and match.end() == name.end
    ]
    core = _without_place(text[name.start : wares[0]]) if wares else ""
    ringing = sum(char in _brand_chars() for char in core)
    return bool(core) and (core[0] in "阿老" or 2 * ringing >= len(core))


def is_certain(text: str, name: Name) -> bool:
    """Whether a name ends with a legal form that nothing but an enterprise bears, or somebody went there or helped it."""
    return bool(
        _REGISTERED.search(text, name.start, name.end)
        or _SERVED.search(text[max(0, name.start - 4) : name.start])
    )


def wares(text: str) -> list[tuple[int, int]]:
    """Where words of trade stand, with the kind of house behind them."""
    return [match.span() for match in _wares(text)]


def houses(text: str) -> list[Name]:
    """Houses spoken of by their trade: 塑料鞋厂, 软件公司. That trade is theirs, not the service's subject."""
    return [
        Name(*match.span())
        for match in _wares(text)
        if _ONE_HOUSE.search(match[0]) and _trades()[1].match(match[0]) and text[match.end() :][:1] != "铺"
    ]


def kinds(text: str) -> set[str]:
    """The houses that were helped, spoken of by their kind alone: 给塑料鞋厂讲…，又去羽绒厂."""
    return {
        match[0]
        for match in _wares(text)
        if _ONE_HOUSE.search(match[0]) and _HELPED.search(text[max(0, match.start() - 11) : match.start()])
    }


def _is_local_house(text: str, core: str, end: int) -> bool:
    """坡头纸箱厂, 吴川胶鞋厂: a place, a trade and a factory name one house, brand or not."""
    house = _trades()[0].match(text, end)
    return (
        len(core) < 2
        and house is not None
        and bool(re.search("[^工](?:厂|公司|合作社|场)$", house[0]))
        and bool(_trades()[1].match(house[0]))
        and not re.match("[里家长房区]|,(?:就|共)?[一二两三四五六七八九十\\d]+家", text[house.end() :][:6])
    )


def _is_place(name: str) -> bool:
    """高碑店 ends like a shop and is a town."""
    return any(place.end == len(name) for place in regions.mentions(name))


def _counted(text: str, start: int) -> bool:
    """一家洗衣店, 开了个饭馆: a kind of house, not a name."""
    return bool(
        re.search(rf"(?:{NUMERAL}|开了?|有|搞了?|办了?|是|做)[个家间]$", text[max(0, start - 5) : start])
    )


def _described(core: str) -> bool:
    """Words of trade alone, or with one character more, describe and do not name."""
    trade = _trades()[1].match(core)
    return trade is not None and len(core) - trade.end() < 2


def _without_place(brand: str) -> str:
    core = 0
    for place in regions.mentions(brand):
        if place.start == core and (place.full or not place.everyday):
            core = place.end
    return brand[core:]
