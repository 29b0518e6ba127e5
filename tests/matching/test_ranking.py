"""Domain, then place, then load; the same for the same data, and never beyond capacity."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import Available, Wanted, rank

NEED = Wanted(1, "law", ("hr",), "440802")
NEAR = Available(1, ("law",), "440802", 0, 3)

experts = st.lists(
    st.builds(
        Available,
        st.integers(1, 10**6),
        st.lists(st.sampled_from(["law", "hr", "tax"]), min_size=1, unique=True).map(tuple),
        st.sampled_from(["440802", "440803", "440600", "110105", None]),
        st.integers(0, 4),
        st.integers(1, 4),
    ),
    unique_by=lambda expert: expert.expert_id,
    max_size=12,
)


def order(*found: Available, need: Wanted = NEED) -> list[int]:
    return [candidate.expert_id for candidate in rank(need, found)]


def test_who_knows_the_main_field_comes_first() -> None:
    also = replace(NEAR, expert_id=2, domains=("hr",))
    assert order(also, NEAR) == [1, 2]


def test_who_is_nearer_comes_first() -> None:
    city = replace(NEAR, expert_id=2, region="440803")
    province = replace(NEAR, expert_id=3, region="440600")
    assert order(province, city, NEAR) == [1, 2, 3]


def test_who_has_less_in_hand_comes_first() -> None:
    assert order(replace(NEAR, expert_id=2, load=2), NEAR) == [1, 2]


def test_who_does_not_fit_is_not_asked() -> None:
    other_field = replace(NEAR, domains=("tax",))
    far, homeless = replace(NEAR, region="110105"), replace(NEAR, region=None)
    full = replace(NEAR, load=3)
    assert order(other_field, far, homeless, full) == []


def test_online_the_place_matters_less() -> None:
    far = replace(NEAR, expert_id=2, region="110105")
    assert order(far, NEAR, need=replace(NEED, form="online")) == [1, 2]


def test_the_reasons_are_for_people() -> None:
    assert rank(NEED, [NEAR])[0].reasons == ("擅长法律法规", "同在赤坎区", "手上 0 件")


def test_among_equals_the_lot_falls_differently_from_need_to_need() -> None:
    equals = [replace(NEAR, expert_id=number) for number in range(8)]
    firsts = {order(*equals, need=replace(NEED, need_id=number))[0] for number in range(40)}
    assert len(firsts) > 3


@settings(derandomize=True, max_examples=50)
@given(experts)
def test_the_order_in_which_experts_are_listed_does_not_matter(found: list[Available]) -> None:
    assert order(*found) == order(*reversed(found)) == order(*sorted(found, key=lambda one: one.expert_id))
    full = {expert.expert_id for expert in found if expert.load >= expert.capacity}
    assert not full & set(order(*found))
