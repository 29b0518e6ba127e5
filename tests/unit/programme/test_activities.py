"""The lives of trainings and activities, and what a pack says of training."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.activities import event, occurrences, slots, training, training_clause, training_text
from programme.errors import Refused
from programme.packs import KINDS, Kind, available, load_pack
from programme.roles import Role


@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("kind", KINDS)
def test_a_training_rests_on_the_pack_or_on_the_convention(name: str, kind: Kind) -> None:
    pack = load_pack(name)
    rules = pack.expert if kind == "expert" else pack.station
    right = rules.training if rules else None
    assert training_text(pack, kind) == (right.text if right else "")
    assert training_clause(pack, kind) == (right.clause if right else "YQ 培训：文件没有写，由中心安排")
    assert training(pack, kind).step("announced", "hold", {Role.operator}).clause == training_clause(
        pack, kind
    )


@pytest.mark.parametrize(("deed", "state"), [("hold", "held"), ("cancel", "cancelled")])
def test_a_training_is_staffs_and_over_once(deed: str, state: str) -> None:
    life = training(load_pack("national-2023"), "expert")
    assert life.step("announced", deed, {Role.operator}).target == state
    for where, who in (("announced", Role.expert), (state, Role.operator)):
        with pytest.raises(Refused):
            life.step(where, deed, {who})


def test_an_activity_is_taken_down_by_its_holder_or_staff_and_only_before_it_is_held() -> None:
    for who in (Role.station, Role.operator):
        assert event().step("announced", "cancel", {who}).target == "cancelled"
    for where, who in (("announced", Role.enterprise), ("held", Role.station)):
        with pytest.raises(Refused):
            event().step(where, "cancel", {who})


def test_a_rule_names_its_days_to_the_end_of_the_year() -> None:
    first_wednesdays = occurrences("month:1:2", date(2026, 9, 2))
    assert first_wednesdays == [date(2026, 9, 2), date(2026, 10, 7), date(2026, 11, 4), date(2026, 12, 2)]
    assert len(occurrences("week:2", date(2026, 1, 1))) == 12
    assert occurrences("week:4", date(2026, 12, 26)) == []


@given(begins=st.integers(0, 1000), long=st.integers(0, 400), each=st.integers(1, 120))
def test_slots_lie_within_and_beside_each_other(begins: int, long: int, each: int) -> None:
    found = slots(begins, begins + long, each)
    assert all(begins <= one and one + each <= begins + long for one in found)
    assert all(later - earlier == each for earlier, later in pairwise(found))
