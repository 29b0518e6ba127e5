"""How many enterprises were served: 3家企业, 企业48家, 两间糖厂, 一个修船厂; vague amounts stay unread."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from language.numerals import NUMERAL, integer

_VAGUE_HEAD = r"不到|不足|超过|将近|接近|近|好几|几|数|若干|多|上|十几|几十|至少|最多|快|约莫十来"
_COUNT = re.compile(
    rf"(?P<vague>{_VAGUE_HEAD})?(?P<number>{NUMERAL})?(?P<more>[多来几余]+)?"
    rf"(?:(?P<unit>[家户间](?:次)?)(?!人|庭(?!农场)|属|里|长|常|业|家(?![具电居纺政装])|一家|一户|半|$(?<=一家家))"
    rf"|个(?=[^,。;:、\d个小]{{0,10}}?(?:企业|公司|工厂|厂子|厂|店|作坊|合作社|农场|酒楼|饭店|民宿|商户|个体户|档口|摊|单位))(?!半|小时|钟|人|月|问题))"
)
_LABEL = re.compile(
    rf"(?:服务)?(?:企业|参会企业|参训企业|商户|单位)?(?:数量?|家数|个数|户数)\s*[:: ]\s*(?P<number>{NUMERAL})(?![小时\d])"
    rf"|(?:服务|参会|参训|参加|到场)?(?:企业|商户)\s*[:: ]?\s*(?P<bare>{NUMERAL})\s*(?=[,。;\n]|$)(?![小时])"
)
_NOT_SERVED = re.compile(
    r"(?:开了?|[司店厂板他她它业团家]有|管|扩到|扩张到|旗下|名下|下面|下属|下设|其中|从|跟过|供应给|每|独|各?有|第|合作的?|拥有|欠了?|被|找了?|比较了?|对比了?|其余|另外?的?|剩下)$"
)
_INTERNAL = re.compile(
    r"^(?:[^,。;、\d对找跟讲聊问办谈给帮看做接]{0,3})(?:分店|门店|分公司|分部|连锁|直营|子公司|供应商|银行|平台|经销商|代理商|分厂|加盟商|快递|仓库|保险公司|律所)"
)
_MENDED = re.compile(r"应该是|不对|对[一二三四五六七八九十\d]|更正|哦不|说错|改成|准确|其实是|嗯")
_TOTAL = re.compile(r"(?:一共|总共|共计|合计|共|累计|总计|总数)[^,。;]{0,6}$|等$")


class Count(NamedTuple):
    """A number of enterprises at `start:end`; `value` is None where it is vague."""

    start: int
    end: int
    value: int | None
    total: bool


def mentions(text: str) -> Iterator[Count]:
    """Every number of enterprises in the text."""
    for match in _COUNT.finditer(text):
        if not (match["number"] or match["vague"] or match["more"]):
            continue
        before = text[max(0, match.start() - 6) : match.start()]
        if _NOT_SERVED.search(before) or _INTERNAL.match(text[match.end() : match.end() + 10]):
            continue
        if text[max(0, match.start() - 1) : match.start()] in ("-", "~") or _repeated(text, match):
            yield (
                Count(match.start(), match.end(), None, False)
                if not _repeated(text, match)
                else _nothing(match)
            )
            continue
        vague = match["vague"] or match["more"]
        value = None if vague else integer(match["number"])
        yield Count(match.start(), match.end(), value, bool(_TOTAL.search(before)))


def _nothing(match: re.Match[str]) -> Count:
    return Count(match.start(), match.start(), None, False)


def _repeated(text: str, match: re.Match[str]) -> bool:
    """一家一家, 一家家 say how, not how many."""
    return match["number"] == "一" and bool(
        re.match(r"家|一[家户间]|[家户间]", text[match.end() : match.end() + 2])
    )


def read(text: str, named: int = 0) -> int | None:
    """The number of enterprises served, or the number of names where none is said."""
    labelled = _LABEL.search(text)
    if labelled:
        return integer(labelled["number"] or labelled["bare"])
    found = [count for count in mentions(text) if count.end > count.start]
    if not found:
        return named or (1 if _one(text) else None)
    value = _sum(text, found)
    return value if value is None or 0 < value < 10000 else None


def _one(text: str) -> bool:
    """An enterprise spoken of without a number is one."""
    return bool(
        re.search(
            r"(?<![一二两三四五六七八九十\d])[那这某][家间]|(?:那|这|他们?|她们?|某|该)个?(?:企业|公司|厂|店|合作社|民宿)|(?:在|去了?|到)(?:他们|她们)?企业(?:里|待|现场)|厂里|店里",
            text,
        )
    )


def _sum(text: str, found: list[Count]) -> int | None:
    totals = [count for count in found if count.total]
    if totals:
        return totals[-1].value
    found = _latest(text, found)
    if any(count.value is None for count in found):
        return None
    return sum(count.value or 0 for count in found)


def _latest(text: str, found: list[Count]) -> list[Count]:
    for earlier, later in pairwise(found):
        if later.start - earlier.end <= 12 and _MENDED.search(text[earlier.end : later.start + 2]):
            return _latest(text, found[found.index(later) :])
    return found


def bare(text: str) -> int | None:
    """A number alone, as the answer to the question how many."""
    match = re.fullmatch(
        rf"(?:大概|大约|约|就|是|共|一共)?({NUMERAL})(?:个|家|户|间)?(?:左右|企业)?[。!]?", text.strip()
    )
    return integer(match[1]) if match else None
