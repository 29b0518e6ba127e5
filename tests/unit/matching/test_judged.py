"""The ranking agrees with officers on needs that nothing was learned from, and better than simpler ways do."""

from __future__ import annotations

import pytest

from matching import sayings
from matching.meaning import FINE, QUICK, Encoder
from tests.unit.matching.judged.cases import later
from tests.unit.matching.judged.measure import agreement
from tests.unit.matching.judged.ways import WAYS


def test_later_needs_come_out_as_the_officer_would_have_them() -> None:
    found = agreement(later(), WAYS["quick"])
    assert found.first >= 0.75
    assert found.three >= 0.9
    assert found.asked_wrong <= 0.15
    assert found.never_asked == 0


@pytest.mark.parametrize("simpler", ["bm25", "field + nearest", "nearest phrase"])
def test_simpler_ways_are_beaten(simpler: str) -> None:
    ours, theirs = (agreement(later(), WAYS[name]) for name in ("quick", simpler))
    assert ours.first > theirs.first
    assert ours.three > theirs.three
    assert ours.ndcg3 > theirs.ndcg3


def test_words_alone_still_beat_bm25() -> None:
    ours, theirs = (agreement(later(), WAYS[name]) for name in ("words alone", "bm25"))
    assert ours.first > theirs.first + 0.3


@pytest.mark.parametrize("encoder", [FINE, QUICK], ids=lambda one: one.name)
def test_the_vectors_that_are_shipped_are_of_the_sayings_as_they_stand(encoder: Encoder) -> None:
    """Whoever changes the table runs `python -m matching.prepare`."""
    assert str(encoder.kept["stamp"]) == sayings.stamp()
