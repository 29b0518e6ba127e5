"""Questions about an applicant that follow from the rule pack, not from the form.

Every fact that a programme's pack knows has a slot; it is asked only while the pack of what is applied for still
needs the fact to judge (programme.admission), so another province asks other questions.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial
from typing import Any

import language
from actions.applications.rounds import open_programmes
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot
from handlers.engine.words import affirms, denies
from programme.admission import Admission, admission
from programme.packs import Kind, RulePack
from programme.packs.conditions import facts_in
from programme.packs.facts import facts_of
from programme.packs.model import Fact
from programme.programmes import kinds, pack_in, speaking_of

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
NEITHER = "neither"
OF_FORMS = ("domains",)
"""Facts for which the forms have a slot of their own, whose value `answers` turns into the fact."""


def pack_slots(kind: Kind, rules: RulePack) -> tuple[Slot, ...]:
    """A slot for each fact of the programmes' packs but those that the forms ask for; what gives priority is one question."""
    taken = [pack for pack, of in kinds(rules) if of == kind]
    given_first = [_preferred(kind, pack) for pack in taken]
    facts = {
        name: fact
        for pack, preferred in zip(taken, given_first, strict=True)
        for name, fact in facts_of(pack).items()
        if name not in (*OF_FORMS, *preferred)
    }
    asked = [_slot(kind, name, fact) for name, fact in facts.items()]
    return (*asked, *([_priority(kind)] if any(given_first) else []))


def offered(talk: ConversationContext, kind: Kind, values: Values) -> tuple[RulePack, ...]:
    """The programmes that take an application of this kind now, around the place where the values or the speaker name one."""
    place = values.get("region") or talk.home
    return talk.once(_offered, kind, None if values.get("programme") else place)


def pack_meant(talk: ConversationContext, kind: Kind, values: Values) -> RulePack:
    """The pack of what is applied for: as chosen, else the first that takes applications."""
    if chosen := pack_in(talk.rules, values.get("programme") or ""):
        return chosen
    found = offered(talk, kind, values) if talk.rules.programmes else ()
    return found[0] if found else speaking_of(talk.rules, kind)


def _offered(talk: ConversationContext, kind: Kind, place: str | None) -> tuple[RulePack, ...]:
    return open_programmes(talk.work, talk.speaker.person_id, kind, talk.rules, talk.today, place)


def priority(talk: ConversationContext, kind: Kind, text: str, values: Values) -> str | None:
    """What a text says the applicant is that is certified first, as the name of the fact."""
    preferred = _preferred(kind, pack_meant(talk, kind, values))
    named = [name for name, fact in preferred.items() if fact.label in text]
    return named[0] if named else None


def answers(talk: ConversationContext, kind: Kind, values: Values) -> dict[str, Any]:
    """The values that are facts, as conditions want them."""
    pack = pack_meant(talk, kind, values)
    known = {name: values[name] for name in facts_of(pack) if values.get(name) is not None}
    known |= {values["priority"]: 1} if values.get("priority") in _preferred(kind, pack) else {}
    return known | ({"domains": len(values["domains"])} if values.get("domains") else {})


def asked_again(pack: RulePack, kind: Kind, known: dict[str, Any]) -> Values:
    """The slots that answers of before fill, when an application under this pack is opened once more."""
    found = next((name for name in _preferred(kind, pack) if known.get(name)), NEITHER)
    return {name: value for name, value in known.items() if name != "domains"} | {"priority": found}


def judged(talk: ConversationContext, kind: Kind, values: Values) -> Admission:
    """What the conditions come to so far."""
    known = json.dumps(answers(talk, kind, values), sort_keys=True)
    return _judged(pack_meant(talk, kind, values), kind, known, values.get("category"))


def category_options(kind: Kind, talk: ConversationContext, values: Values) -> Options:
    """The pack's categories of applicants, where it has any."""
    pack = pack_meant(talk, kind, values)
    rules = pack.expert if kind == "expert" else pack.station
    return [(category.label, category.id) for category in rules.categories] if rules else []


@lru_cache(maxsize=256)
def _judged(pack: RulePack, kind: Kind, known: str, category: str | None) -> Admission:
    return admission(pack, kind, json.loads(known), category=category, signed=True)


@lru_cache(maxsize=16)
def _preferred(kind: Kind, rules: RulePack) -> dict[str, Fact]:
    """The facts that give priority and decide nothing else (S2.9), by name."""
    conditions = rules.expert if kind == "expert" else rules.station
    if conditions is None:
        return {}
    facts = facts_of(rules)
    deciding = {name for one in conditions.conditions for name in facts_in(one, facts)}
    names = dict.fromkeys(name for one in conditions.priority for name in facts_in(one, facts))
    return {name: facts[name] for name in names if name not in deciding}


def _priority(kind: Kind) -> Slot:
    def preferred(talk: ConversationContext, values: Values) -> dict[str, Fact]:
        return _preferred(kind, pack_meant(talk, kind, values))

    def options(talk: ConversationContext, values: Values) -> Options:
        return (*((fact.label, name) for name, fact in preferred(talk, values).items()), ("都不是", NEITHER))

    return Slot(
        "priority",
        "优先条件",
        ask="单位是这里面的一种吗？是的话优先认定。",
        read=lambda talk, text: NEITHER if denies(text) else priority(talk, kind, text, {}),
        options=options,
        when=lambda talk, values: bool(preferred(talk, values)),
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
    if denies(text):
        return 0
    return 1 if affirms(text) else None


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
