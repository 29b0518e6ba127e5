"""Whom of a ranking to ask unseen: nobody of whom it is not known that they could help."""

from __future__ import annotations

from collections.abc import Sequence

from matching.facts import Candidate

BEHIND = 2.0
"""Units of evidence that others may lack beside the first: one behind by more would mostly be asked in vain."""


def first_wave(ranked: Sequence[Candidate], most: int) -> list[Candidate]:
    """The best who fit, at most so many, all about as well as the first of them; nobody where none does."""
    fitting = [one for one in ranked if one.fits]
    return [one for one in fitting if one.evidence >= fitting[0].evidence - BEHIND][:most]
