"""What the centre's own answers teach about the weights of evidence, and what other weights would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby

from actions.offers.ask import wanted_of
from actions.offers.pool import REMEMBERED, kept_vectors, pool_of
from matching.facts import Candidate, Profile, Wanted
from matching.index import Index
from matching.learned import Learned
from matching.learning import Lesson, Outcome, outcome, told
from matching.meaning import Encoder
from matching.ranking import rank
from programme.qualification import SERVING
from storage.queries.needs import NeedFacts, needs_by_id
from storage.queries.offers.lessons import Answered, answered, newest_needs, told_before
from storage.queries.offers.profiles import profiles
from storage.unit_of_work import UnitOfWork

WELL, UNRATED = 1.0, 0.5
"""What a pair counts whose better one was rated well, or took it on and was not rated yet."""
WELL_RATED = 4
"""Stars from which on whoever served was the right one; with fewer an acceptance says nothing."""
RECENT = 100
"""The newest needs, which are ranked by either weights."""


@dataclass(frozen=True, slots=True)
class Change:
    """A need that would go to another first; each as ranked, with the phrase that answers best."""

    text: str
    before: Candidate
    after: Candidate


def learn(work: UnitOfWork, now: datetime) -> Outcome:
    """The weights as the pool has them, and as they would be after what was answered."""
    pool = pool_of(work)
    before = pool.ask(work, now.year, lambda index: index.learned)
    return outcome(list(_lessons(work, now, pool.encoder)), pool.encoder, before)


def changes(work: UnitOfWork, after: Learned, now: datetime) -> tuple[int, list[Change]]:
    """How many of the newest needs were looked at, and which of them would go to another first, were they told today."""
    needs = [need for need in needs_by_id(work, newest_needs(work, RECENT)).values() if need.text]
    found = []
    for need in sorted(needs, key=lambda need: -need.id):
        wanted = replace(wanted_of(work, need, now), wish=None, barred=frozenset())
        both = pool_of(work).ask(work, now.year, partial(_firsts, wanted=wanted, after=after))
        if both and both[0].expert_id != both[1].expert_id:
            found.append(Change(need.text, *both))
    return len(needs), found


def _firsts(index: Index, wanted: Wanted, after: Learned) -> list[Candidate]:
    """Whom either weights name first; nobody, where nobody can be asked."""
    before, firsts = index.learned, rank(index, wanted, 1)
    try:
        index.learned = after
        firsts += rank(index, wanted, 1)
    finally:
        index.learned = before
    return firsts


def _lessons(work: UnitOfWork, now: datetime, encoder: Encoder | None) -> Iterator[Lesson]:
    """Needs that somebody took on, well, whom another had declined as none of their skill."""
    taught = {need: list(rows) for need, rows in groupby(answered(work), lambda row: row.need_id)}
    taught = {need: rows for need, rows in taught.items() if _better(rows) and _worse(rows)}
    needs = needs_by_id(work, taught)
    experts = {row.expert_id for rows in taught.values() for row in rows}
    known = {
        row["expert_id"]: Profile(**row) for row in profiles(work, now.year, SERVING, REMEMBERED, experts)
    }
    for need_id, rows in taught.items():
        told_of = [known[row.expert_id] for row in rows if row.expert_id in known]
        index = _index_then(work, told_of, rows[0].asked_at, encoder)
        need = told(index, _plain(needs[need_id], now), encoder)
        yield Lesson(need, _better(rows), _worse(rows))


def _better(rows: list[Answered]) -> dict[int, float]:
    took = [row for row in rows if not row.unskilled and (row.stars is None or row.stars >= WELL_RATED)]
    return {row.expert_id: UNRATED if row.stars is None else WELL for row in took}


def _worse(rows: list[Answered]) -> tuple[int, ...]:
    return tuple(row.expert_id for row in rows if row.unskilled)


def _index_then(work: UnitOfWork, found: list[Profile], at: datetime, encoder: Encoder | None) -> Index:
    """The experts as they stood when the need was told: without the diary that serving it became, and undoubted."""
    past = told_before(work, [one.expert_id for one in found], at, REMEMBERED)
    then = [one._replace(past=past.get(one.expert_id, ""), doubted=()) for one in found]
    ordered = sorted(then, key=lambda one: (one.region or "", one.expert_id))
    return Index(ordered, None, encoder=encoder, kept=kept_vectors(work, encoder))


def _plain(need: NeedFacts, now: datetime) -> Wanted:
    return Wanted(need.id, need.domain, need.region, now.date(), need.text, need.also)
