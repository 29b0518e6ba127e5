"""How many enterprises were served: 3家企业, 企业48家, 俩饭馆, 一个修船厂; vague amounts stay unread."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from language import bodies, corrections, enterprise_names, regions, vague_counts
from language.lexicon import any_of
from language.numerals import NUMERAL, integer

_VAGUE_HEAD = (
    r"不到|不足|超过|将近|接近|近|十好几|好几|几|数|若干|(?<![点时分月天年号日钟])多|上(?=[百千])|十几|几十|"
    r"至少|最多|快|约莫十来|[二三四五六七八九]十好几"
)
_HOUSES = any_of("served_houses")
_PEOPLE = r"老板|客户|店主|摊主|厂长|业主|商家"
_COUNT = re.compile(
    rf"(?P<vague>{_VAGUE_HEAD})?(?P<number>{NUMERAL})?(?P<more>[多来几余]+)?"
    rf"(?:(?P<unit>[家户间](?:次)?)(?!人|庭(?!农场)|属|里|长|常|业|家(?![具电居纺政装])|一[家户间]|半)"
    rf"|个(?=[^,。;:、\d个小]{{0,10}}?(?:{_HOUSES}))(?!半|小时|钟|人|月|问题|星期|礼拜|周)"
    rf"|个(?=[^,。;:、\d个小]{{1,8}}?的(?:{_PEOPLE})(?!们))"
    rf"|(?<=[给帮为跟替陪教和与同].)个(?=[^,。;:、\d个]{{0,10}}?(?:{_PEOPLE}))"
    rf"|(?<=[俩仨])(?![人钟小点月周星礼老专律])(?=[^,。;、\d去到在给帮]{{0,7}}?(?:{_HOUSES}))|(?<=[厂店业司社铺摊馆户场][俩仨])(?=[,。; ]|$))"
)
_GOES_ON = (
    r" ?(?:[多来几余+一二两三四五六七八九十百]|(?:[-~、/]|到|至|或者?|还是) ?[\d一二两三四五六七八九十])"
)
"""家数：3-4, 家数：十几 are no numbers."""
_LABEL = re.compile(
    rf"(?:服务)?(?:企业|参会企业|参训企业|商户|单位)?(?:数量?|家数|个数|户数)\s*[:: ]\s*(?P<number>{NUMERAL})(?![小时\d]|{_GOES_ON})"
    rf"|(?:服务|参会|参训|参加|到场)?(?:企业|商户)\s*[:: ]?\s*(?P<bare>{NUMERAL})\s*(?=[,。;\n]|$)(?![小时])"
)
_NOT_SERVED = re.compile(
    rf"""
    (?:
      [司店厂板他她它业团家]有
    | {any_of("not_served")}
    )$
    """,
    re.VERBOSE,
)
_INTERNAL = re.compile(
    rf"""
      ^[^,。;、 \d对找跟讲聊问办谈给帮看做接]{{0,3}}(?:连锁(?![药店超酒餐企饭])|快递(?![配公企网])|{any_of("parts_of_enterprises")})
    | ^(?:企业|店|厂)?(?:都|就)?(?:没人|没开门|关门|不在|没去成|没见着|锁着)
    """,
    re.VERBOSE,
)
_TOTAL = re.compile(
    r"(?:一共|总共|共计|合计|合共|共(?!有)|累计|总计|总数|实际(?:上)?(?:辅导|服务|走访|去|讲|到)?了?|实到)[^,。;]{0,6}$|等$"
)
_LENGTH = re.compile(
    rf"^(?:聊|讲|谈|看|花)?了?(?:约|大概|差不多)?(?:{NUMERAL}|半)个?(?:半)?(?:小时|分|钟|刻|h|个字)"
)
_EACH = re.compile(
    r"(?:(?P<number>[两三四五六七八九十俩仨\d])(?:个|处|地)?(?:地方|区|县|镇|街道|园区|村)[^,。;]{0,3},?)?各"
    r"(?:跑|去|走|看|讲|服务|辅导|走访|选)?了?$"
)


_ONE = re.compile(
    rf"""
      (?<![一二两三四五六七八九十\d])[那这某][家间]
    | (?:那|这|他们?|她们?|某|该)个?(?:企业|公司|厂|店|合作社|民宿)
    | (?:在|去了?|到)(?:他们|她们)?企业(?:里|待|现场)|厂里|店里
    | 家的(?:民宿|店|厂|铺|档口|饭馆|作坊)
    | (?:店|厂|场|公司|馆|社|行|铺|企业|坊|档)的?(?:一个|[那这]个)?(?:老板娘?|厂长|店主|负责人|财务|会计|经理|[\u4e00-\u9fff]总(?!共|结|部))(?!们)
    | (?:有|来了?|接待了?|碰到|遇到)一?个[^,。;、\d个]{{0,10}}?(?:{_PEOPLE})(?!们)
    """,
    re.VERBOSE,
)


_HOLDS = re.compile(r"[^,。;、\d]{1,10}(?:[的里内]|下面)")
_CALLER = re.compile(
    r"[接回](?:了|到|听)?(?:一?[个通])?(?:咨询|企业)?(?:电话|来电)(?:(?![家户间]|都|同一)[^。;]){0,30}?"
    r"(?:(?<=[,;。\s])|[后又再还]|然后|接着|随后)(?:接待|来访|有[^,。;]{0,4}上门)"
)
"""Who called is one more beside who came after."""
_PAIR, _OURS = ("俩", "仨"), ("们", "咱")
"""我们俩 are those who went, not whom they served."""


class Count(NamedTuple):
    """A number of enterprises at `start:end`; `value` is None where it is vague."""

    start: int
    end: int
    value: int | None
    total: bool


def mentions(text: str, named: int = 0) -> list[Count]:
    """Every number of enterprises in the text, which names `named` of them."""
    return _without_shares(text, list(_mentions(text)), named)


def _mentions(text: str) -> Iterator[Count]:
    """Numbers in one piece, and in the place of those that a vague one holds, that one."""
    vague = vague_counts.found(text)
    yield from sorted(
        [Count(start, end, None, False) for start, end in vague]
        + [
            one
            for one in _whole(text)
            if not any(one.start < end and start < one.end for start, end in vague)
        ]
    )


def _whole(text: str) -> Iterator[Count]:
    for match in _COUNT.finditer(text):
        before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 10]
        if not (match["number"] or match["vague"] or match["more"]) or _repeated(text, match):
            continue
        if text[: match.start()].endswith(match[0]):
            continue
        if match["number"] in _PAIR and before[-1:] in _OURS:
            continue
        if _NOT_SERVED.search(before) or (before[-1:] not in "给帮为替" and _INTERNAL.match(after)):
            continue
        vague = match["vague"] or match["more"] or before[-1:] in ("-", "~")
        value = None if vague else _times(text, match, integer(match["number"]))
        yield Count(match.start(), match.end(), value, bool(_TOTAL.search(before)))


def _times(text: str, match: re.Match[str], value: int | None) -> int | None:
    """赤坎和霞山各跑了2家 are four; where what 各 speaks of can't be told, no number can."""
    each = _EACH.search(text, max(0, match.start() - 14), match.start())
    if not each or value is None:
        return value
    parties = integer(each["number"]) if each["number"] else _places(text[: each.start()])
    return value * parties if parties else None


