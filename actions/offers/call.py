"""Experts asked for by name: who is meant, and whether they can be asked just now."""

from __future__ import annotations

from datetime import date

from actions.offers.kept_out import CITY, KeptOut
from actions.offers.named import stances
from language import called
from programme.qualification import SERVING
from storage.queries.offers.called import experts_called
from storage.queries.offers.experts import ExpertFacts, able
from storage.queries.offers.ties import accused_by, ties
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def called_by_name(work: UnitOfWork, text: str, home: str | None) -> list[ExpertFacts]:
    """The experts whom a text names: by the whole name anywhere, else by surname and title in the asker's city."""
    person = called.titled(text)
    family = called.surname(person[0]) if person and home else ""
    names, city = called.candidates(text), f"{(home or '')[:CITY]}00"
    if not names:
        return []
    known = experts_called(work, names, family, city, SERVING)
    whole = [one for one in known if one.name in names]
    return whole or [one for one in known if called.is_named(text, one.name, one.domains)]


def wished_in(work: UnitOfWork, text: str, region: str) -> int | None:
    """The one expert whom the text of a need asks for («想请李律师看看»); None where it asks for nobody, or for whom is open."""
    if not called.may_wish(text):
        return None
    return stances(text, called_by_name(work, text, region), region).wished


def is_free(work: UnitOfWork, speaker: Speaker, expert: ExpertFacts, today: date) -> bool:
    """Whether the speaker's enterprise may ask this expert today."""
    firm = speaker.enterprise_id or 0
    kept_out = KeptOut(speaker.enterprise or "", expert.region or "", accused=accused_by(work, firm))
    barred = expert.id in ties(work, 0, firm).barred or kept_out.bars(expert, wished=True)
    return not barred and expert.id in able(work, 0, [expert.id], today, SERVING)
