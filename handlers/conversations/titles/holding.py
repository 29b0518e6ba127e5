"""Whose title it is that a decision is about, whose step that is, and the file that lies before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.access import pack_of
from actions.steps import StepAt, StepOwners
from actions.titles.dossier import Known, known_of, matter
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.decision import LOOK_AGAIN, Subject, Subjects
from handlers.rendering.records import told_apart
from programme.packs.offices import Step
from programme.programmes import named as level_of
from storage.queries.titles.holders import Holder, holder_of, holders_in, packs_of
from storage.queries.titles.standing import (
    QualificationFacts,
    qualification,
)

SHOWN = 8
"""Titles offered at most where none is named."""


def as_subject(who: Holder, key: int) -> Subject:
    return Subject(key, who.name, told_apart(who), person=who.person_id)


def owns(talk: ConversationContext, step: Step, pack: str, who: Holder) -> bool:
    """Whether a step about a title is the speaker's level's."""
    at = StepAt(step, pack_of(pack, talk.rules), who.kind, who.region)
    return talk.once(owners_of).owns(talk.speaker.jurisdiction, at)


def is_ours(step: Step) -> Callable[[ConversationContext, int], None]:
    """Refused where this step about a title is another level's."""

    def check(talk: ConversationContext, subject: int) -> None:
        held, who = qualification(talk.work, subject), holder_of(talk.work, subject)
        if held is not None and who is not None:
            at = StepAt(step, pack_of(held.pack, talk.rules), who.kind, who.region)
            talk.once(owners_of).require(talk.speaker, at)

    return check


def owners_of(talk: ConversationContext) -> StepOwners:
    """Whose steps are, to be asked for by `talk.once`."""
    return StepOwners(talk.work)


def by_title(talk: ConversationContext, subjects: list[Subject], packs: Mapping[int, str]) -> list[Subject]:
    """Of who stands there by several titles it is said which one each is: «市级，某某律师事务所»."""
    persons = [one.person for one in subjects]
    return [
        replace(one, about=f"{level_of(talk.rules, pack_of(packs[one.id], talk.rules))}，{one.about}")
        if persons.count(one.person) > 1
        else one
        for one in subjects
    ]


def held_by(*states: str) -> Subjects:
    def subjects(talk: ConversationContext, named: str) -> list[Subject]:
        place = talk.speaker.jurisdiction
        found = holders_in(talk.work, place, states, named_in=named, limit=SHOWN)
        if named and not found:
            found = holders_in(talk.work, place, states, limit=SHOWN)
        subjects = [as_subject(who, who.qualification_id) for who in found]
        if len({who.person_id for who in found}) == len(found):
            return subjects
        return by_title(talk, subjects, packs_of(talk.work, [one.id for one in subjects]))

    return subjects


def title_of(talk: ConversationContext, subject: int) -> tuple[QualificationFacts | None, Holder | None]:
    """A title and who holds it, to be asked for by `talk.once`."""
    return qualification(talk.work, subject), holder_of(talk.work, subject)


def known_title(talk: ConversationContext, subject: int, whole_term: bool = False) -> Known | None:
    """What is on record about a title, to be asked for by `talk.once`."""
    held, who = talk.once(title_of, subject)
    if held is None or who is None:
        return None
    return known_of(talk.work, who, held, talk.rules, talk.now, whole_term=whole_term)


def dossier_before(talk: ConversationContext, title: int, *, whole_term: bool = False) -> str:
    known = talk.once(known_title, title, whole_term)
    if known is None:
        return LOOK_AGAIN
    return join(*matter(known, talk.once(owners_of)).dossier, LOOK_AGAIN)
