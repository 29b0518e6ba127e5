"""Rules of real places, as packs written by hand: roads of review, levels, counting, warnings that add up, and their words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.admission import admission, review_levels
from programme.application import application
from programme.counting import counted_hours, why_otherwise
from programme.grounds import Evidence, grounds, unborne
from programme.packs import PackError, load_pack
from programme.packs.duties import Counting
from programme.packs.in_words import in_words
from programme.packs.offices import Level
from programme.stars import in_words as star_in_words
from programme.stars import level

PACKS = Path(__file__).parents[2] / "packs"
SHANXI, LONGGANG, JIAOZHOU = (
    load_pack(PACKS / f"{name}.toml") for name in ("shanxi-station", "longgang-stars", "jiaozhou-hours")
)
STARS = LONGGANG.rules("expert").stars
CERTIFIED = date(2025, 1, 5)


@pytest.mark.parametrize(
    ("nature", "levels"),
    [("university", ("province",)), ("platform", ("province",)), ("other", ("city", "province"))],
)
def test_which_road_an_applicant_takes(nature: str, levels: tuple[str, ...]) -> None:
    found = review_levels(SHANXI, "station", {"nature": nature})
    assert found == levels
    life = application(SHANXI, "station", found)
    assert ("city_review" in life.names) == ("city" in levels)


def test_what_decides_the_road_is_asked() -> None:
    answers = {"founded_years": 3, "area": 200, "served_last_year": 100, "staff": 10, "assets": 400}
    assert list(admission(SHANXI, "station", answers).ask) == ["nature"]
    assert admission(SHANXI, "station", {**answers, "nature": "other"}).ask == {}
    assert review_levels(SHANXI, "station", {}) == ("city", "province")


@pytest.mark.parametrize(
    ("hours", "today", "reached", "following"),
    [
        ("99.5", date(2026, 3, 2), None, 1),
        ("100", date(2026, 3, 2), 1, 2),
        ("300", date(2025, 3, 2), None, 1),
        ("650", date(2025, 8, 1), 2, 3),
        ("1500", date(2026, 3, 2), 5, None),
    ],
)
def test_levels_by_the_hours_of_a_lifetime(
    hours: str, today: date, reached: int | None, following: int | None
) -> None:
    found = level(STARS, Decimal(hours), CERTIFIED, today)
    assert (found.reached and found.reached.stars, found.following and found.following.stars) == (
        reached,
        following,
    )


def test_a_level_says_who_confers_it_and_what_the_next_one_takes() -> None:
    at = date(2025, 8, 1)
    assert star_in_words(level(STARS, Decimal(650), CERTIFIED, at), Decimal(650), CERTIFIED) == (
        "累计 650 小时，够二星（300 小时，所在组织评定）；三星的时长够了，2026年1月5日起可以评"
    )
    assert star_in_words(
        level(STARS, Decimal(1600), CERTIFIED, date(2026, 3, 2)), Decimal(1600), CERTIFIED
    ) == ("累计 1600 小时，够五星（1500 小时，省志愿者联合会评定）")


def test_so_many_warnings_bear_a_ground() -> None:
    (warned,) = grounds(SHANXI.rules("station"))
    assert unborne(warned, Evidence(None, warnings=1), date(2026, 3, 2)) == "警告过 1 次，规定是 2 次"
    assert unborne(warned, Evidence(None, warnings=2), date(2026, 3, 2)) == ""


@pytest.mark.parametrize(
    ("rule", "hours", "counts"),
    [
        (Counting("X 一", round_minutes=30), "1.6", "1.5"),
        (Counting("X 一", round_minutes=30, rounding="up"), "1.6", "2"),
        (Counting("X 一", round_minutes=60, rounding="down"), "1.9", "1"),
        (Counting("X 一", least_minutes=60), "0.5", "1"),
        (Counting("X 一", least_minutes=60, below_least="none"), "0.5", "0"),
        (Counting("X 一", least_minutes=60), "1.3", "1.3"),
    ],
)
def test_how_hours_count(rule: Counting, hours: str, counts: str) -> None:
    assert counted_hours(rule, Decimal(hours)) == Decimal(counts)
    assert bool(why_otherwise(rule, Decimal(hours), trained=True)) == (hours != counts)


@given(st.decimals(Decimal("0.1"), Decimal(24), places=2), st.sampled_from(["up", "down", "nearest"]))
def test_rounding_moves_hours_by_less_than_a_step(hours: Decimal, rounding: str) -> None:
    rule = Counting("X 一", round_minutes=30, rounding=rounding)  # type: ignore[arg-type]  # one of three
    assert abs(counted_hours(rule, hours) - hours) < Decimal("0.5")


@pytest.mark.parametrize(
    ("rule", "told", "counts"),
    [
        (Counting("YQ", least_minutes=20, below_least="none"), "0.33", "0.33"),
        (Counting("YQ", round_minutes=20, rounding="down"), "0.33", "0.33"),
        (Counting("YQ", round_minutes=10, rounding="up"), "0.67", "0.67"),
    ],
)
def test_minutes_are_whole_though_hours_have_two_decimals(rule: Counting, told: str, counts: str) -> None:
    assert counted_hours(rule, Decimal(told)) == Decimal(counts)
    assert why_otherwise(rule, Decimal(told), trained=True) == ""


@pytest.mark.parametrize("roads", [("city",), ("city", "province")])
def test_a_pass_taken_back_can_be_decided_again(roads: tuple[Level, ...]) -> None:
    life = application(SHANXI, "station", roads)
    deeds = {(one.source, one.deed) for one in life.transitions}
    for one in life.transitions:
        if one.deed == "recall":
            assert (one.target, "pass") in deeds


def test_hours_before_the_training_do_not_count() -> None:
    rule = JIAOZHOU.counting
    assert rule
    assert counted_hours(rule, Decimal(3), trained=False) == 0
    assert why_otherwise(rule, Decimal(3), trained=False) == "这次 3 小时，培训以前的服务不计时长"
    assert counted_hours(rule, Decimal(3)) == 3


def test_service_times_are_what_people_are_held_to() -> None:
    assert (LONGGANG.offers.answer_hours, LONGGANG.offers.urgent_answer_hours) == (24, 2)
    assert LONGGANG.reminders.rating_days == 5
    assert LONGGANG.offers.at_once == load_pack("national-2023").offers.at_once


def test_service_times_that_would_not_hold_are_refused(tmp_path: Path) -> None:
    """A pack's own table goes before what its service times say, so both must say the same."""
    own = tmp_path / "longgang-stars.toml"
    whole = (PACKS / "longgang-stars.toml").read_text("utf-8")
    figures = "answer_hours = 48\nurgent_answer_hours = 2\nat_once = 1\nurgent_at_once = 3\nwait_days = 3"
    table = f'[offers]\nclause = "LG 邀请"\n{figures}\nchoice_hours = 1\n'
    own.write_text(f"{whole}\n{table}", "utf-8")
    with pytest.raises(PackError, match=r"answer_hours = 24 和 offers\.answer_hours = 48 不一致"):
        load_pack(own)
    own.write_text(f"{whole}\n{table.replace('48', '24')}", "utf-8")
    assert load_pack(own).offers.answer_hours == 24


