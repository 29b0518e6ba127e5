"""An index changed in place answers as one built anew."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import index as module
from matching.facts import Profile, Wanted
from matching.postings import Postings
from matching.ranking import missed, rank
from matching.tokens import Found
from tests.unit.matching.people import NEAR, NEED, experts, index_of, profiles, wanted

changes = st.lists(st.one_of(profiles, st.integers(1, 12)), max_size=12)


@settings(max_examples=50)
@given(experts, changes, wanted)
def test_changed_in_place_is_the_same_as_built_anew(
    found: list[Profile], changed: list[Profile | int], need: Wanted
) -> None:
    index, known = index_of(found), {expert.expert_id: expert for expert in found}
    for change in changed:
        if isinstance(change, Profile):
            index.put(change)
            known[change.expert_id] = change
        else:
            index.drop(change)
            known.pop(change, None)
    anew = index_of(known.values())
    assert rank(index, need) == rank(anew, need)
    assert missed(index, need) == missed(anew, need)


def test_figures_change_where_they_stand_and_words_take_a_late_row() -> None:
    index = index_of([NEAR])
    index.put(NEAR._replace(load=2))
    assert (index.built, index.size) == (1, 1)
    index.put(NEAR._replace(specialities="工伤赔偿"))
    assert (index.built, index.size) == (1, 2)
    assert [one.expert_id for one in rank(index, NEED)] == [1]


def test_built_by_the_chunk_is_the_same_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        NEAR._replace(expert_id=number, specialities="劳动仲裁" if number % 2 else "追讨货款")
        for number in range(1, 6)
    ]
    at_once = rank(index_of(found), NEED)
    monkeypatch.setattr(module, "AT_ONCE", 2)
    assert rank(index_of(found), NEED) == at_once


def test_each_row_stands_once_behind_its_token() -> None:
    """Whoever says a thing twice, in one chunk or late, is found once."""
    chunks = [
        Found(np.array([1, 0, 1], np.int32), np.array([5, 5, 5], np.int32)),
        Found(np.array([2, 3, 4], np.int32), np.array([5, 6, 6], np.int32)),
    ]
    postings = Postings(chunks, 5)
    postings.add(5, np.array([5, 5], np.int32))

    def holding(token: int, first: int, last: int) -> list[int]:
        (found,) = postings.holding([token], first, last)
        return [int(row) for row in found]

    assert holding(5, 0, 5) == [0, 1, 2]
    assert [holding(5, *span) for span in ((1, 2), (1, 4), (3, 4))] == [[1], [1, 2], []]
    assert [holding(token, 0, 5) for token in (4, 6)] == [[], [3, 4]]
    assert holding(5, 5, 6) == [5]
    assert postings.holding([], 0, 5) == []


def test_an_index_says_when_it_needs_rebuilding() -> None:
    index = index_of([NEAR])
    for number in range(module.LATE + 1):
        index.put(NEAR._replace(past=f"第{number}次"))
    assert index.needs_rebuild
