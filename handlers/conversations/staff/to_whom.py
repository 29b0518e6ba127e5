"""Whom a notice names: somebody by name or by surname and title, or those who were shown just now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from handlers.conversations.staff.found_person import only_one
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options
from handlers.message import Reply
from language import called
from language.no_names import is_place
from language.passed_on import passed_on
from language.told_those import ENTERPRISE, EXPERT, STATION, told_those
from programme.qualification import SERVING
from storage.queries.delivery.recent_choices import bodies
from storage.queries.offers.called import experts_called
from storage.queries.staff.find_people import PersonFound, people, person_in

WHO = "通知谁？说姓名就行。"
NOBODY = "没有找到“{}”。通知谁？说姓名就行。"
LOOKED_AT = 6
"""Messages shown last, in which those may have been named who are meant."""
MOST = 200
OWN_CARD = "群发通知"
"""A card that names some of its recipients shows nobody new."""
_TELLS = re.compile(r"^(?:请|麻烦|帮我)?(?:给|向|通知|告诉|提醒)(?:一下)?(.+)$", re.DOTALL)
_COUNTED = re.compile(r"几[个家位]|[都全各]|[两二三四五六七八九十\d][个家位]")
"""«他们几个», «都»: more than one are meant."""
_LINK = re.compile(r"^(?:发[个条]?(?:通知|消息|信息)|说一声|一下)?[，,：:\s]*")
_MANY = re.compile(r"全体|所有|各|每|专家$")
_OF_A_STATION = re.compile(r"[^，,：:\s]{0,5}工(?:作|人|业|厂|商)")
"""«廉江工作站»: no 廉工."""


def read(talk: ConversationContext, text: str) -> Values:
    """Whom a text names and what they are told; nothing where it names nobody."""
    return of_those_shown(talk, text) or _named(talk, text) or _passed_on(talk, text)


def of_those_shown(talk: ConversationContext, text: str) -> Values:
    """«他们几个都提醒一下»: those whom the message shown last names; of several «他» means, it is asked which."""
    told = told_those(text)
    shown = _shown(talk, told.kind, several=told.several) if told else []
    if told is None or not shown:
        return {}
    if told.several and not _COUNTED.search(text) and (one := _house_of_the_newest(talk, told.kind)):
        return _one_of([one], told.words)
    if told.several:
        return reading.as_values(
            {"audience": ["these"], "people": [one.id for one in shown], "text": told.words or None}
        )
    return _one_of(shown, told.words)


def _named(talk: ConversationContext, text: str) -> Values:
    """«通知李律师周五来领聘书»: somebody by name, and behind the name what they are told."""
    led = _TELLS.match(text.strip())
    if led is None:
        return {}
    count, found = people(talk.work, talk.speaker.jurisdiction, said=led[1], limit=2)
    if count == 1:
        names = (found[0].name, found[0].enterprise, found[0].station)
        name = next(name for name in names if name and name in led[1])
        before, _, told = led[1].partition(name)
        return {} if len(before) > 1 else _one_of(found, _LINK.sub("", told))
    whom = _called(led[1]) if not count else ""
    return _by_title(talk, whom, _LINK.sub("", led[1].removeprefix(whom))) if whom else {}


def _called(text: str) -> str:
    """«陈会计» at the beginning of a text; empty for «全体专家» and «吴川专家»."""
    person = called.titled(text)
    whom = "".join(person) if person else ""
    several = not person or _MANY.search(whom) or is_place(person[0]) or _OF_A_STATION.match(text)
    return "" if several or not text.startswith(whom) else whom


def _by_title(talk: ConversationContext, whom: str, told: str) -> Values:
    meant = _experts(talk, whom)
    if meant:
        return _one_of(meant, told)
    return reading.as_values({"audience": ["one"], "called": whom, "text": told or None})


def _experts(talk: ConversationContext, whom: str) -> list[PersonFound]:
    """The experts of the jurisdiction who go by this surname and title."""
    person, where = called.titled(whom), talk.speaker.jurisdiction
    if person is None:
        return []
    known = experts_called(talk.work, called.candidates(whom), called.surname(person[0]), where, SERVING)
    meant = [one for one in known if called.is_named(whom, one.name, one.domains)]
    found = (person_in(talk.work, where, one.person_id) for one in meant)
    return [one for one in found if one]


def _passed_on(talk: ConversationContext, text: str) -> Values:
    """«跟他说我下午打电话给他»: whom they name, or the one of whom the last messages spoke."""
    told = passed_on(text)
    if told is None:
        return {}
    if not told.whom:
        return _one_of(_shown(talk, "", several=False), told.words)
    one = only_one(talk, told.whom)
    if one is None and (whom := _called(told.whom)):
        return _by_title(talk, whom, told.words)
    return _one_of([one] if one else [], told.words)


def _one_of(found: Sequence[PersonFound], told: str) -> Values:
    """One of them; where they are several, the person is asked for."""
    if not found:
        return {"text": told}
    whom = {"person": found[0].id} if len(found) == 1 else {"among": [one.id for one in found]}
    return reading.as_values({"audience": ["one"], "text": told or None} | whom)


def _shown(talk: ConversationContext, kind: str, *, several: bool) -> list[PersonFound]:
    """Those whom the newest message names that names anybody of the kind; for «他们» sooner one that names several."""
    named = [found for said in _said(talk) if (found := _of_kind(_in(talk, said), kind))]
    many = next((found for found in named if len(found) > 1), []) if several else []
    return many or next(iter(named), [])


def _house_of_the_newest(talk: ConversationContext, kind: str) -> PersonFound | None:
    """The one station or firm that the newest message is about: a house is «他们» too, whatever list was shown before."""
    found = [one for said in _said(talk)[:1] for one in _of_kind(_in(talk, said), kind)]
    return found[0] if len(found) == 1 and (found[0].station or found[0].enterprise_id) else None


def _said(talk: ConversationContext) -> list[str]:
    """The newest first, with the lines of a long list that are still to be shown."""
    shown = (Reply.from_json(dict(body)) for body in bodies(talk.work, talk.speaker.person_id, LOOKED_AT))
    said = [one.plain() for one in shown if not (one.card and one.card.title == OWN_CARD)]
    return ["\n".join((said[0], *talk.left)), *said[1:]] if said else []


def _in(talk: ConversationContext, said: str) -> list[PersonFound]:
    return people(talk.work, talk.speaker.jurisdiction, said=said, limit=MOST)[1]


def _of_kind(found: Sequence[PersonFound], kind: str) -> list[PersonFound]:
    is_of: Callable[[PersonFound], bool] = {
        EXPERT: lambda one: one.is_expert,
        STATION: lambda one: bool(one.station),
        ENTERPRISE: lambda one: one.enterprise_id is not None,
    }.get(kind, lambda one: True)
    return [one for one in found if is_of(one)]


def ask(talk: ConversationContext, values: Values) -> str:
    return NOBODY.format(values["called"]) if values.get("called") and not values.get("among") else WHO


def by_name(talk: ConversationContext, text: str) -> int | None:
    one = only_one(talk, text)
    return one.id if one else None


def options(talk: ConversationContext, values: Values) -> Options:
    """Who is meant, or those of whom one is; with the house where two are called alike."""
    ids = [values["person"]] if "person" in values else values.get("among", [])
    found = [one for key in ids if (one := person_in(talk.work, talk.speaker.jurisdiction, key))]
    alike = Counter(one.name for one in found)
    return [(_label(one, alike[one.name] > 1), one.id) for one in found]


def _label(one: PersonFound, is_doubled: bool) -> str:
    house = one.unit or one.station or one.enterprise
    return f"{one.name}（{house}）" if is_doubled and house else one.name or "未留姓名"
