"""All needs at once: the highest total there is, nobody beyond capacity, never worse than one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matching.assignment import Choices, assign, in_turn, plan
from tests.unit.matching.people import NEAR, NEED, index_of

experts = st.dictionaries(st.integers(0, 5), st.integers(1, 60), max_size=6)
rooms = st.lists(st.integers(0, 2), min_size=6, max_size=6)


def total(choices: list[Choices], found: list[int | None]) -> int:
    return sum(one[expert] for one, expert in zip(choices, found, strict=True) if expert is not None)


def by_scipy(choices: list[Choices], rooms: list[int]) -> int:
    """The same as a dense square: a column for each place an expert has, and one for going without."""
    places = [expert for expert, room in enumerate(rooms) for _ in range(room)]
    square = np.zeros((len(choices), len(places) + len(choices)))
    for need, one in enumerate(choices):
        for place, expert in enumerate(places):
            square[need, place] = one.get(expert, -1)
    return int(square[linear_sum_assignment(square, maximize=True)].sum())


@settings(max_examples=200)
@given(st.lists(experts, max_size=8), rooms)
def test_the_total_is_the_highest_there_is(choices: list[Choices], free: list[int]) -> None:
    room = dict(enumerate(free))
    found, singly = assign(choices, room), in_turn(choices, room)
    for order in (found, singly):
        held = Counter(expert for expert in order if expert is not None)
        assert all(held[expert] <= room[expert] for expert in held)
        assert all(expert in one for one, expert in zip(choices, order, strict=True) if expert is not None)
    assert total(choices, found) == by_scipy(choices, free)
    assert total(choices, found) >= total(choices, singly)


def test_who_can_go_elsewhere_makes_room_for_who_cannot() -> None:
    """Both would rather have 1; the second knows nobody else."""
    choices: list[Choices] = [{1: 50, 2: 49}, {1: 40}]
    assert assign(choices, {1: 1, 2: 1}) == [2, 1]
    assert in_turn(choices, {1: 1, 2: 1}) == [1, None]


def test_nobody_is_moved_where_nothing_is_gained() -> None:
    """With 1 for the second and 2 for the first it would be 10 points as well."""
    assert assign([{1: 10, 2: 3}, {1: 7}], {1: 1, 2: 1}) == [1, None]


def test_more_choices_are_looked_at_where_the_first_do_not_suffice() -> None:
    index = index_of(NEAR._replace(expert_id=number, capacity=1) for number in range(1, 9))
    needs = [replace(NEED, need_id=number) for number in range(8)]
    found = plan(index, needs, each=2)
    assert sorted(expert for expert in found.experts if expert) == list(range(1, 9))
    assert found.total >= found.one_by_one


@given(st.lists(st.booleans(), min_size=2, max_size=6), st.integers(1, 3))
def test_none_goes_first_in_vain(first: list[bool], places: int) -> None:
    """As many of a major event get somebody as there are places for, whoever else waits (S3.4)."""
    index = index_of(NEAR._replace(expert_id=number, capacity=1) for number in range(1, places + 1))
    needs = [replace(NEED, need_id=number, first=one) for number, one in enumerate(first)]
    served = [
        one for one, expert in zip(first, plan(index, needs).experts, strict=True) if expert is not None
    ]
    assert sum(served) == min(sum(first), places)
    assert len(served) == min(len(first), places)
