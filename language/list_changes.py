"""How a list is told to grow or shrink: «加上法律», «不要税务», «人力资源不要了», «只留财税»."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from language.normalise import normalise

LONGEST = 60
"""Characters in which some of those shown can be chosen."""

Way = Literal["adds", "drops", "keeps"]
_HEAD = r"(?:再|还|也|又|另外|同时|然后|请|麻烦[您你]?|帮我|我|想|要|得|就|那|应该|把|将|里|里面|中|[,:\s])*"
_OUT = r"(?:去掉|删掉|删除|删|去除|减掉|拿掉|划掉|剔除|撤掉|取消)"
_END = r"(?:了|吧|啊|哈|呢|就行|就好|就可以|一下|[,.。!\s])*"
_WAYS: tuple[tuple[Way, re.Pattern[str]], ...] = (
    (
        "keeps",
        re.compile(rf"{_HEAD}(?:只|仅|光|就)(?:发给|通知|请|叫)(?P<what>.+?){_END}"),
    ),
    (
        "adds",
        re.compile(
            rf"(?!{_HEAD}(?:不|别)){_HEAD}(?:也|还|再|又|另外)(?:{_HEAD})(?:发给|通知|发到|叫上)(?P<what>.+?)(?:一份|一下)?{_END}"
        ),
    ),
    (
        "adds",
        re.compile(
            rf"{_HEAD}(?:给|向)?(?P<what>[^,不别]+?)(?:那边)?(?:也|再)(?:得|要)?(?:发|通知)(?:一份|一下|一条|到)?{_END}"
        ),
    ),
    (
        "drops",
        re.compile(rf"{_HEAD}(?:不用?|别|不要|不必)(?:再)?(?:发给|通知)(?:了)?(?P<what>.+?){_END}"),
    ),
    (
        "drops",
        re.compile(rf"{_HEAD}(?P<what>.+?)(?:那边)?(?:就|也|都)*(?:不用?|别|不要|不必)(?:发|通知){_END}"),
    ),
    (
        "keeps",
        re.compile(
            rf"{_HEAD}(?:只|仅|光|就)(?:保留|留下|留着|留|剩下|剩|需要|要|写|做)(?:一?个|下)?(?P<what>.+?){_END}"
        ),
    ),
    (
        "adds",
        re.compile(
            rf"{_HEAD}(?:加上|添上|添加|增加|补上|多加|加|添|补)(?!个?急|快|班|强|一(?!个)|\d)(?:一?个)?\s*(?P<what>.+?){_END}"
        ),
    ),
    ("drops", re.compile(rf"{_HEAD}(?:不要写|不要|不做|不写|别写|别要|{_OUT})(?:了|掉)?(?P<what>.+?){_END}")),
    (
        "drops",
        re.compile(
            rf"{_HEAD}(?P<what>.+?)(?:这个|这项|那个|那项|就|也|都|给)*(?:不要|不做|不写|{_OUT}){_END}"
        ),
    ),
)

_VERB = r"(?:(?:提醒|催|请|叫|邀请?|通知|发给|发|选|要)(?:一下)?)"
_SOME = r"(?P<what>[^,。;!?\s还也再谁哪][^。;!?还也再谁哪]*?)"
_OTHERS = r"(?:[,\s]*(?:别的|其[他它余]的?|剩下的?|另外的?)?(?:人|几[位个家]|各位)?)"
_COUNTED = r"(?:[一两俩三四五六\d]?(?:个人|[位个家])|他们|她们)?"
_CHOICES: tuple[tuple[Way, re.Pattern[str]], ...] = (
    (
        "drops",
        re.compile(rf"{_HEAD}除(?:了|开|去)?{_SOME}(?:以外|之外|外)?{_OTHERS}(?:都|全部?)?{_VERB}?{_END}"),
    ),
    (
        "drops",
        re.compile(
            rf"{_HEAD}{_SOME}(?:除外|就?算了|(?:就|都|先|也)*(?:不用|不必|甭|别|不)(?:再)?(?:了|{_VERB})){_END}"
        ),
    ),
    ("drops", re.compile(rf"{_HEAD}(?:先)?(?:不用|不必|甭|别|不要)(?:再)?{_VERB}{_SOME}{_END}")),
    (
        "keeps",
        re.compile(
            rf"{_HEAD}(?:只|仅|光|单)?{_VERB}?{_SOME}{_COUNTED}(?:就(?:行|好|可以|够)|即可|够了){_END}"
        ),
    ),
    ("keeps", re.compile(rf"{_HEAD}(?:只|仅|光|单|就)(?:{_VERB})?{_SOME}{_COUNTED}{_END}")),
    ("keeps", re.compile(rf"{_HEAD}(?:提醒|催|请|叫|邀请?|通知)(?:一下)?{_SOME}{_COUNTED}{_END}")),
)
"""Said of those that a card names; the words alone say nothing of it, so somebody must know them («除了周末都行» is a time)."""


class Told(NamedTuple):
    """What a list is to have more or less, or alone, as it was written."""

    way: Way
    what: str


def read(text: str) -> Told | None:
    """The change that a whole clause asks for, whatever is listed; None for words of another kind."""
    message = normalise(text)
    for way, pattern in _WAYS:
        if found := pattern.fullmatch(message.text.strip()):
            lead = len(message.text) - len(message.text.lstrip())
            start, end = found.span("what")
            return Told(way, message.written(start + lead, end + lead).strip())
    return None


def chosen(text: str) -> Told | None:
    """Which of those shown a whole text leaves out («除了孙工，其他都请») or keeps («孙工就行»); None for words of another kind."""
    message = normalise(text[:LONGEST])
    for way, pattern in _CHOICES:
        if found := pattern.fullmatch(message.text):
            return Told(way, message.written(*found.span("what")).strip())
    return None


def applied(way: Way, before: list[str], said: list[str]) -> list[str]:
    """The list as it is then."""
    if way == "keeps":
        return list(said)
    if way == "drops":
        return [one for one in before if one not in said]
    return [*before, *(one for one in said if one not in before)]
