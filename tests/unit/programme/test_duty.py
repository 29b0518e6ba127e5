"""The yearly duty: both readings, pro rata, and the line a person reads."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.duty import Progress, duty_year, progress, share_of_year
from programme.errors import Refused
from programme.packs import Kind, load_pack
from programme.packs.duties import Demand, Year
from programme.packs.needed import Least, Several, leaves
from programme.readings import Figure, Reading, YearRecord, due_of, plain

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


@pytest.mark.parametrize(
    ("certified", "on", "year"),
    [
        (date(2024, 5, 1), date(2026, 4, 30), (date(2025, 5, 1), date(2026, 4, 30))),
        (date(2024, 5, 1), date(2026, 5, 1), (date(2026, 5, 1), date(2027, 4, 30))),
        (date(2026, 5, 1), date(2026, 5, 1), (date(2026, 5, 1), date(2027, 4, 30))),
        (None, date(2026, 5, 1), (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_the_year_that_holds_a_day(certified: date | None, on: date, year: tuple[date, date]) -> None:
    assert duty_year(Year("X 一", "anniversary", "none"), certified, on) == year


WHOLE = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("late_start", "certified", "share"),
    [
        ("full_months", None, Fraction(1)),
        ("full_months", date(2026, 1, 1), Fraction(1)),
        ("full_months", date(2025, 6, 1), Fraction(1)),
        ("full_months", date(2026, 2, 1), Fraction(11, 12)),
        ("full_months", date(2026, 2, 2), Fraction(10, 12)),
        ("full_months", date(2026, 12, 1), Fraction(1, 12)),
        ("full_months", date(2026, 12, 31), Fraction(0)),
        ("full_months", date(2027, 1, 1), Fraction(0)),
        ("days", date(2026, 1, 2), Fraction(364, 365)),
        ("days", date(2027, 1, 1), Fraction(0)),
        ("none", date(2026, 12, 31), Fraction(1)),
        ("none", date(2027, 1, 1), Fraction(1)),
    ],
)
def test_the_share_of_a_year(late_start: str, certified: date | None, share: Fraction) -> None:
    rule = Year("X 一", "calendar", late_start)  # type: ignore[arg-type]  # a table of a test
    assert share_of_year(rule, certified, WHOLE) == share


@pytest.mark.parametrize(
    ("share", "hours", "enterprises", "events"),
    [
        (Fraction(1), "7.5", 5, 3),
        (Fraction(1, 2), "4", 3, 2),
        (Fraction(1, 3), "2.5", 2, 1),
        (Fraction(1, 100), "0.5", 1, 1),
        (Fraction(0), "0", 0, 0),
    ],
)
def test_dues_are_rounded_up_by_the_half_hour_and_the_whole(
    share: Fraction, hours: str, enterprises: int, events: int
) -> None:
    demand = Demand("X 一", "all", Decimal("7.5"), 5, 3)
    assert [(one.measure, one.figure) for one in leaves(due_of(demand, share))] == [
        ("hours", Decimal(hours)),
        ("enterprises", Decimal(enterprises)),
        ("events", Decimal(events)),
    ]
    assert due_of(Demand("X 一", "any", events=2), Fraction(1)) == Least("events", Decimal(2))


def test_any_figure_or_all_of_them() -> None:
    met, short = Figure("hours", Decimal(12), Decimal(12)), Figure("enterprises", Decimal(29), Decimal(30))
    assert (met.missing, short.missing) == (Decimal(0), Decimal(1))
    assert Figure("events", Decimal(5), Decimal(2)).missing == 0
    assert Reading("duty", "X 一", Several("any", (met, short))).met
    assert not Reading("duty", "X 一", Several("all", (met, short))).met
    assert [plain(figure) for figure in (Decimal("8.50"), Decimal(100), 0)] == ["8.5", "100", "0"]


def test_what_progress_holds() -> None:
    found = on_national("8.5", 21)
    assert (found.kind, found.year, found.share) == ("expert", WHOLE, Fraction(1))
    assert (found.hours, found.hours_due) == (Decimal("8.5"), Decimal(12))
    assert (found.enterprises, found.enterprises_due) == (21, 30)
    assert (found.events, found.events_due, found.clause) == (0, 0, "N23-E 第六条（二）；N23-E 第十三条")
    station = progress(load_pack("guangdong-2023"), "station", YearRecord(events=1), LONG_AGO, MAY)
    assert (station.events, station.events_due) == (1, 2)
    assert station.governing
    assert (station.governing.name, station.met) == ("loss", False)
    nothing = progress(load_pack("zhanjiang-2020"), "expert", YearRecord(), LONG_AGO, MAY)
    assert (nothing.readings, nothing.governing, nothing.met) == ((), None, True)
    assert nothing.clause == "YQ 年度：文件未定，按公历年统计"


def test_all_figures_that_are_missing_are_joined_by_and() -> None:
    found = progress(load_pack("guangdong-2023"), "station", YearRecord(), LONG_AGO, MAY)
    assert found.line == "本年 0/12 小时、0/150 家，还差 12 小时和 150 家，另有 0/2 场，还差 2 场"
    done = progress(load_pack("guangdong-2023"), "station", YearRecord(Decimal(12), 150, 2), LONG_AGO, MAY)
    assert done.line == "本年 12/12 小时、150/150 家，已达标，另有 2/2 场"
