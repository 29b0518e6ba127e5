"""Learning beside the judged needs: what is shipped of them holds the weights, and what is said against them moves them."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.learned import Learned, learned, read, written
from matching.learning import ENOUGH, WORDS, Lesson, Told, curvature, fit, judged, outcome
from matching.meaning import FINE, QUICK, Encoder

SHIPPED = learned(None)


def lesson(better: list[float], worse: list[float]) -> Lesson:
    return Lesson(Told([1, 2], {}, np.array([better, worse])), {1: 1.0}, (2,))


def test_too_few_needs_propose_nothing() -> None:
    found = outcome([lesson([0, 0, 1], [1, 0, 0])] * (ENOUGH - 1), None, SHIPPED)
    assert not found.enough
    assert found.after == found.before == SHIPPED


def test_weights_move_towards_what_is_preferred_and_the_more_the_more_often() -> None:
    few, many = (outcome([lesson([0, 0, 1], [1, 0, 0])] * times, None, SHIPPED) for times in (ENOUGH, 300))
    words, field = SHIPPED.weights["words"], SHIPPED.weights["field"]
    assert words > few.after.weights["words"] > many.after.weights["words"] >= 0
    assert field < few.after.weights["field"] < many.after.weights["field"]
    assert many.right == (0.0, 1.0)


def test_pairs_that_say_what_the_weights_say_leave_them_nearly_as_they_are() -> None:
    found = outcome([lesson([2, 1, 2], [0, 0, 0])] * ENOUGH, None, SHIPPED)
    for name, weight in found.after.weights.items():
        assert weight == pytest.approx(SHIPPED.weights[name], abs=0.1)
    assert found.right == (1.0, 1.0)


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.lists(st.floats(0, 3), min_size=3, max_size=3))
def test_the_fit_lies_where_nothing_pulls_any_more(gap: list[float], towards: list[float]) -> None:
    gaps, shares, curve = np.array([gap]), np.array([1.0]), np.eye(3)
    weights = fit(gaps, shares, curve, np.array(towards))
    wrong = 1 / (1 + np.exp(gaps @ weights))
    assert curve @ (weights - np.array(towards)) == pytest.approx(gaps.T @ (shares * wrong), abs=1e-6)
    assert (np.linalg.eigvalsh(curvature(gaps, shares, weights)) > -1e-9).all()


@pytest.mark.parametrize("encoder", [None, QUICK, FINE], ids=["alone", "quick", "fine"])
def test_judged_needs_hold_every_weight_that_is_shipped(encoder: Encoder | None) -> None:
    known = judged(encoder)
    size = len(learned(encoder).weights)
    assert known.curve.shape == (size, size)
    assert known.curve == pytest.approx(known.curve.T)
    assert (np.linalg.eigvalsh(known.curve) > 0).all()
    assert known.shares > ENOUGH


@given(st.lists(st.floats(0, 9), min_size=3, max_size=3), st.floats(0, 9))
def test_what_is_written_is_read_again(weights: list[float], floor: float) -> None:
    kept = {"alone": Learned(dict(zip(WORDS, weights, strict=True)), floor)}
    assert read(written(kept)) == kept


@pytest.mark.parametrize("wrong", [-1.0, inf])
def test_a_weight_that_is_none_is_not_read(wrong: float) -> None:
    with pytest.raises(ValueError, match="weights of evidence"):
        read(written({"alone": Learned(SHIPPED.weights | {"words": wrong}, 1.0)}))