def _places(text: str) -> int | None:
    """How many places are listed at the end of the text, or None where that is no list of places."""
    tail = text[-30:].rstrip(",这")
    listed, end = 0, len(tail)
    for place in reversed(regions.mentions(tail)):
        if not re.fullmatch(r"[、和跟与及,]?", tail[place.end : end]):
            break
        listed, end = listed + 1, place.start
    return listed if listed > 1 else None


def _without_shares(text: str, found: list[Count], named: int) -> list[Count]:
    """2家，一家20分钟: the second tells of each of the first, as it does after a list of names."""
    if len(found) + named < 2 or re.search("另[一外]|前者|后者", text):
        return found
    found = [count for count, later in zip_longest(found, found[1:]) if not _holds(text, count, later)]
    return [
        count
        for count in found
        if not (
            re.match("一[家户间]", text[count.start : count.end]) and _LENGTH.match(text[count.end :][:14])
        )
        or not (named > 1 or any((other.value or 0) > 1 and other.start < count.start for other in found))
    ]


def _holds(text: str, count: Count, later: Count | None) -> bool:
    """一家物流园的11户: the first holds those who were served."""
    return later is not None and bool(_HOLDS.fullmatch(text, count.end, later.start))


def _repeated(text: str, match: re.Match[str]) -> bool:
    """一家一家, 一家家 say how, not how many."""
    after = text[match.end() : match.end() + 2]
    return match["number"] == "一" and bool(re.match(r"家(?![具电居纺政装])|一[家户间]|[户间]", after))


