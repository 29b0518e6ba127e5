"""What each fact is worth, to the hundredth, and in which words it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from matching import expert_points
from matching.assignment import assign, in_turn, plan
from matching.facts import Profile, Wanted
from matching.index import LATE, Index
from matching.ranking import missed, rank, scores
from matching.related_domains import CODES, FIELDS, bits, related
from matching.weights import Duty, Weights
from tests.unit.matching.people import NEAR, NEED, TODAY, index_of

DAY = timedelta(days=1)
FIELD = 10.0
"""Whatever a field is worth, in these tests."""
PLAIN = {
    "domain": ("擅长法律法规", FIELD),
    "place": ("同在赤坎区", 18.0),
    "room": ("手上 0 件", 8.0),
    "duty": ("本年还差 12 小时", 5.0),
    "rested": ("还没有服务过", 3.0),
}
"""Whoever knows the field, lives in the county and has nothing in hand."""


def told(expert: Profile, need: Wanted = NEED, **settings: Any) -> dict[str, tuple[str, float]]:
    """The reasons for an expert by their kind; of what a field is worth, that much is."""
    index = Index([expert], **settings)
    (candidate,) = rank(index, need)
    assert candidate.score == round(sum(reason.points for reason in candidate.reasons), 6)
    found = {reason.kind: (reason.text, reason.points) for reason in candidate.reasons}
    return found | {"domain": (found["domain"][0], FIELD)}


def test_the_plain_case() -> None:
    assert told(NEAR) == PLAIN
    (one,) = rank(index_of([NEAR]), NEED)
    assert scores(index_of([NEAR]), NEED, 5) == [(1, round(one.score * 100))]


@pytest.mark.parametrize(
    ("change", "kind", "reason"),
    [
        ({"region": "440803"}, "place", ("同在湛江", 15.5)),
        ({"region": "440801"}, "place", ("同在湛江", 15.5)),
        ({"region": "440820"}, "place", ("同在湛江", 15.5)),
        ({"region": "440821"}, "place", ("同在湛江", 13.0)),
        ({"region": "440800"}, "place", ("同在湛江", 13.0)),
        ({"region": "440600"}, "place", ("同省", 3.0)),
        ({"region": "440000"}, "place", ("同省", 3.0)),
        ({"load": 1}, "room", ("手上 1 件", 5.33)),
        ({"load": 2}, "room", ("手上 2 件", 2.67)),
        ({"load": 1, "capacity": 2}, "room", ("手上 1 件", 4.0)),
        ({"rated": 5, "stars": 5.0}, "satisfaction", ("满意度 5.0", 5.0)),
        ({"rated": 1, "stars": 3.0}, "satisfaction", ("满意度 3.0", -5.0)),
        ({"rated": 9, "stars": 4.5}, "satisfaction", None),
        ({"asked": 5, "accepted": 5}, "answers", ("答复爽快", 1.2)),
        ({"asked": 5, "accepted": 4}, "answers", None),
        ({"asked": 5, "accepted": 3}, "answers", ("接单略少", -1.2)),
        ({"asked": 5, "accepted": 0}, "answers", ("近来多婉拒", -4.8)),
        ({"hours": 6.0}, "duty", ("本年还差 6 小时", 2.5)),
        ({"firms": 15}, "duty", ("本年还差 12 小时", 2.5)),
        ({"hours": 12.0}, "duty", None),
        ({"firms": 30}, "duty", None),
        ({"hours": 99.0, "firms": 3}, "duty", None),
        ({"last_served": TODAY}, "rested", None),
        ({"last_served": TODAY - 45 * DAY}, "rested", ("45 天没有服务", 1.5)),
        ({"last_served": TODAY - 90 * DAY}, "rested", ("90 天没有服务", 3.0)),
        ({"last_served": TODAY - 91 * DAY}, "rested", ("91 天没有服务", 3.0)),
        ({"specialities": "退役军人"}, "focus", None),
    ],
    ids=str,
)
def test_each_fact_has_its_points(
    change: dict[str, Any], kind: str, reason: tuple[str, float] | None
) -> None:
    found = told(NEAR._replace(**change))
    assert found.get(kind) == reason
    beside = {"phrase"} if "specialities" in change else {kind}
    assert {name: one for name, one in found.items() if name not in beside | {kind}} == {
        name: one for name, one in PLAIN.items() if name not in beside | {kind}
    }


def test_online_the_place_counts_three_tenths_and_elsewhere_nothing() -> None:
    online = replace(NEED, form="online")
    assert told(NEAR, online)["place"] == ("同在赤坎区", 5.4)
    assert told(NEAR._replace(region="440803"), online)["place"] == ("同在湛江", 4.65)
    assert told(NEAR._replace(region="110105"), online)["place"] == ("在北京，可线上", 0)
    assert told(NEAR._replace(region=None), online)["place"] == ("没有登记地区，可线上", 0)
    weights = Weights(elsewhere=10)
    assert told(NEAR._replace(region="110105"), online, weights=weights)["place"] == ("在北京，可线上", 3.0)


def test_from_a_county_no_district_is_a_neighbour() -> None:
    assert told(NEAR._replace(region="440803"), replace(NEED, region="440881"))["place"] == (
        "同在湛江",
        13.0,
    )


def test_where_it_is_urgent_answering_counts_twice() -> None:
    urgent = replace(NEED, urgent=True)
    assert told(NEAR._replace(asked=5, accepted=5), urgent)["answers"] == ("答复爽快", 2.4)
    assert told(NEAR._replace(asked=5, accepted=3), urgent)["answers"] == ("近来多婉拒", -2.4)


@pytest.mark.parametrize(
    ("asked", "accepted", "reason"),
    [(25, 15, ("接单略少", -2.0)), (20, 14, ("接单略少", -0.96)), (20, 11, ("近来多婉拒", -2.4))],
)
def test_seldom_starts_beyond_two_points(asked: int, accepted: int, reason: tuple[str, float]) -> None:
    assert told(NEAR._replace(asked=asked, accepted=accepted))["answers"] == reason


def test_a_wish_and_a_focus_group() -> None:
    assert told(NEAR, replace(NEED, wish=1))["wish"] == ("企业点名", 100.0)
    assert "wish" not in told(NEAR, replace(NEED, wish=2))
    veterans = replace(NEED, focus=("veteran",))
    for specialities, past, text in (
        ("退役军人就业", "", "专长说到退役军人"),
        ("", "帮老兵开店", "服务过退役军人"),
        ("退役军人就业", "帮老兵开店", "服务过退役军人"),
    ):
        found = told(NEAR._replace(specialities=specialities, past=past), veterans)
        assert found["focus"] == (text, 8.0)


def test_a_centres_own_duty_and_weights_count() -> None:
    found = told(
        NEAR._replace(hours=5.0), duty=Duty(hours=20, enterprises=50), weights=Weights(duty=8, county=30)
    )
    assert found["duty"] == ("本年还差 15 小时", 6.0)
    assert found["place"][1] == 30.0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"load": 3, "away_until": TODAY, "quiet": "1"}, "手上已满（3/3）"),
        ({"load": 4}, "手上已满（4/3）"),
        ({"capacity": 0}, "手上已满（0/0）"),
        ({"away_until": TODAY, "quiet": "1"}, "外出到 9月14日"),
        ({"away_until": TODAY + 20 * DAY}, "外出到 10月4日"),
        ({"quiet": "1"}, "今天免打扰"),
    ],
)
def test_the_first_hindrance_is_named(change: dict[str, Any], why: str) -> None:
    (candidate,) = missed(index_of([NEAR._replace(**change)]), NEED)
    assert candidate.reasons[-1] == ("hindrance", why, 0.0)


@pytest.mark.parametrize(
    "change",
    [
        {"away_until": TODAY - DAY},
        {"away_until": TODAY + 20 * DAY, "away_from": TODAY + DAY},
        {"quiet": "2"},
        {"quiet": "67"},
        {"load": 2},
    ],
)
def test_who_is_back_or_has_room_is_no_miss(change: dict[str, Any]) -> None:
    assert missed(index_of([NEAR._replace(**change)]), NEED) == []


def test_no_more_than_asked_for_and_the_best_of_them() -> None:
    experts = [NEAR._replace(expert_id=number, load=number % 3) for number in range(1, 13)]
    index = index_of(experts)
    assert len(rank(index, NEED)) == 10
    assert [one.expert_id % 3 for one in rank(index, NEED, 5)] == [0, 0, 0, 0, 1]
    full = index_of(expert._replace(load=3) for expert in experts)
    assert len(missed(full, NEED)) == 5


def test_points_whatever_the_need() -> None:
    columns = {
        "rated": np.array([0, 5, 20]),
        "stars": np.array([0.0, 5.0, 3.5]),
        "asked": np.array([0, 10, 5]),
        "accepted": np.array([0, 10, 0]),
        "capacity": np.array([3, 4, 0]),
        "load": np.array([0, 5, 0]),
        "hours": np.array([0.0, 3.0, 13.0]),
        "firms": np.array([0, 15, 0]),
    }
    weights, duty = Weights(), Duty()
    assert expert_points.satisfaction(columns, weights).tolist() == [0, 500, -1600]
    assert expert_points.answers(columns, weights).tolist() == [0, 160, -480]
    assert expert_points.room(columns, weights).tolist() == [800, 0, 0]
    assert expert_points.open_duty(columns, weights, duty).tolist() == [500, 250, 0]
    assert expert_points.steady(columns, weights, duty).tolist() == [1300, 910, -2080]
    assert expert_points.rested(np.array([0, 95, 100, 101]), 100, weights).tolist() == [300, 17, 0, 0]
    assert expert_points.whole([0.005, 0.015, 1.0]).tolist() == [0, 2, 100]


def test_related_domains_share_a_field() -> None:
    assert {code for field in FIELDS for code in field} == set(CODES) - {"other"}
    assert related("finance") == bits(("risk",))
    assert related("hr") == bits(("management", "tax", "marketing", "trade"))
    assert related("law") == related("other") == related("nosuch") == 0
    assert bits(("policy", "law", "policy", "nosuch")) == 3
    assert bits(()) == 0


def test_an_index_knows_room_rows_and_what_it_lost() -> None:
    index = index_of([NEAR, NEAR._replace(expert_id=5, load=2, region="440803")])
    assert (index.room(1), index.room(5), index.room(9)) == (3, 1, 0)
    assert (index.row(1), index.row(5), index.row(9), index.row(0)) == (0, 1, None, None)
    assert index.span(440800, 440900) == (0, 2)
    assert index.span(440803, 440900) == (1, 2)
    index.drop(5)
    index.drop(9)
    assert (index.row(5), index.room(5)) == (None, 0)
    index.put(NEAR._replace(expert_id=5))
    assert (index.row(5), index.room(5)) == (2, 3)


def test_an_index_needs_rebuilding_beyond_its_bound_and_not_at_it() -> None:
    index = index_of([NEAR])
    for number in range(LATE):
        index.put(NEAR._replace(past=f"第{number}次"))
    assert not index.needs_rebuild
    index.put(NEAR._replace(past="再一次"))
    assert index.needs_rebuild


def test_a_great_index_bears_an_eighth_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.index.LATE", 0)
    index = index_of(NEAR._replace(expert_id=number) for number in range(1, 9))
    index.put(NEAR._replace(past="一次"))
    assert not index.needs_rebuild
    index.put(NEAR._replace(past="再一次"))
    assert index.needs_rebuild


def test_the_first_of_an_empty_index_is_known() -> None:
    index = Index()
    index.put(NEAR)
    assert (index.row(1), index.room(1)) == (0, 3)
    index.put(NEAR._replace(load=1))
    assert (index.size, index.room(1)) == (1, 2)


def test_a_plan_says_what_it_gains() -> None:
    one = NEAR._replace(capacity=1)
    other = one._replace(expert_id=2, domains=("hr",), region="440803")
    needs = [replace(NEED, need_id=1), replace(NEED, need_id=2, domain="law", also=())]
    found = plan(index_of([one, other]), needs)
    assert found.experts == (2, 1)
    assert found.one_by_one < found.total
    assert plan(index_of([]), needs).experts == (None, None)
    assert plan(index_of([one]), []) == plan(index_of([]), [])


def test_equal_points_go_to_the_lower_number_and_nobody_without_room() -> None:
    assert in_turn([{2: 5, 1: 5}, {2: 5, 1: 5}, {1: 5}], {1: 1, 2: 1}) == [1, 2, None]
    assert assign([{1: 5}, {1: 7}], {1: 1}) == [None, 1]
    assert assign([{1: 5}], {1: 0}) == [None]
    assert assign([], {}) == []


def test_words_are_told_whole() -> None:
    need = replace(NEED, domain="tax", also=(), text="收到劳动仲裁通知，怎么应对")
    expert = NEAR._replace(domains=("tax",), specialities="应对劳动仲裁")
    assert "动仲" not in str(told(expert, need)).replace("劳动仲裁", "")
