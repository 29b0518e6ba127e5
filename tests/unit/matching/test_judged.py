"""The ranking agrees with a programme officer's judgement, and better than simpler ways do."""

from __future__ import annotations

import pytest

from tests.unit.matching.judged.measure import WAYS, agreement, cases


def test_the_half_kept_for_the_check_comes_out_as_the_officer_would_have_it() -> None:
    found = agreement(cases(final=True), WAYS["yiqi"])
    assert len(cases(final=True)) == len(cases(final=False)) == 84
    assert found.hit1 >= 0.85
    assert found.hit3 >= 0.97
    assert found.ndcg5 >= 0.88


@pytest.mark.parametrize("simpler", [name for name in WAYS if name != "yiqi"])
def test_simpler_ways_are_beaten(simpler: str) -> None:
    ours, theirs = (agreement(cases(final=True), WAYS[name]) for name in ("yiqi", simpler))
    assert ours.hit1 > theirs.hit1
    assert ours.hit3 > theirs.hit3
    assert ours.ndcg5 > theirs.ndcg5
