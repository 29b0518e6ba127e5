"""Domain, words, place, record and fairness; the same for the same data; reasons that add up to the score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.facts import Profile, Wanted
from matching.index import Index
from matching.ranking import missed, rank
from matching.weights import Weights
from tests.unit.matching.people import NEAR, NEED, TODAY, experts, index_of, wanted

LONG_AGO = TODAY - timedelta(days=120)


def order(*found: Profile, need: Wanted = NEED) -> list[int]:
    return [candidate.expert_id for candidate in rank(index_of(found), need)]


def reasons(expert: Profile, need: Wanted = NEED) -> list[str]:
    return [reason.text for reason in rank(index_of([expert]), need)[0].reasons]


@pytest.mark.parametrize(
    "worse",
    [
        {"domains": ("hr",)},
        {"region": "440803"},
        {"load": 2},
        {"rated": 8, "stars": 3.0},
        {"asked": 9, "accepted": 2},
        {"hours": 12.0},
        {"last_served": TODAY},
    ],
    ids=lambda worse: "+".join(worse),
)
def test_the_better_one_comes_first(worse: dict[str, Any]) -> None:
    better = NEAR._replace(rated=8, stars=4.6, asked=9, accepted=8, last_served=LONG_AGO)
    other = better._replace(expert_id=2, **worse)
    assert order(other, better) == [1, 2]


def test_who_is_nearer_comes_first() -> None:
    town, city, province = (NEAR._replace(expert_id=key, region=region) for key, region in
                            ((2, "440803"), (3, "440881"), (4, "440600")))  # fmt: skip
    assert order(province, city, town, NEAR) == [1, 2, 3, 4]


def test_who_knows_the_very_matter_goes_before_who_is_nearer() -> None:
    knows = NEAR._replace(expert_id=2, region="440881", specialities="劳动仲裁")
    has_done_it = NEAR._replace(expert_id=3, region="440881", past="帮餐馆应对劳动仲裁")
    assert set(order(NEAR, has_done_it, knows)[:2]) == {2, 3}
    assert "专长里有「劳动仲裁」" in reasons(knows)  # 劳动 is but half of 劳动合同
    assert "做过「帮餐馆应对劳动仲裁」" in reasons(has_done_it)


def test_words_that_no_saying_knows_count_too() -> None:
    need = replace(NEED, text="竹编灯笼的事", domain="technology", also=())
    weaver = Profile(2, "440803", ("technology",), "竹编工艺")
    assert order(Profile(1, "440803", ("technology",), "电机维修"), weaver, need=need) == [2, 1]
    assert "说到“竹编”，专长里有「竹编工艺」" in reasons(weaver, need)


def test_figures_and_letters_tell() -> None:
    """9810 is a customs code and EN1092 a standard: neither is a number like another."""
    need = replace(NEED, text="法兰要按en1092做，报关走9810", domain="hr", also=())
    flanges = Profile(2, "440803", ("technology",), "API和EN1092标准")
    customs = Profile(3, "440803", ("trade",), "9810出口海外仓")
    assert set(order(NEAR._replace(specialities="工伤"), flanges, customs, need=need)[:2]) == {2, 3}
    assert "说到“en1092”，专长里有「API和EN1092标准」" in reasons(flanges, need)


def test_a_misread_field_does_not_shut_out_the_one_who_knows() -> None:
    need = replace(NEED, text="外国客户要来看厂，BSCI没过", domain="management", also=())
    knows = Profile(2, "440802", ("trade",), "BSCI验厂")
    assert order(Profile(1, "440802", ("management",), "家族企业接班"), knows, need=need) == [2, 1]


def test_few_ratings_say_little() -> None:
    once, often = NEAR._replace(rated=1, stars=5.0), NEAR._replace(expert_id=2, rated=20, stars=4.9)
    assert order(once, often) == [2, 1]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"load": 3}, "手上已满（3/3）"),
        ({"away_until": TODAY}, "外出到 9月14日"),
        ({"quiet": "17"}, "今天免打扰"),
    ],
)
def test_who_cannot_be_asked_now_is_a_near_miss_with_its_reason(change: dict[str, Any], why: str) -> None:
    index = index_of([NEAR._replace(**change)])
    assert rank(index, NEED) == []
    assert missed(index, NEED)[0].reasons[-1].text == why


@pytest.mark.parametrize(
    "change",
    [{"region": "110105"}, {"region": None}, {"serving": False}],
    ids=lambda change: "+".join(change),
)
def test_who_does_not_fit_is_neither_asked_nor_missed(change: dict[str, Any]) -> None:
    index = index_of([NEAR._replace(**change)])
    assert rank(index, NEED) == missed(index, NEED) == []


def test_whoever_names_nothing_of_the_matter_does_not_fit() -> None:
    silent, stranger = NEAR, NEAR._replace(expert_id=2, specialities="海事海商", domains=("ip",))
    other_field = NEAR._replace(expert_id=3, domains=("tax",))
    found = {one.expert_id: one.fits for one in rank(index_of([silent, stranger, other_field]), NEED)}
    assert found == {1: True, 2: False, 3: False}
    assert missed(index_of([stranger._replace(load=3), other_field._replace(load=3)]), NEED) == []


def test_those_who_fit_stand_before_all_others() -> None:
    knows = NEAR._replace(
        expert_id=2, region="440600", specialities="劳动合同、双倍工资", load=2, rated=9, stars=3.9
    )
    near = NEAR._replace(domains=("ip",), specialities="商标注册", rated=9, stars=5.0)
    assert order(near, knows) == [2, 1]


def test_who_is_barred_is_never_asked() -> None:
    assert order(NEAR, need=replace(NEED, barred=frozenset({1}))) == []


def test_the_firms_wish_is_granted_wherever_they_are_but_not_when_they_are_full() -> None:
    far = Profile(2, "110105", ("tax",))
    need = replace(NEED, wish=2)
    assert order(NEAR, far, need=need) == [2, 1]
    assert reasons(far, need)[0] == "企业点名"
    assert order(NEAR, far._replace(load=3), need=need) == [1]


def test_online_the_place_matters_less() -> None:
    far = NEAR._replace(expert_id=2, region="110105")
    need = replace(NEED, form="online")
    near, other = rank(index_of([NEAR, far]), need)
    assert (near.expert_id, other.expert_id) == (1, 2)
    assert near.score - other.score < Weights().city


def test_where_it_is_urgent_those_who_answer_go_first() -> None:
    ready = NEAR._replace(expert_id=2, region="440803", asked=9, accepted=9)
    slow = NEAR._replace(asked=9, accepted=7)
    assert order(ready, slow) == [1, 2]
    assert order(ready, slow, need=replace(NEED, urgent=True)) == [2, 1]


def test_a_founder_of_a_focus_group_gets_whoever_has_served_such() -> None:
    comrade = NEAR._replace(expert_id=2, past="帮战友的店处理双倍工资", load=1)
    need = replace(NEED, focus=("veteran",))
    assert order(NEAR, comrade, need=need) == [2, 1]
    assert "服务过退役军人" in reasons(comrade, need)


def test_what_a_firm_would_like_is_preferred_and_told_of_those_who_said_so_alone() -> None:
    speaks = NEAR._replace(expert_id=2, traits=("cantonese",), load=1)
    need = replace(NEED, prefers=("woman", "cantonese"))
    assert order(NEAR, speaks, need=need) == [2, 1]
    assert "会讲粤语" in reasons(speaks, need)
    assert not {"女专家", "会讲粤语"} & set(" ".join(reasons(NEAR, need)).split())
    assert order(NEAR, speaks) == [1, 2]


def test_who_serves_in_the_way_that_is_wanted_is_preferred() -> None:
    online = NEAR._replace(expert_id=2, traits=("online",), load=1)
    assert order(NEAR, online, need=replace(NEED, form="online")) == [2, 1]


def test_the_reasons_are_for_people() -> None:
    assert reasons(NEAR._replace(rated=6, stars=4.8, hours=8.0)) == [
        "擅长法律法规", "同在赤坎区", "手上 0 件", "满意度 4.8", "本年还差 4 小时", "还没有服务过",
    ]  # fmt: skip


def test_among_equals_the_lot_falls_differently_from_need_to_need() -> None:
    equals = [NEAR._replace(expert_id=number) for number in range(1, 9)]
    firsts = {order(*equals, need=replace(NEED, need_id=number))[0] for number in range(40)}
    assert len(firsts) > 4


def test_the_lot_stays_as_it_fell() -> None:
    """An order that people saw is the same after an upgrade."""
    equals = [NEAR._replace(expert_id=number) for number in range(1, 9)]
    assert order(*equals, need=replace(NEED, need_id=7)) == [3, 8, 1, 7, 6, 2, 4, 5]


def test_experts_must_come_in_the_order_of_their_regions() -> None:
    with pytest.raises(ValueError, match="order"):
        Index([NEAR, NEAR._replace(expert_id=2, region="110105")])


def test_nobody_at_all_is_no_trouble() -> None:
    assert rank(Index(), NEED) == missed(Index(), NEED) == []


@settings(max_examples=40)
@given(experts, wanted)
def test_points_add_up_and_the_order_of_entry_does_not_matter(found: list[Profile], need: Wanted) -> None:
    ranked = rank(index_of(found), need)
    for candidate in ranked:
        assert round(sum(reason.points for reason in candidate.reasons), 6) == candidate.score
        assert all(reason.text for reason in candidate.reasons)
    standing = [(one.fits, one.score) for one in ranked]
    assert standing == sorted(standing, reverse=True)
    late = index_of([])
    for expert in reversed(found):
        late.put(expert)
    assert rank(late, need) == ranked
    assert missed(late, need) == missed(index_of(found), need)


@settings(max_examples=40)
@given(experts, wanted, st.integers(1, 4))
def test_looking_only_at_those_who_may_be_best_finds_the_best(
    found: list[Profile], need: Wanted, most: int
) -> None:
    index = index_of(found)
    assert rank(index, need, most) == rank(index, need, 99)[:most]
    assert missed(index, need, most) == missed(index, need, 99)[:most]


@settings(max_examples=30)
@given(experts, wanted)
def test_the_full_the_absent_and_the_barred_are_never_asked(found: list[Profile], need: Wanted) -> None:
    by_id = {expert.expert_id: expert for expert in found}
    for candidate in rank(index_of(found), need):
        expert = by_id[candidate.expert_id]
        assert expert.serving
        assert expert.load < expert.capacity
        leaves, back = expert.away_from or need.today, expert.away_until or date.min
        assert not leaves <= need.today <= back
        assert str(need.today.isoweekday()) not in expert.quiet
        assert candidate.expert_id not in need.barred


def test_a_place_in_the_need_is_no_evidence_for_a_unit_that_is_called_by_it() -> None:
    need = replace(NEED, text="赤坎区南桥路12号，买的模具收缩变形")
    called, other = NEAR._replace(unit="赤坎模具行"), NEAR._replace(unit="模具行")
    reasons_of_each = [rank(index_of([one]), need)[0].reasons for one in (called, other)]
    totals = [sum(one.points for one in found) for found in reasons_of_each]
    assert totals[0] == totals[1]
    assert not any("说到“赤坎" in one.text for one in reasons_of_each[0])
