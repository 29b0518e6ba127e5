"""How an applicant's words become the slots of an application."""

from __future__ import annotations

import re
from typing import Any

import language
from handlers.conversations.applications import applicant_questions as facts
from handlers.conversations.applications.fact_kinds import DEGREES
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from language import callings, list_changes
from programme import programmes
from programme.packs import Kind

_WANTS = (
    r"(申请|报名|想当|要当|想做|加入|成为|申报|怎么当|怎样当|如何成为)"
    r"(当|做|成为|设立|加入|一[名个]|你们|国家|省|市|中小企业|志愿者?|服务|的){0,5}"
)
_HEARD: dict[Kind, re.Pattern[str]] = {
    "expert": re.compile(rf"{_WANTS}专家"),
    "station": re.compile(rf"{_WANTS}(工作站|服务站)"),
}
_CLAUSE = re.compile(r"[，,。;；\s]")
_UNIT = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9()（）]{2,28}"
    r"(园|园区|基地|平台|中心|站|所|院|会|社|公司|厂|店|校|大学|学院|银行|局|集团|孵化器)"
)
_OFFERS = re.compile(r"(?:提供|擅长|主要做|专做|主营)([^，,。；;]{2,24})")
_OURS = re.compile(r"(我们|咱们?|本|贵)(公司|单位|协会|商会|园区|厂|站|所|校|学院|社区|村)$")
"""«我们商会» names none."""
_NO_NAME = re.compile(r"[我咱俺]|哋|一[个间家]|某|代表|唔|想")
"""«我哋系霞山区一个商会», «我代表吴川一间羽绒厂嘅协会» tell of a unit and do not name it."""
_ONESELF = re.compile(r"(?:^|[，,。；;！!\s])(?:我叫|我是|本人|我姓|我名叫|我的?名字|姓名[：:])")
_SENTENCE = re.compile(
    r"[，,。；;].*(?:[想要说讲觉]|怎么|什么|可以|能不能)|(?:[说讲]|觉得).*[，,。；;]|[?？]"
)
"""Clauses in which somebody wants or says something are no name of a unit."""
MUCH = 4
"""Facts of an applicant that nobody tells of themselves for another reason."""
SHORTEST = 6
"""Characters beyond the wish itself; fewer tell nothing of the applicant."""


def _told(text: str) -> str:
    """What a message says beyond the wish to apply, if anything."""
    rest = text
    for wish in _HEARD.values():
        rest = wish.sub("", rest)
    return text if rest == text or len(rest) >= SHORTEST else ""


def introduces_oneself(text: str) -> bool:
    """Somebody who tells name, unit and what speaks for them as an expert, whatever they call it."""
    if not _ONESELF.search(text):
        return False
    told = language.read_application(text)
    about = (told.name, told.unit, told.title, told.degree, told.years, told.domains, told.phone)
    return bool(told.name and (told.degree or told.domains)) and sum(map(bool, about)) >= MUCH


def read(kind: Kind, talk: ConversationContext, text: str, values: Values) -> Values:
    """Any slots out of one message."""
    if not _told(text):
        return {}
    found = language.read_application(text, talk.home)
    told: dict[str, Any] = {
        **facts.told(talk, kind, text),
        "unit": _unit_in(_told(text)),
        "region": found.region,
        "phone": found.phone,
    }
    told |= _of_expert(found, text) if kind == "expert" else _of_station(talk, found, text)
    told["programme"] = programme_said(talk, kind, text, values)
    told["priority"] = facts.priority(talk, kind, text, values | reading.as_values(told))
    return reading.as_values(told)


def programme_said(talk: ConversationContext, kind: Kind, text: str, values: Values) -> str | None:
    """The programme that a text names by its level («国家级», «市里的») or its name, where there is a choice."""
    able = facts.offered(talk, kind, values)
    said = [pack for pack in able if any(word in text for word in programmes.words(pack, kind))]
    return said[0].id if len(able) > 1 and len(said) == 1 else None


def unit(talk: ConversationContext, text: str) -> str | None:
    """The unit that an answer gives: of several clauses the one that says so, else any name."""
    told = _told(text)
    if not told or _OURS.match(told):
        return None
    if _CLAUSE.search(told.strip()) and (named := _unit_in(told)):
        return named
    return None if _SENTENCE.search(told) else reading.enterprise(talk, told) or _unit_in(told)


def _unit_in(told: str) -> str | None:
    """The unit that a message names; else its first words, where they end like a unit's name."""
    first = _CLAUSE.split(told)[0]
    found = language.read_application(told).unit or (first if _UNIT.fullmatch(first) else None)
    return None if found is None or _OURS.match(found) or _NO_NAME.search(found) else found


def name(talk: ConversationContext, text: str) -> str | None:
    """An answer to «姓名？», or what somebody says of themselves; a question is no name («审核通过没»)."""
    if _ASKS.search(text.strip()):
        return None
    return language.read_person(text) or _name(language.read_application(text), text)


def _of_expert(found: language.Application, text: str) -> Values:
    return {
        "name": _name(found, text),
        "post": found.title,
        "calling": callings.named(text),
        "retired": callings.retired(text),
        "degree": DEGREES.get(found.degree or ""),
        "sme_years": found.years,
        "domains": [code for code in found.domains if code != "other"],
    }


_ASKS = re.compile(r"[?？吗么呢]$|[了过没]没有?$|(?:通过|审核|批|结果|好|行)没$|审核|怎么|什么|多久|几时")
_ADDS = re.compile(r"再加|加一个|加个|加上|再添|还会|还擅长|也擅长|补一个|另外还")


def more(talk: ConversationContext, values: Values, text: str) -> Values:
    """«再加一个领域，创业指导»: a field goes beside those that were told."""
    known = values.get("domains")
    if not known or not _ADDS.search(text) or _also_drops(text) or not (added := reading.domains(talk, text)):
        return {}
    fields = list(dict.fromkeys([*known, *(code for code in added if code != "other")]))
    return {"domains": fields} if fields != known else {}


def _also_drops(text: str) -> bool:
    """«人力资源不要了，加上管理咨询» is dealt with clause by clause, so that what is not wanted is not added again."""
    told = (list_changes.read(one) for one in _CLAUSE.split(text))
    return any(one.way != "adds" for one in told if one)


def _name(found: language.Application, text: str) -> str | None:
    """A name that is only a part of the unit's is none; then the first words may be."""
    if found.name and found.name in (found.unit or ""):
        return language.read_name(_CLAUSE.split(text)[0])
    return found.name


def _of_station(talk: ConversationContext, found: language.Application, text: str) -> Values:
    years = talk.today.year - found.founded if found.founded else found.years
    return {
        "contact": found.contact or found.name,
        "founded_years": years,
        "staff": found.staff,
        "served_last_year": found.enterprises,
        "events_a_year": found.events,
        "domains": _offered(talk, text),
    }


def _offered(talk: ConversationContext, text: str) -> list[str]:
    """The fields in which a station says that it serves; its name and figures tell none."""
    said = "，".join(_OFFERS.findall(text))
    return [code for code in reading.domains(talk, said) or () if code != "other"] if said else []
