"""Ranking and the list of the excellent, with the arithmetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.errors import Refused
from programme.merit import MeritYear, drawn, excellent, ranking
from programme.packs import load_pack

NATIONAL = load_pack("national-2023")


def year(name: str, effect: str | None, hours: str, satisfaction: str | None, met: bool = True) -> MeritYear:
    return MeritYear(
        name,
        None if effect is None else Decimal(effect),
        Decimal(hours),
        int(Decimal(hours)),
        None if satisfaction is None else Decimal(satisfaction),
        met,
    )


def test_the_arithmetic_is_shown() -> None:
    first, second = ranking(
        NATIONAL, "expert", [year("乙", "80", "20", "4.8"), year("甲", "90", "40", "4.5")]
    )
    assert (first.id, first.arithmetic) == ("甲", "效果 90×40% + 时长 100×30% + 满意度 90×30% = 93")
    assert (second.id, second.arithmetic) == ("乙", "效果 80×40% + 时长 50×30% + 满意度 96×30% = 75.8")
    assert first.clause.startswith("N23-E 第十二条；YQ 权重")


def test_stations_are_ranked_by_sessions() -> None:
    (rank,) = ranking(load_pack("guangdong-2023"), "station", [year("甲", "50", "6", "5")])
    assert rank.arithmetic == "效果 50×40% + 场次 100×30% + 满意度 100×30% = 80"


def test_what_nobody_answered_counts_neither_way() -> None:
    (rank,) = ranking(NATIONAL, "expert", [year("甲", None, "6", None)])
    assert rank.arithmetic == "(时长 100×30%) ÷ 30% = 100"


def test_ties_share_a_place_and_stand_by_id() -> None:
    ranks = ranking(NATIONAL, "expert", [year(name, "80", "20", "5") for name in ("丙", "甲", "乙")])
    assert [rank.place for rank in ranks] == [1, 1, 1]
    assert [rank.id for rank in ranks] == sorted(["甲", "乙", "丙"])
    assert len(excellent(NATIONAL, "expert", ranks)) == 3


def test_the_excellent_are_a_tenth_of_those_who_met_their_duty() -> None:
    years = [year(f"{n:02}", str(n), "20", "5", met=n != 19) for n in range(20)]
    ranks = ranking(NATIONAL, "expert", years)
    assert [rank.id for rank in excellent(NATIONAL, "expert", ranks)] == ["18", "17"]


def test_nobody_is_excellent_among_nobody() -> None:
    assert excellent(NATIONAL, "expert", ranking(NATIONAL, "expert", [])) == ()
    idle = ranking(NATIONAL, "expert", [year("甲", "0", "0", None)])
    assert excellent(NATIONAL, "expert", idle) == ()


def test_a_pack_without_assessment_says_so() -> None:
    with pytest.raises(Refused) as refusal:
        ranking(load_pack("zhanjiang-2020"), "expert", [])
    assert refusal.value.code == "no_assessment"
    assert (
        refusal.value.text
        == "《湛江市中小企业服务中心关于招募中小企业服务专家志愿者的通知》没有考核评优的规定。"
    )


@given(st.permutations([year(str(n), str(n % 7), str(n % 5), "4") for n in range(12)]))
def test_the_order_of_the_facts_does_not_matter(years: list[MeritYear]) -> None:
    found = ranking(NATIONAL, "expert", years)
    assert found == ranking(NATIONAL, "expert", reversed(years))
    assert all(0 <= rank.score <= 100 for rank in found)


def rated(name: str, stars: str | None, ratings: int) -> MeritYear:
    """Twenty hours, and so many ratings; nobody was asked for the effect."""
    mean = None if stars is None else Decimal(stars)
    return MeritYear(name, None, Decimal(20), 20, mean, True, 0, ratings)


def test_one_good_word_does_not_outweigh_many() -> None:
    ranks = ranking(NATIONAL, "expert", [rated("甲", "4.8", 40), rated("乙", "5", 1)])
    score = {rank.id: rank.score for rank in ranks}
    assert score["乙"] - score["甲"] < Decimal(2)
    assert "（1 次评价 100，加 3 次平均 98）" in next(rank.arithmetic for rank in ranks if rank.id == "乙")


def test_whom_nobody_rated_does_not_pass_whom_somebody_did() -> None:
    ranks = ranking(NATIONAL, "expert", [rated("甲", "4", 5), rated("乙", "3", 2), rated("丙", None, 0)])
    score = {rank.id: rank.score for rank in ranks}
    assert score["丙"] <= min(score["甲"], score["乙"])
    assert "没有评价，按最低的算" in next(rank.arithmetic for rank in ranks if rank.id == "丙")


@given(st.lists(st.tuples(st.decimals(1, 5, places=1), st.integers(1, 50)), min_size=1, max_size=8))
def test_marks_are_drawn_no_further_than_the_mean(given_stars: list[tuple[Decimal, int]]) -> None:
    marks: dict[str, tuple[Decimal | None, int | None]] = {
        str(n): (stars * 20, count) for n, (stars, count) in enumerate(given_stars)
    }
    mean = sum((stars * 20 for stars, _ in given_stars), Decimal(0)) / len(given_stars)
    for key, one in drawn(marks, 3).items():
        own = marks[key][0]
        assert own is not None
        assert min(own, mean) <= one.mark <= max(own, mean)
