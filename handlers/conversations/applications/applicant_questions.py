"""Questions about an applicant that follow from the rule pack, not from the form.

Every fact that a programme's pack knows has a slot; it is asked only while the pack of what is applied for still
needs the fact to judge (programme.admission), so another province asks other questions.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial
from typing import Any

from actions.applications.rounds import closed_programmes, open_programmes
from handlers.conversations.applications import fact_kinds
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot
from handlers.engine.words import affirms, denies
from programme.admission import Admission, admission
from programme.packs import Kind, RulePack
from programme.packs.admitting import Fact
from programme.packs.conditions import facts_in
from programme.packs.facts import facts_of
from programme.programmes import kinds, named, open_to, pack_in, speaking_of

NEITHER = "neither"
TOGETHER = "together"
"""The slot of the facts that are one question: 1 where all fit, 0 where each is to be asked."""
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
    one_question = [_all_fit(kind)] if any(_of_one_question(kind, pack) for pack in taken) else []
    return (*asked, *one_question, *([_priority(kind)] if any(given_first) else []))


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


def closed_elsewhere(talk: ConversationContext, kind: Kind, values: Values) -> str:
    """Why some of several programmes take no application of this kind now, a sentence each by name, and which does; else nothing."""
    if len(open_to(talk.rules, kind, place := values.get("region") or talk.home, talk.today)) < 2:
        return ""
    shut = closed_programmes(talk.work, kind, talk.rules, talk.today, place)
    taking = "、".join(named(talk.rules, pack) for pack in offered(talk, kind, values))
    reasons = "".join(f"{named(talk.rules, pack)}：{why}" for pack, why in shut)
    return reasons + (f"现在申请的是{taking}。" if shut and taking else "")


def _offered(talk: ConversationContext, kind: Kind, place: str | None) -> tuple[RulePack, ...]:
    return open_programmes(talk.work, talk.speaker.person_id, kind, talk.rules, talk.today, place)


def priority(talk: ConversationContext, kind: Kind, text: str, values: Values) -> str | None:
    """What a text says the applicant is that is certified first, as the name of the fact."""
    preferred = _preferred(kind, pack_meant(talk, kind, values))
    named = [name for name, fact in preferred.items() if fact.label in text]
    return named[0] if named else None


def told(talk: ConversationContext, kind: Kind, text: str) -> Values:
    """What a first message tells of the facts that the pack itself adds, each called by one of its names."""
    pack = pack_meant(talk, kind, {})
    asked = pack.facts.keys() - {*OF_FORMS, *_preferred(kind, pack)}
    own = {name: fact_kinds.told(pack.facts[name], text) for name in sorted(asked)}
    return {name: value for name, value in own.items() if value is not None}


def answers(talk: ConversationContext, kind: Kind, values: Values) -> dict[str, Any]:
    """The values that are facts, as conditions want them."""
    pack = pack_meant(talk, kind, values)
    known = {name: values[name] for name in facts_of(pack) if values.get(name) is not None}
    if values.get(TOGETHER):
        known = dict.fromkeys(_of_one_question(kind, pack), 1) | known
    known |= {values["priority"]: 1} if values.get("priority") in _preferred(kind, pack) else {}
    return known | ({"domains": len(values["domains"])} if values.get("domains") else {})


def asked_again(pack: RulePack, kind: Kind, known: dict[str, Any]) -> Values:
    """The slots that answers of before fill, when an application under this pack is opened once more."""
    found = next((name for name in _preferred(kind, pack) if known.get(name)), NEITHER)
    one_question = _of_one_question(kind, pack)
    all_fit = bool(one_question) and all(known.get(name) for name in one_question)
    of_others = {"domains", *(one_question if all_fit else ())}
    again: Values = {name: value for name, value in known.items() if name not in of_others}
    return again | {"priority": found} | ({TOGETHER: 1} if all_fit else {})


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


@lru_cache(maxsize=16)
def _of_one_question(kind: Kind, rules: RulePack) -> dict[str, Fact]:
    """The facts of the pack's conditions that are asked together, by name."""
    conditions = rules.expert if kind == "expert" else rules.station
    if conditions is None:
        return {}
    facts = facts_of(rules)
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
    asked = judged(talk, kind, values).ask
    known = _of_one_question(kind, pack_meant(talk, kind, values))
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
    held_back = name in _of_one_question(kind, pack_meant(talk, kind, values)) and TOGETHER not in values
    return not held_back and name in judged(talk, kind, values).ask
