"""How «我换号码了，新号…», «我们公司改名了», «我调到…了», «搬到…了» become what is to be changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import language
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values

Show = Callable[[Any], str]
_RENAMED = re.compile(
    r"(?:改名|更名|改叫|新名[字称]?|名[字称](?:改|换|变)|现在叫)[^，,。；;]{0,2}?(?:为|成|叫|是|了)?[，,：:\s]*"
    r"(?:现在|新名[字称]?|以后)?(?:叫|是|为)?[做]?(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()]{4,40})?"
)
_MOVED_TO = re.compile(
    r"(?:调到|调去|调入|转到|跳槽到|跳到|入职|换到|去了|新单位(?:是|叫)?|单位(?:改|换|变)?(?:成|为|到|是|叫)|现在在)"
    r"(?P<unit>[\u4e00-\u9fffA-Za-z0-9（）()]{2,30}?)(?:了|上班|工作|任职|当|做|$|[，,。；;！!])"
)
_TO = re.compile(r"(?:搬|迁|换|转)[了]?(?:到|去|来|至|往)")
_MOVED = re.compile(r"搬|迁|换地方|地址|所在地|地区")
_SKILLS = re.compile(
    r"领域|擅长|专业|方向|(?:还|也|又|开始|现在|改)(?:能|会|可以)?[做接搞干]|增加|加上|加一个|拿了.{0,12}证"
)


def read(talk: ConversationContext, text: str) -> Values:
    """Every change that a message tells; a wish without its new value names what to ask for."""
    region = _place(talk, text)
    found: dict[str, Any] = {"phone": language.read_phone(text), "firm": _firm(text), "region": region}
    found |= {"unit": None if region else _unit(text)}
    found |= {"domains": reading.domains(talk, text) if _SKILLS.search(text) else None}
    return reading.as_values(found)


def _firm(text: str) -> str | None:
    """A firm's new name: behind «改名», so that the old one before it is not taken."""
    told = _RENAMED.search(text)
    if told is None:
        return None
    return language.read_enterprise(text[told.start("name") :] if told["name"] else "") or told["name"]


def _unit(text: str) -> str | None:
    told = _MOVED_TO.search(text)
    return told["unit"] if told else None


def _place(talk: ConversationContext, text: str) -> str | None:
    """The place behind «搬到», else any that is named where somebody has moved."""
    if not _MOVED.search(text):
        return None
    to = _TO.search(text)
    return (reading.region(talk, text[to.end() :]) if to else None) or reading.region(talk, text)


def _any_unit(talk: ConversationContext, text: str) -> str | None:
    return _unit(text) or (text if 2 <= len(text) <= 30 else None)


def _any_firm(talk: ConversationContext, text: str) -> str | None:
    return _firm(text) or reading.enterprise(talk, text) or (text if 4 <= len(text) <= 40 else None)


ANSWERS: Mapping[str, Callable[[ConversationContext, str], Any]] = {
    "phone": reading.phone,
    "firm": _any_firm,
    "unit": _any_unit,
    "domains": reading.domains,
    "region": reading.region,
}
"""How an answer to each question is read."""
