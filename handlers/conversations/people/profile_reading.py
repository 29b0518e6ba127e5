"""How «我换号码了，新号…», «我们公司改名了», «我调到…了», «搬到…了» become what is to be changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import language
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from language.compatibility import IDEOGRAPH
from programme.roles import OFFICE
from storage.queries.offers.experts import get_expert

Show = Callable[[Any], str]
_RENAMED = re.compile(
    r"(?:改名|更名|改叫|新名[字称]?|(?<!我)(?<!我的)名[字称](?:改|换|变)|现在叫)[^，,。；;]{0,2}?(?:为|成|叫|是|了)?[，,：:\s]*"
    rf"(?:现在|新名[字称]?|以后)?(?:叫|是|为)?[做]?(?P<name>(?:{IDEOGRAPH}|[A-Za-z0-9（）()·&]){{4,60}})?"
)
_MOVED_TO = re.compile(
    r"(?:调到|调去|调入|转到|跳槽到|跳到|入职|换到|去了|新单位(?:是|叫)?|单位(?:改|换|变)?(?:成|为|到|是|叫)|现在在)"
    rf"(?P<unit>(?:{IDEOGRAPH}|[A-Za-z0-9（）()·&]){{2,60}}?)(?:了|上班|工作|任职|当|做|$|[，,。；;！!])"
)
_TO = re.compile(r"(?:搬|迁|换|转)[了]?(?:到|去|来|至|往)")
_MOVED = re.compile(r"搬|迁|换地方|地址|所在地|地区")
_SKILLS = re.compile(
    r"领域|擅长|专业|方向|(?:还|也|又|开始|现在|改)(?:能|会|可以)?[做接搞干]|增加|加上|加一个|拿了.{0,12}证"
)
_ADDS = re.compile(
    r"(?:再|还|也|另|多)[^，。]{0,4}(?:加|添|会|能|做|懂|擅长|可以)|增加|加上|加个|加一|添上|加进"
)
_ADDS_A_FIELD = re.compile(
    r"(?:领域|擅长|专长|特长)[^，。]{0,6}(?:再加|加上|加个|加一|加进|增加|添|补上)|(?:再加|加上|加个|加一|增加|添)[^，。]{0,10}(?:领域|专长|特长)"
    r"|(?:还|也|又)(?:会|能|懂|擅长|可以做?).{1,14}(?:加上|添上|加进去|加一下)[吧了。！!]*$"
)
_HEAD = r"(?:站长|负责人|站里?负责人|联络人|联系人)"
_NEW_HEAD = re.compile(
    rf"(?:换|改|更换|变更|调整)(?:了|新|一个|个|成|为|人)*(?:的)?{_HEAD}|{_HEAD}(?:已经|都|要)?(?:换|改|变|调走|走|退|不干|离职|更换)|新(?:的)?{_HEAD}"
)
_NAMED_HEAD = re.compile(
    rf"(?:(?:现在|以后|新的?|今后)?(?:{_HEAD})?(?:换|改)?(?:成|为|是|叫)了?|由)(?!{_HEAD})(?P<name>{IDEOGRAPH}{{1,12}}(?:·{IDEOGRAPH}{{1,12}})+|{IDEOGRAPH}{{2,3}}?)(?=了|来|负责|接|当|做|[，,。；;、\s\d]|电话|手机|$)"
)


_OWN_STATION = re.compile(r"(?:我们?|咱们?|本)站|站里|^站长")


def adds_a_field(text: str) -> bool:
    """«擅长的再加个知识产权»: a field beside those on record, named among the fields there are."""
    return _ADDS_A_FIELD.search(text) is not None and bool(language.read_domains(text))


def is_change(text: str) -> bool:
    """Whether a text surely tells a change: a field to add, or who is in charge of one's own station now."""
    own = _OWN_STATION.search(text) and tells_new_head(text) and "申诉" not in text
    return adds_a_field(text) or bool(own)


_PHONE_ALONE = re.compile(
    r"(?:[他她]的?电话[，,\s]*)?(?:哦|噢|不|不是|不对|[，,\s])*(?:我的?|本人|联系)?(?:电话|手机|号码)?(?:号码?|号)?(?:你|您)?(?:记一下|记下|存一下|是|为|[:：，,\s])*1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}[。！!]?"
)


_OWN_NAME = re.compile(r"(?:把|将|我|本人)(?:我|本人)?的?(?:名字|姓名)(?:改|换|写错|打错|登记错|弄错)")


def of_own_name(text: str) -> bool:
    """Whether somebody's own name is to change, which the office does: «把我名字改成张建国»."""
    return _OWN_NAME.search(text) is not None


def tells_phone(talk: ConversationContext, text: str) -> bool:
    """Whether a text is a telephone of one's own and nothing else: «我的电话是139…»; with nothing in hand it is to be kept.

    Staff look somebody up by it, and who has not consented is asked for nothing.
    """
    own = talk.speaker.consented_at is not None and not talk.speaker.roles & OFFICE
    return own and _PHONE_ALONE.fullmatch(text.strip()) is not None


def tells_new_head(text: str) -> bool:
    """Whether a station says that somebody else is in charge of it now."""
    return _NEW_HEAD.search(text) is not None


def head(talk: ConversationContext, text: str) -> str | None:
    """Who is in charge of a station now, with the number: «林强 13811112222»."""
    told = _NAMED_HEAD.search(text)
    return _with_phone(told["name"] if told else language.read_name(text), text)


def any_head(talk: ConversationContext, text: str) -> str | None:
    """The same, as the answer to the question for it."""
    return head(talk, text) or _with_phone(language.read_person(text), text)


def _with_phone(name: str | None, text: str) -> str | None:
    return " ".join(part for part in (name, language.read_phone(text)) if part) if name else None


def read(talk: ConversationContext, text: str) -> Values:
    """Every change that a message tells; a wish without its new value names what to ask for."""
    if talk.speaker.station_id is not None and tells_new_head(text):
        return {"what": "head"} | reading.as_values({"head": head(talk, text)})
    region = _place(talk, text)
    found: dict[str, Any] = {"phone": language.read_phone(text), "firm": _firm(text), "region": region}
    found |= {"unit": None if region else _unit(text)}
    found |= {"what": "firm" if _RENAMED.search(text) and not any(found.values()) else None}
    found |= {"domains": _fields(talk, text) if _SKILLS.search(text) or adds_a_field(text) else None}
    return reading.as_values(found)


def _fields(talk: ConversationContext, text: str) -> list[str] | None:
    """The fields that a message names, behind those on record where it adds to them."""
    named, who = reading.domains(talk, text), talk.speaker.expert_id
    if not named or who is None or not _ADDS.search(text):
        return named
    return list(dict.fromkeys((*get_expert(talk.work, who).domains, *named)))


def _firm(text: str) -> str | None:
    """A firm's new name: behind «改名», so that the old one before it is not taken."""
    told = _RENAMED.search(text)
    if told is None:
        return None
    return language.read_enterprise(text[told.start("name") :]) if told["name"] else None


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
    return _unit(text) or reading.enterprise(talk, text)


def _any_firm(talk: ConversationContext, text: str) -> str | None:
    return _firm(text) or reading.enterprise(talk, text)


ANSWERS: Mapping[str, Callable[[ConversationContext, str], Any]] = {
    "phone": reading.phone,
    "firm": _any_firm,
    "unit": _any_unit,
    "domains": reading.domains,
    "region": reading.region,
    "head": any_head,
}
"""How an answer to each question is read."""