_SOME_OF_THEM = re.compile(rf"[给帮为替跟陪教](?:其中|当中)的?(?P<number>{NUMERAL})[家户间个]")
"""«走访了三家，给其中一家讲了税»: those of whom a service is told, and not those who were gone to."""
_AT_EACH = re.compile(r"每[场次回天期批][^,。;\d]{0,4}$")
"""每场20家: whether they were the same each time nobody said."""
_ABOUT = re.compile(r"大约|大概|差不多|约|[家户间](?:企业|店|厂|公司)?(?:左右|上下|的样子)")
"""Beside a number these leave it one, and the card shows it."""


class Told(NamedTuple):
    """How many were served; `implied` where the message gives no number, or only about one."""

    value: int | None
    implied: bool = False


def read(text: str, named: int = 0) -> int | None:
    """The number of enterprises served, or the number of names where none is said."""
    return told(text, named).value


def told(text: str, named: int = 0) -> Told:
    """Like `read`, and whether the number had to be counted."""
    if some := _SOME_OF_THEM.search(text):
        return Told(integer(some["number"]))
    labelled = _LABEL.search(text)
    if labelled:
        vague = any(
            start < labelled.end() and labelled.start() < end for start, end in vague_counts.found(text)
        )
        return Told(None if vague else integer(labelled["number"] or labelled["bare"]))
    found = mentions(text, named)
    if not found:
        return Told(named or _spoken_of(text), implied=True)
    value = _sum(text, found)
    caller = _CALLER.search(text)
    if value and caller and not named and found[0].start >= caller.end():
        return Told(value + 1, implied=True)
    loosely = len(found) == 1 and _ABOUT.search(text, max(0, found[0].start - 4), found[0].end + 4)
    at_each = any(_AT_EACH.search(text, max(0, one.start - 8), one.start) for one in found)
    return Told(value if value is None or 0 < value < 10000 else None, implied=at_each or bool(loosely))


def _spoken_of(text: str) -> int | None:
    """Enterprises spoken of without a number: 那家, 厂里 is one, 给鞋厂讲…又去羽绒厂 are two."""
    return len(enterprise_names.kinds(text)) or (1 if _ONE.search(text) else None)


def _sum(text: str, found: list[Count]) -> int | None:
    """How many in all; None where one is vague, or where no list tells that they are to be added."""
    found = bodies.served(text, corrections.latest(text, found))
    totals = [count for count in found if count.total]
    if totals:
        return totals[-1].value
    if any(count.value is None for count in found):
        return None
    first, *parts = (count.value or 0 for count in found)
    if len(parts) > 1 and first == sum(parts):
        return first
    return first + sum(parts) if bodies.are_listed(text, found) else None


def bare(text: str) -> int | None:
    """A number alone, as the answer to the question how many."""
    match = re.fullmatch(
        rf"(?:大概|大约|约|就|是|共|一共)?({NUMERAL})(?:个|家|户|间)?(?:左右|企业)?[。!]?", text.strip()
    )
    return integer(match[1]) if match and match[1] != "百十" else None
