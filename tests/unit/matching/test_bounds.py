"""What is looked at: bounds that no score passes, and rings from the need's city outwards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from matching.facts import Profile, Wanted
from matching.ranking import _rings
from matching.scoring import asked, bounds, points, rings, texts
from matching.tokens import count, first_pair, topics
from matching.weights import Weights
from tests.unit.matching.people import NEAR, NEED, experts, index_of, wanted


@settings(max_examples=60)
@given(experts, wanted)
def test_no_score_passes_its_bound(found: list[Profile], need: Wanted) -> None:
    index = index_of(found)
    ready = asked(need, index.weights)
    rows, said = np.arange(index.built), texts(index, ready, 0, index.built)
    nearest = max(rings(ready, index.weights)) + (index.weights.wish if need.wish else 0)
    reached = sum(points(index, ready, rows, said).values(), np.zeros(index.built, np.int32))
    assert (bounds(index, ready, 0, index.built, said, nearest) >= reached).all()


def test_a_bound_is_no_wider_than_it_must_be() -> None:
    """Field 40 + 4 + 4, rest 3, place 18, what needs no need 13, words 16 and 6; and a hundredth."""
    index = index_of([NEAR._replace(specialities="双倍工资")])
    ready = asked(NEED, index.weights)
    said = texts(index, ready, 0, 1)
    assert bounds(index, ready, 0, 1, said, 18.0).tolist() == [
        4000 + 400 + 400 + 300 + 1800 + 1300 + 2200 + 1
    ]


def test_urgency_and_focus_widen_the_bound() -> None:
    index = index_of([NEAR._replace(asked=5, accepted=5, specialities="退役军人")])
    plain, urgent, focus = (
        asked(need, index.weights)
        for need in (NEED, replace(NEED, urgent=True), replace(NEED, focus=("veteran",)))
    )
    least, more, most = (
        int(bounds(index, need, 0, 1, texts(index, need, 0, 1), 18.0)[0]) for need in (plain, urgent, focus)
    )
    assert (more - least, most - least) == (120, 800)


def test_the_most_that_place_is_worth_ring_by_ring() -> None:
    here, online = asked(NEED, Weights()), asked(replace(NEED, form="online"), Weights())
    assert rings(here, Weights()) == (18, 3, 0)
    assert rings(online, Weights()) == (18 * 0.3, 3 * 0.3, 0)
    assert rings(here, Weights(county=1, town=2, city=3, province=4, elsewhere=5)) == (5, 5, 5)


def test_each_row_stands_in_one_ring() -> None:
    regions = ["110105", "440600", "440802", "440881", "450100"]
    index = index_of(NEAR._replace(expert_id=number, region=region) for number, region in enumerate(regions))
    index.put(NEAR._replace(expert_id=9))
    spans = [(ring.first, ring.last, ring.within) for ring in _rings(index, asked(NEED, index.weights))]
    assert spans == [(2, 4, (2, 2)), (1, 4, (2, 4)), (5, 6, (5, 5))]
    anywhere = asked(replace(NEED, form="online"), index.weights)
    spans = [(ring.first, ring.last, ring.within) for ring in _rings(index, anywhere)]
    assert spans == [(2, 4, (2, 2)), (1, 4, (2, 4)), (0, 5, (1, 4)), (5, 6, (5, 5))]
    wished = [ring.nearest for ring in _rings(index, asked(replace(NEED, wish=1), index.weights))]
    assert wished == [118, 103, 100, 118]


def test_each_row_of_a_ring_has_its_words() -> None:
    regions = ["110105", "440600", "440802", "440881", "445100", "450000"]
    index = index_of(NEAR._replace(expert_id=number, region=region) for number, region in enumerate(regions))
    found = list(_rings(index, asked(NEED, index.weights)))
    assert [(ring.first, ring.last) for ring in found] == [(2, 4), (1, 5)]
    for ring in found:
        assert {len(sums) for sums in ring.said} == {ring.last - ring.first}


def test_tokens_are_numbered_without_a_gap() -> None:
    assert first_pair() == 2 * len(topics())
    assert count() == first_pair() + (1 << 17)
