"""Two encoders tell what texts mean, and each is weighed by its own weights; the finer is taken where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from bot.devtools.match_file import index_of
from matching.learned import learned
from matching.meaning import DIMENSIONS, FINE, QUICK, Encoder, chosen, packed
from matching.ranking import rank
from tests.unit.matching.people import NEAR, NEED

BOTH = [
    pytest.param(one, id=one.name, marks=pytest.mark.skipif(not one.installed, reason="not installed"))
    for one in (FINE, QUICK)
]


@pytest.mark.parametrize(
    ("there", "name", "taken"),
    [
        ({FINE, QUICK}, "auto", FINE),
        ({FINE, QUICK}, "quick", QUICK),
        ({QUICK}, "auto", QUICK),
        ({QUICK}, "fine", None),
        (set(), "auto", None),
    ],
)
def test_the_finest_that_is_installed_is_taken_unless_one_is_named(
    monkeypatch: pytest.MonkeyPatch, there: set[Encoder], name: str, taken: Encoder | None
) -> None:
    monkeypatch.setattr(Encoder, "installed", property(lambda encoder: encoder in there))
    assert chosen(name) is taken


@pytest.mark.parametrize("encoder", BOTH)
def test_what_means_the_same_lies_nearer(encoder: Encoder) -> None:
    laid_off, contract, moulding = encoder.vectors(["公司要辞退我", "解除劳动合同", "注塑件缩水变形"])
    assert laid_off.shape == (DIMENSIONS,)
    assert np.linalg.norm(laid_off) == pytest.approx(1, abs=1e-5)
    assert laid_off @ contract > laid_off @ moulding + 0.1
    assert (encoder.vector("公司要辞退我") @ laid_off) == pytest.approx(1, abs=1e-3)
    assert abs(packed(laid_off).astype(int)).max() < 127


@pytest.mark.parametrize("encoder", BOTH)
def test_odd_texts_have_a_vector_too(encoder: Encoder) -> None:
    found = encoder.vectors(["", "a\0b", "税" * 10_000])
    assert np.isfinite(found).all()


@pytest.mark.parametrize("encoder", BOTH)
def test_needs_are_weighed_by_the_weights_of_the_encoder(encoder: Encoder) -> None:
    crowd = [
        NEAR._replace(specialities="双倍工资、劳动合同"),
        NEAR._replace(expert_id=2, specialities="茶叶加工"),
    ]
    index = index_of(crowd, None, encoder)
    assert index.learned == learned(encoder)
    assert [one.fits for one in rank(index, NEED)] == [True, False]
