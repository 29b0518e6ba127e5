"""The yearly duty: both readings, pro rata, and the line a person reads."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.duty import Progress, YearRecord, duty_year, progress, share_of_year
from programme.errors import Refused
from programme.packs import Kind, load_pack
from programme.packs.model import Year

LONG_AGO = date(2023, 4, 1)
MAY = date(2026, 5, 18)


def on_national(hours: str, enterprises: int, kind: Kind = "expert", certified: date = LONG_AGO) -> Progress:
    record = YearRecord(Decimal(hours), enterprises)
    return progress(load_pack("national-2023"), kind, record, certified, MAY)


@pytest.mark.parametrize(
    ("hours", "enterprises", "duty", "strict"),
    [("12", 30, True, True), ("12", 29, True, False), ("11.5", 30, True, False), ("11.5", 29, False, False)],
)
def test_the_two_clauses_disagree_for_one_who_meets_exactly_one_figure(
    hours: str, enterprises: int, duty: bool, strict: bool
) -> None:
    found = on_national(hours, enterprises)
    assert [reading.met for reading in found.readings] == [duty, strict]
    assert found.met is duty
    assert [reading.clause for reading in found.readings] == ["N23-E 第六条（二）", "N23-E 第十三条"]


@pytest.mark.parametrize(
    ("pack", "kind", "hours", "enterprises", "events", "line"),
    [
        ("national-2023", "expert", "8.5", 21, 0, "本年 8.5/12 小时、21/30 家，还差 3.5 小时或 9 家"),
        ("national-2023", "expert", "0", 0, 0, "本年 0/12 小时、0/30 家，还差 12 小时或 30 家"),
        ("national-2023", "expert", "12", 2, 0, "本年 12/12 小时、2/30 家，已达标"),
        ("national-2023", "station", "60", 0, 0, "本年 60/60 小时、0/150 家，已达标"),
        (
            "guangdong-2023",
            "station",
            "13",
            149,
            1,
            "本年 13/12 小时、149/150 家，还差 1 家，另有 1/2 场，还差 1 场",
        ),
        ("hebei-2020", "station", "3", 4, 1, "本年 1/2 场，还差 1 场"),
        ("hebei-2020", "expert", "3", 4, 0, "本年 3 小时、4 家（文件未定年度指标）"),
        ("zhanjiang-2020", "expert", "3", 4, 0, "本年 3 小时、4 家（文件未定年度指标）"),
    ],
)
def test_the_line(pack: str, kind: Kind, hours: str, enterprises: int, events: int, line: str) -> None:
    record = YearRecord(Decimal(hours), enterprises, events)
    found = progress(load_pack(pack), kind, record, LONG_AGO, MAY)
    assert found.line == line


@pytest.mark.parametrize(
    ("certified", "hours_due", "enterprises_due"),
    [
        (date(2026, 1, 1), "12", 30),
        (date(2026, 1, 2), "11", 28),
        (date(2026, 3, 15), "9", 23),
        (date(2026, 4, 1), "9", 23),
        (date(2026, 12, 2), "0", 0),
    ],
)
def test_a_year_begun_late_owes_its_full_months(
    certified: date, hours_due: str, enterprises_due: int
) -> None:
    found = on_national("0", 0, certified=certified)
    assert (found.hours_due, found.enterprises_due) == (Decimal(hours_due), enterprises_due)
    assert ("YQ 年度" in found.clause) == (certified.day != 1 or certified.month != 1)


def test_nothing_is_owed_for_less_than_a_month() -> None:
    found = on_national("0", 0, certified=date(2026, 12, 2))
    assert all(reading.met for reading in found.readings)
    assert found.line == "本年 0 小时、0 家（认定当年不足整月，不计指标）"


def test_a_pack_without_rules_for_the_kind_says_so() -> None:
    with pytest.raises(Refused, match="没有关于志愿专家的规定") as refusal:
        progress(load_pack("guangdong-2023"), "expert", YearRecord(), LONG_AGO, MAY)
    assert refusal.value.code == "not_covered"


def test_a_year_may_run_from_certification() -> None:
    rule = Year(clause="X 一", runs="anniversary", late_start="days")
    assert duty_year(rule, date(2024, 2, 29), date(2026, 2, 27)) == (date(2025, 2, 28), date(2026, 2, 27))
    assert share_of_year(rule, date(2024, 2, 29), (date(2024, 2, 29), date(2025, 2, 27))) == 1


def test_pro_rata_by_days_counts_the_day_of_certification() -> None:
    rule = Year(clause="X 一", runs="calendar", late_start="days")
    whole = (date(2026, 1, 1), date(2026, 12, 31))
    assert share_of_year(rule, date(2026, 12, 31), whole) == Fraction(1, 365)


@given(
    hours=st.decimals(0, 200, places=1),
    enterprises=st.integers(0, 400),
    certified=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    kind=st.sampled_from(("expert", "station")),
)
def test_strict_is_never_milder_than_duty(
    hours: Decimal, enterprises: int, certified: date, kind: Kind
) -> None:
    record = YearRecord(hours, enterprises)
    found = progress(load_pack("national-2023"), kind, record, certified, MAY)
    duty, loss = found.readings
    assert duty.met or not loss.met
    assert all(figure.missing >= 0 for reading in found.readings for figure in reading.figures)
    assert found.clause
    assert found == progress(load_pack("national-2023"), kind, record, certified, MAY)
