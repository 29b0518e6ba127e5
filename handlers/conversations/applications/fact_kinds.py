"""How a fact about an applicant is read, checked and shown, by its kind; and what of it a longer text tells unasked."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import language
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options
from handlers.engine.words import affirms, denies
from language.quantities import (
    percentage_of,
    quantity_of,
    read_percentage,
    read_quantity,
    read_whole_day,
)
from programme.packs.admitting import Fact
from programme.readings import plain

DEGREES = {"博士": "doctor", "硕士": "master", "MBA": "master", "EMBA": "master", "本科": "bachelor"}
DEGREES |= {"大专": "college", "中专": "none", "高中": "none"}
DEGREE_NAMES = {"doctor": "博士", "master": "硕士", "bachelor": "本科", "college": "大专", "none": "大专以下"}
TITLE_NAMES = {
    "senior": "正高级",
    "deputy_senior": "副高级",
    "intermediate": "中级",
    "junior": "初级",
    "none": "没有职称",
}
_HINTS = {
    "percentage": "百分之几？说个准数，比如「85%」。",
    "date": "哪一天？比如「2020年6月1日」。",
    "choice": "点一下是哪一种。",
    "flag": "是，还是不是？",
    "degree": "什么学历？比如「本科」。",
    "title": "什么职称？比如「副高级」。",
}
_NOT = re.compile(r"(?:没有?|不|无|未|非)[^，,。；;]{0,3}$")
_NOT_YET = re.compile(
    r"[^，,；;。\n]*(?:没|未|不|在办|还)"
    r"|[，,；;]\s*(?:暂时|目前)?(?:还在|还?没有?(?:[办拿批下，,。；;]|$)|正?在办)"
)
"""Behind the name of it: whether it is there is to be asked."""
_MEASURED = re.compile(r"[\d一二两三四五六七八九十百千万](?:来|多|几)?个?(?P<of>[年家户人名位场次])")
_MEASURES = (
    ("年", "年"),
    ("人", "人名位"),
    ("企业", "家户"),
    ("家", "家户"),
    ("场", "场次"),
    ("活动", "场次"),
)
"""«五个人» is no number of years: the word in the name of a fact, and what it is counted in."""
_SAYS = r"(?=[，,。；;！!\s]|$|有|已|我|就|的)"
_YES_FIRST = re.compile(
    rf"(?:是的?|系|係|对|嗯|有的?|符合|具备|当然|肯定)(?:啊|呀|嘅|哦|了|滴|的)?{_SAYS}(?!.*[?？吗呢不]$)"
)
_NO_FIRST = re.compile(
    r"(?:不是|不系|唔系|没有?|冇|还没有?|暂时没有?|没得|不具备|不符合)(?:啊|呀|的|哦|喔)?(?=[，,。；;！!\s]|$)"
)


def read(fact: Fact, talk: ConversationContext, text: str) -> Any:
    """An answer to the question about it as a JSON value, or None where it is none."""
    if fact.kind in ("number", "percentage"):
        return _number(fact, text)
    if fact.kind == "flag":
        return _flag(text)
    if fact.kind == "date":
        return _iso(read_whole_day(text))
    if fact.kind == "choice":
        return _chosen(fact, text)
    if fact.kind == "degree":
        found = language.read_application(text).degree
        return DEGREES.get(found) if found else None
    return next((code for code, label in TITLE_NAMES.items() if label in text), None)


def wrong(fact: Fact, talk: ConversationContext, value: Any) -> str:
    """What is wrong with a figure outside of the bounds that the pack sets, or nothing."""
    low, high = fact.bounds
    if fact.kind not in ("number", "percentage"):
        return ""
    figure = Decimal(str(value))
    if low is not None and figure < low:
        return f"{fact.label}最少 {plain(low)}{_unit(fact)}，{plain(figure)} 不对吧，是多少？"
    if high is not None and figure > high:
        return f"{fact.label}最多 {plain(high)}{_unit(fact)}，{plain(figure)} 不对吧，是多少？"
    return ""


def options(fact: Fact, talk: ConversationContext, values: Values) -> Options:
    if fact.kind == "choice":
        return [(caption, code) for code, caption in fact.choices.items()]
    scales = {"degree": DEGREE_NAMES, "title": TITLE_NAMES}
    if fact.kind in scales:
        return [(label, code) for code, label in scales[fact.kind].items()]
    return (("是", 1), ("否", 0)) if fact.kind == "flag" else ()


def shown(fact: Fact, value: Any) -> str:
    """A fact's value as people read it."""
    if fact.kind in ("number", "percentage"):
        return f"{plain(Decimal(str(value)))}{_unit(fact)}"
    if fact.kind == "flag":
        return "是" if value else "否"
    names = {"degree": DEGREE_NAMES, "title": TITLE_NAMES, "choice": fact.choices}
    return names[fact.kind][value] if fact.kind in names else _day(value)


def hint(fact: Fact) -> str:
    if fact.kind == "number":
        return f"多少？说个准数，比如「8{_unit(fact)}」。"
    return _HINTS[fact.kind]


def told(fact: Fact, text: str) -> Any:
    """What a longer text tells of a fact that it calls by its label or by another of its names; None where it tells nothing."""
    names = (fact.label, *fact.words)
    if fact.kind == "number":
        return _json(quantity_of(text, names, fact.unit))
    if fact.kind == "percentage":
        return _json(percentage_of(text, names))
    clause = next((one for one in re.split(r"[，,；;。\n]", text) if any(name in one for name in names)), "")
    if fact.kind == "date":
        return _iso(read_whole_day(clause))
    if fact.kind == "choice":
        return _chosen(fact, clause or text)
    if fact.kind == "flag" and clause:
        name = next(name for name in names if name in clause)
        if _NOT.search(clause[: clause.index(name)]):
            return 0
        return None if _NOT_YET.match(text[text.index(name) + len(name) :]) else 1
    return None


def _flag(text: str) -> int | None:
    """A yes or a no, alone or before what is said besides: «系啊 有社团登记证», «没有，还在办»."""
    if denies(text) or _NO_FIRST.match(text.strip()):
        return 0
    return 1 if affirms(text) or _YES_FIRST.match(text.strip()) else None


def _number(fact: Fact, text: str) -> int | float | None:
    """«没有» is none of them, and what is counted in another measure is no answer."""
    measured = _MEASURED.search(text)
    if measured and not any(measured["of"] in known for word, known in _MEASURES if word in fact.label):
        return None
    if denies(text):
        return 0
    return _json(read_percentage(text) if fact.kind == "percentage" else read_quantity(text, fact.unit))


def _chosen(fact: Fact, text: str) -> str | None:
    """The one choice that a text names; of two of which one holds the other the longer."""
    named = [code for code, caption in fact.choices.items() if caption in text]
    longest = max((len(fact.choices[code]) for code in named), default=0)
    found = [code for code in named if len(fact.choices[code]) == longest]
    return found[0] if len(found) == 1 else None


def _json(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _unit(fact: Fact) -> str:
    return "%" if fact.kind == "percentage" else f" {fact.unit}" if fact.unit else ""


def _day(value: str) -> str:
    on = date.fromisoformat(value)
    return f"{on.year}年{on.month}月{on.day}日"