def test_times_of_a_pack_that_is_not_first_are_said_to_give_way() -> None:
    first, other = (
        next(line for line in in_words(LONGGANG, one) if "服务时限" in line) for one in (True, False)
    )
    assert (
        first
        == "服务时限：接单后 24 小时内联系企业，专家 24 小时内答复邀请，急的 2 小时内答复邀请，服务完 5 天还没评价的回访"
    )
    assert other.startswith(first)
    assert other.endswith("（没有排在 programmes 第一项，按第一项的时限办，这几条不起作用）")


@pytest.mark.parametrize(
    ("pack", "lines"),
    [
        (
            SHANXI,
            ["工作站：审核：平台、基地和高校由省里审核；其他先由市里审核，再由省里审核", "工作站：公示 7 天"],
        ),
        (
            LONGGANG,
            ["计时：按 30 分钟往下取整", "志愿专家：4 星：累计 1000 小时、认定满 12 个月，由街道和区评定"],
        ),
        (JIAOZHOU, ["年度：从各人认定那天起，3 年合起来算", "志愿专家：每 3 年 300 小时"]),
        (load_pack("guangdong-2023"), ["工作站：两条不一致时以取消资格那一条为准"]),
    ],
)
def test_a_pack_in_words(pack: object, lines: list[str]) -> None:
    said = list(in_words(pack))  # type: ignore[arg-type]  # one of the packs above
    assert set(lines) <= set(said)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("hours = 300\n", "hours = 90\n", "stars 要从低到高写"),
        ("round_minutes = 30\n", "", "round_minutes、least_minutes、after_training 至少写一项"),
        ("round_minutes = 30", "round_minutes = 90", "应在 1 到 60 之间"),
        ('by = "街道和区"\n', "", "缺少 by"),
    ],
)
def test_what_cannot_be_said_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = (PACKS / "longgang-stars.toml").read_text("utf-8")
    assert old in text
    file = tmp_path / "longgang-stars.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError, match=fault):
        load_pack(file)
