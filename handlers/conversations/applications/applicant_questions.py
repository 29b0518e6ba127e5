"""Questions about an applicant that follow from the rule pack, not from the form.

Every fact that the pack in use knows has a slot; it is asked only while the pack still needs the
fact to judge (programme.admission), so another province asks other questions.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial
from typing import Any

from handlers.conversations.applications import fact_kinds
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot
from handlers.engine.words import affirms, denies
from programme.admission import Admission, admission
from programme.packs import Kind, RulePack
from programme.packs.conditions import facts_in
from programme.packs.facts import facts_of
from programme.packs.model import Fact

NEITHER = "neither"
TOGETHER = "together"
"""The slot of the facts that are one question: 1 where all fit, 0 where each is to be asked."""
OF_FORMS = ("domains",)
"""Facts for which the forms have a slot of their own, whose value `answers` turns into the fact."""


def pack_slots(kind: Kind, rules: RulePack) -> tuple[Slot, ...]:
    """A slot for each fact of the pack but those that the forms ask for; what gives priority is one question."""
    if not (rules.expert if kind == "expert" else rules.station):
        return ()
    facts, preferred = facts_of(rules), _preferred(kind, rules)
    asked = [_slot(kind, name, fact) for name, fact in facts.items() if name not in (*OF_FORMS, *preferred)]
    one_question = [_all_fit(kind)] if _of_one_question(kind, rules) else []
    return (*asked, *one_question, *([_priority(kind, rules)] if preferred else []))


def priority(talk: ConversationContext, kind: Kind, text: str) -> str | None:
    """What a text says the applicant is that is certified first, as the name of the fact."""
    named = [name for name, fact in _preferred(kind, talk.rules).items() if fact.label in text]
    return named[0] if named else None


def told(talk: ConversationContext, kind: Kind, text: str) -> Values:
    """What a first message tells of the facts that the pack itself adds, each called by one of its names."""
    asked = talk.rules.facts.keys() - {*OF_FORMS, *_preferred(kind, talk.rules)}
    own = {name: fact_kinds.told(talk.rules.facts[name], text) for name in sorted(asked)}
    return {name: value for name, value in own.items() if value is not None}


def answers(talk: ConversationContext, kind: Kind, values: Values) -> dict[str, Any]:
    """The values that are facts, as conditions want them."""
    known = {name: values[name] for name in facts_of(talk.rules) if values.get(name) is not None}
    if values.get(TOGETHER):
        known = dict.fromkeys(_of_one_question(kind, talk.rules), 1) | known
    known |= {values["priority"]: 1} if values.get("priority") in _preferred(kind, talk.rules) else {}
    return known | ({"domains": len(values["domains"])} if values.get("domains") else {})


def asked_again(talk: ConversationContext, kind: Kind, known: dict[str, Any]) -> Values:
    """The slots that answers of before fill, when an application is opened once more."""
    found = next((name for name in _preferred(kind, talk.rules) if known.get(name)), NEITHER)
    one_question = _of_one_question(kind, talk.rules)
    all_fit = bool(one_question) and all(known.get(name) for name in one_question)
    of_others = {"domains", *(one_question if all_fit else ())}
    again: Values = {name: value for name, value in known.items() if name not in of_others}
    return again | {"priority": found} | ({TOGETHER: 1} if all_fit else {})


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


@lru_cache(maxsize=16)
def _of_one_question(kind: Kind, rules: RulePack) -> dict[str, Fact]:
    """The facts of the pack's conditions that are asked together, by name."""
    facts, conditions = facts_of(rules), rules.rules(kind)
    ways = (way for category in conditions.categories for way in category.ways)
    named = (name for one in (*conditions.conditions, *ways) for name in facts_in(one, facts))
    return {name: facts[name] for name in dict.fromkeys(named) if facts[name].together}


def _all_fit(kind: Kind) -> Slot:
    """The one question: whether all of them fit."""
    return Slot(
        TOGETHER,
        "其他条件",
        ask=partial(_ask_all, kind),
        read=lambda talk, text: 0 if denies(text) else 1 if affirms(text) or "符合" in text else None,
        show=lambda value: "本人说都符合" if value else "有不符合的",
        options=lambda talk, values: (("都符合", 1), ("有不符合的", 0)),
        when=lambda talk, values: TOGETHER in values or bool(_still_open(kind, talk, values)),
        hint="都符合，还是有哪一条不符合？",
    )


def _still_open(kind: Kind, talk: ConversationContext, values: Values) -> list[Fact]:
    asked, known = judged(talk, kind, values).ask, _of_one_question(kind, talk.rules)
    return [fact for name, fact in known.items() if name in asked]


def _ask_all(kind: Kind, talk: ConversationContext, values: Values) -> str:
    labels = "；".join(fact.label for fact in _still_open(kind, talk, values))
    return f"这几条都符合吗？{labels}。"


def _slot(kind: Kind, name: str, fact: Fact) -> Slot:
    return Slot(
        name,
        fact.label,
        ask=fact.ask,
        read=partial(fact_kinds.read, fact),
        show=partial(fact_kinds.shown, fact),
        options=partial(fact_kinds.options, fact),
        when=partial(_needed, kind, name),
        hint=fact_kinds.hint(fact),
        check=partial(fact_kinds.wrong, fact),
    )


def _needed(kind: Kind, name: str, talk: ConversationContext, values: Values) -> bool:
    """Known facts stay on the card; unknown ones are asked for only while they can decide something."""
    if name in values:
        return True
    held_back = name in _of_one_question(kind, talk.rules) and TOGETHER not in values
    return not held_back and name in judged(talk, kind, values).ask
