"""Whom of a ranking to ask unseen: nobody of whom it is not known that they could help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from language import several_needs, topics
from matching.facts import Candidate, Wanted

BEHIND = 1.0
"""Units of evidence that others may lack beside the first: one behind by more would mostly be asked in vain."""


def first_wave(ranked: Sequence[Candidate], most: int) -> list[Candidate]:
    """The best who fit, at most so many, all about as well as the first of them; nobody where none does."""
    fitting = [one for one in ranked if one.fits]
    return [one for one in fitting if one.evidence >= fitting[0].evidence - BEHIND][:most]


def stands_out(away: Candidate, free: Candidate | None) -> bool:
    """Whether whoever cannot be asked today knows so much more of it that whoever can would be asked in vain beside them."""
    return away.fits and (free is None or away.evidence > free.evidence + BEHIND)


def each_matter(wanted: Wanted) -> list[Wanted]:
    """A need of several matters as one need for each, so that each finds who knows it; else the need alone."""
    parts = several_needs.loosely(wanted.text)
    if len(parts) < 2:
        return [wanted]
    return [replace(wanted, text=part, domain=topics.of_need(part)[0][0], also=()) for part in parts]


def one_for_each(waves: Sequence[Sequence[Candidate]], most: int) -> list[Candidate]:
    """The first of each wave, then the second: at most so many, but one for each matter; nobody twice."""
    found: dict[int, Candidate] = {}
    for turn in zip_longest(*waves):
        found |= {one.expert_id: one for one in turn if one and one.expert_id not in found}
    firsts = {wave[0].expert_id for wave in waves if wave}
    return list(found.values())[: max(most, len(firsts))]
