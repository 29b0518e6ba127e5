"""What is in force about the house: what the settings file says, and over it what was settled without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.settings.kinds import WEIGHTS
from language.vocabulary import Vocabulary
from matching.weights import Weights
from programme.centres import Centre, centre_of
from programme.jurisdiction import covers
from programme.packs import RulePack
from storage.queries.settings import Value, in_force
from storage.unit_of_work import UnitOfWork


def centres(work: UnitOfWork, rules: RulePack) -> tuple[Centre, ...]:
    """The centres that there are, those of the file first."""
    settled = {one.key: one.value or {} for one in in_force(work, "centre")}
    known = [_as_settled(one, settled.pop(one.region, {})) for one in rules.centres]
    return (*known, *(_as_settled(Centre(region, ""), value) for region, value in settled.items()))


def centre_for(work: UnitOfWork, rules: RulePack, place: str | None) -> Centre | None:
    """The nearest centre that is for this place; for one whose place is not known, the only one that there is."""
    return centre_of(centres(work, rules), place)


def _as_settled(centre: Centre, value: Value) -> Centre:
    if not value:
        return centre
    parts = {name: value[name] for name in ("name", "address", "phone")}
    parts["email"] = value.get("email", centre.email)  # settled before there was one: as the file has it
    return replace(centre, **parts, hours=tuple(value["hours"]))


def own_answers(work: UnitOfWork, home: str | None) -> Iterator[tuple[Sequence[str], str]]:
    """The questions that the centre answers in words of its own, each with the ways to ask it; for who is at home elsewhere none."""
    for one in in_force(work, "faq"):
        if one.value and (home is None or not one.region or covers(one.region, home)):
            yield one.value["asked"], one.value["answer"]


def own_words(work: UnitOfWork, of_file: Vocabulary) -> Vocabulary:
    """The words of the file, and those that were added without it."""
    found = in_force(work, "words", "places")
    terms = {word: one.key for one in found if one.name == "words" for word in _words(one.value)}
    places = {word: one.key for one in found if one.name == "places" for word in _words(one.value)}
    if not terms and not places:
        return of_file
    return Vocabulary({**of_file.terms, **terms}, {**of_file.places, **places})


def _words(value: Value | None) -> Sequence[str]:
    return value["words"] if value else ()


def own_weights(work: UnitOfWork, of_file: Weights) -> Weights:
    """What each thing counts for in matching."""
    settled = {one.key: one.value["points"] for one in in_force(work, "weight") if one.value}
    return replace(of_file, **{name: settled[name] for name in WEIGHTS if name in settled})
