"""Whom matching would choose, with names: for staff who ask why, and for firms that choose themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from actions.offers.ask import wanted_of
from actions.offers.pool import pool_of
from language.domains import DOMAINS
from matching.deduplication import same_firm
from matching.facts import Candidate, Reason, Wanted
from matching.ranking import missed, rank
from storage.queries.needs import NeedFacts
from storage.queries.offers.experts import experts_by_id
from storage.queries.offers.ties import ties
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An expert by name; the reasons' points add up to the score."""

    expert_id: int
    name: str
    unit: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def label(self) -> str:
        return f"{self.name}（{self.unit}）" if self.unit else self.name


def suggest(work: UnitOfWork, wanted: Wanted, now: datetime, most: int, firm: str = "") -> list[Suggestion]:
    """The best for a need as described, best first; the firm's own people are left out."""
    ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=wanted, most=most + 2))
    found = _named(work, ranked)
    return [one for one in found if not (firm and same_firm(one.unit, firm))][:most]


def suggest_to(
    work: UnitOfWork, speaker: Speaker, wanted: Wanted, now: datetime, most: int
) -> list[Suggestion]:
    """The best that the speaker's enterprise may choose from: none of its own, none that it does not want again."""
    barred = ties(work, 0, speaker.enterprise_id or 0).barred
    return suggest(work, replace(wanted, barred=barred), now, most, speaker.enterprise or "")


def suggest_for(work: UnitOfWork, need: NeedFacts, now: datetime, most: int) -> list[Suggestion]:
    """The best who can still be asked for a posted need."""
    return suggest(work, wanted_of(work, need, now), now, most, need.enterprise)


def suggest_of_any_field(work: UnitOfWork, need: NeedFacts, now: datetime, most: int) -> list[Suggestion]:
    """The best who can be asked for a need, whatever their field: where nobody of its own is free."""
    anybody = replace(wanted_of(work, need, now), also=tuple(DOMAINS))
    return suggest(work, anybody, now, most, need.enterprise)


def near_misses(work: UnitOfWork, need: NeedFacts, now: datetime, most: int) -> list[Suggestion]:
    """Who would have fitted but is full, away or not to be asked today; the last reason says which."""
    wanted = wanted_of(work, need, now)
    return _named(work, pool_of(work).ask(work, now.year, partial(missed, wanted=wanted, most=most)))


def _named(work: UnitOfWork, ranked: Sequence[Candidate]) -> list[Suggestion]:
    experts = experts_by_id(work, [one.expert_id for one in ranked])
    return [
        Suggestion(
            one.expert_id,
            experts[one.expert_id].name,
            experts[one.expert_id].unit,
            one.score,
            one.reasons,
        )
        for one in ranked
        if one.expert_id in experts
    ]
