"""Questions about an applicant that follow from the rule pack, not from the form.

Every fact that the pack in use knows has a slot; it is asked only while the pack still needs the
fact to judge (programme.admission), so another province asks other questions.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache, partial
from typing import Any

import language
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot
from handlers.engine.words import affirms, denies
from programme.admission import Admission, admission
from programme.packs import Kind, RulePack
from programme.packs.conditions import facts_in
from programme.packs.facts import facts_of
from programme.packs.model import Fact

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
_SAYS = r"(?=[，,。；;！!\s]|$|有|已|我|就|的)"
_YES_FIRST = re.compile(
    rf"(?:是的?|系|係|对|嗯|有的?|符合|具备|当然|肯定)(?:啊|呀|嘅|哦|了|滴|的)?{_SAYS}(?!.*[?？吗呢不]$)"
)
_NO_FIRST = re.compile(
    r"(?:不是|不系|唔系|没有?|冇|还没有?|暂时没有?|没得|不具备|不符合)(?:啊|呀|的|哦|喔)?(?=[，,。；;！!\s]|$)"
)
NEITHER = "neither"
OF_FORMS = ("domains",)
"""Facts for which the forms have a slot of their own, whose value `answers` turns into the fact."""


def pack_slots(kind: Kind, rules: RulePack) -> tuple[Slot, ...]:
    """A slot for each fact of the pack but those that the forms ask for; what gives priority is one question."""
    if not (rules.expert if kind == "expert" else rules.station):
        return ()
    facts, preferred = facts_of(rules), _preferred(kind, rules)
    asked = [_slot(kind, name, fact) for name, fact in facts.items() if name not in (*OF_FORMS, *preferred)]
    return (*asked, *([_priority(kind, rules)] if preferred else []))


def priority(talk: ConversationContext, kind: Kind, text: str) -> str | None:
    """What a text says the applicant is that is certified first, as the name of the fact."""
    named = [name for name, fact in _preferred(kind, talk.rules).items() if fact.label in text]
    return named[0] if named else None


def answers(talk: ConversationContext, kind: Kind, values: Values) -> dict[str, Any]:
    """The values that are facts, as conditions want them."""
    known = {name: values[name] for name in facts_of(talk.rules) if values.get(name) is not None}
    known |= {values["priority"]: 1} if values.get("priority") in _preferred(kind, talk.rules) else {}
    return known | ({"domains": len(values["domains"])} if values.get("domains") else {})


def asked_again(talk: ConversationContext, kind: Kind, known: dict[str, Any]) -> Values:
    """The slots that answers of before fill, when an application is opened once more."""
    found = next((name for name in _preferred(kind, talk.rules) if known.get(name)), NEITHER)
    return {name: value for name, value in known.items() if name != "domains"} | {"priority": found}


def judged(talk: ConversationContext, kind: Kind, values: Values) -> Admission:
    """What the conditions come to so far."""
    known = json.dumps(answers(talk, kind, values), sort_keys=True)
    return _judged(talk.rules, kind, known, values.get("category"))


def category_options(kind: Kind, talk: ConversationContext, values: Values) -> Options:
    """The pack's categories of applicants, where it has any."""
    rules = talk.rules.expert if kind == "expert" else talk.rules.station
    return [(category.label, category.id) for category in rules.categories] if rules else []


@lru_cache(maxsize=256)
def _judged(pack: RulePack, kind: Kind, known: str, category: str | None) -> Admission:
    return admission(pack, kind, json.loads(known), category=category, signed=True)


@lru_cache(maxsize=16)
def _preferred(kind: Kind, rules: RulePack) -> dict[str, Fact]:
    """The facts that give priority and decide nothing else (S2.9), by name."""
    facts, conditions = facts_of(rules), rules.rules(kind)
    deciding = {name for one in conditions.conditions for name in facts_in(one, facts)}
    names = dict.fromkeys(name for one in conditions.priority for name in facts_in(one, facts))
    return {name: facts[name] for name in names if name not in deciding}


def _priority(kind: Kind, rules: RulePack) -> Slot:
    options = [(fact.label, name) for name, fact in _preferred(kind, rules).items()]
    return Slot(
        "priority",
        "优先条件",
        ask="单位是这里面的一种吗？是的话优先认定。",
        read=lambda talk, text: NEITHER if denies(text) else priority(talk, kind, text),
        options=lambda talk, values: (*options, ("都不是", NEITHER)),
        skippable=True,
        hint="点一下是哪一种，都不是也没关系。",
    )


def _slot(kind: Kind, name: str, fact: Fact) -> Slot:
    return Slot(
        name,
        fact.label,
        ask=fact.ask,
        read=partial(_READ[fact.kind], fact),
        show=_SHOW[fact.kind],
        options=partial(_options, fact),
        when=partial(_needed, kind, name),
        hint=_HINTS[fact.kind],
    )


def _needed(kind: Kind, name: str, talk: ConversationContext, values: Values) -> bool:
    """Known facts stay on the card; unknown ones are asked for only while they can decide something."""
    return name in values or name in judged(talk, kind, values).ask


def _options(fact: Fact, talk: ConversationContext, values: Values) -> Options:
    scales = {"degree": DEGREE_NAMES, "title": TITLE_NAMES}
    if fact.kind in scales:
        return [(label, code) for code, label in scales[fact.kind].items()]
    return (("是", 1), ("否", 0)) if fact.kind == "flag" else ()


def _read_number(fact: Fact, talk: ConversationContext, text: str) -> int | None:
    """A number; «没有» is none of them."""
    found = 0 if denies(text) else language.read_number(text)
    return int(found) if found is not None else None


def _read_flag(fact: Fact, talk: ConversationContext, text: str) -> int | None:
    """A yes or a no, alone or before what is said besides: «系啊 有社团登记证», «没有，还在办»."""
    if denies(text) or _NO_FIRST.match(text.strip()):
        return 0
    return 1 if affirms(text) or _YES_FIRST.match(text.strip()) else None


def _read_degree(fact: Fact, talk: ConversationContext, text: str) -> str | None:
    found = language.read_application(text).degree
    return DEGREES.get(found) if found else None


def _read_title(fact: Fact, talk: ConversationContext, text: str) -> str | None:
    return next((code for code, label in TITLE_NAMES.items() if label in text), None)


_READ = {"number": _read_number, "flag": _read_flag, "degree": _read_degree, "title": _read_title}
_SHOW: dict[str, Any] = {
    "number": str,
    "flag": lambda value: "是" if value else "否",
    "degree": lambda code: DEGREE_NAMES[code],
    "title": lambda code: TITLE_NAMES[code],
}
_HINTS = {
    "number": "多少？比如「8」。",
    "flag": "是，还是不是？",
    "degree": "什么学历？比如「本科」。",
    "title": "什么职称？比如「副高级」。",
}


def shown(fact: Fact, value: Any) -> str:
    """A fact's value as people read it."""
    show = _SHOW[fact.kind]
    return str(show(value))
