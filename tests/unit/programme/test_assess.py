"""Assessment in words, and as thresholds for one pass over everybody."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.assess import assess, bands
from programme.packs import Kind, load_pack
from programme.packs.needed import Least, Several, replaced
from programme.readings import YearRecord

ON = date(2026, 12, 31)
SUBJECTS: list[tuple[str, Kind]] = [
    ("national-2023", "expert"),
    ("national-2023", "station"),
    ("guangdong-2023", "station"),
    ("hebei-2020", "expert"),
    ("hebei-2020", "station"),
    ("zhanjiang-2020", "expert"),
]


@pytest.mark.parametrize(
    ("hours", "enterprises", "standing", "met"),
    [
        ("12", 30, "met", True),
        ("12", 29, "disputed", True),
        ("3", 30, "disputed", True),
        ("3", 29, "short", False),
    ],
)
def test_a_dispute_is_said_to_be_one(hours: str, enterprises: int, standing: str, met: bool) -> None:
    record = YearRecord(Decimal(hours), enterprises)
    found = assess(load_pack("national-2023"), "expert", record, date(2023, 4, 1), ON)
    assert (found.standing, found.met) == (standing, met)


def test_the_explanation_shows_both_readings_and_the_one_that_governs() -> None:
    record = YearRecord(Decimal("12.5"), 21)
    found = assess(load_pack("national-2023"), "expert", record, date(2023, 4, 1), ON)
    assert found.explain().splitlines()[1:4] == [
        "本年 12.5/12 小时、21/30 家，已达标",
        "N23-E 第六条（二）（义务）：任一项达到即可，12.5/12 小时（够）、21/30 家（差 9） → 达到",
        "N23-E 第十三条（取消资格）：各项都要达到，12.5/12 小时（够）、21/30 家（差 9） → 未达到",
    ]
    assert "以 N23-E 第六条（二） 为准" in found.explain()
    assert found.explain().endswith("请工作人员决定（N23-E 第六条（二）；N23-E 第十三条）")


def test_a_part_year_is_explained() -> None:
    found = assess(load_pack("national-2023"), "station", YearRecord(), date(2026, 7, 1), ON)
    assert "本年按 1/2 计：YQ 年度" in found.explain()


def test_a_pack_without_figures_asks_nothing() -> None:
    found = assess(load_pack("zhanjiang-2020"), "expert", YearRecord(), None, ON)
    assert (found.standing, found.met) == ("not_asked", True)
    assert found.clause


def test_the_national_year_has_thirteen_bands() -> None:
    found = bands(load_pack("national-2023"), "expert", ON)
    assert len(found) == 13
    assert found[0].certified_from == date.min
    assert found[0].certified_to == date(2026, 1, 1)
    assert found[-1].certified_to == ON
    duty = Several("any", (Least("hours", Decimal(12)), Least("enterprises", Decimal(30))))
    assert found[0].thresholds[0].needed == duty


@given(
    subject=st.sampled_from(SUBJECTS),
    halves=st.integers(0, 150),
    enterprises=st.integers(0, 200),
    events=st.integers(0, 4),
    certified=st.dates(date(2025, 6, 1), ON),
)
def test_bands_decide_as_the_assessment_does(
    subject: tuple[str, Kind], halves: int, enterprises: int, events: int, certified: date
) -> None:
    pack, kind = load_pack(subject[0]), subject[1]
    hours = Decimal(halves) / 2
    one = assess(pack, kind, YearRecord(hours, enterprises, events), certified, ON)
    (band,) = (b for b in bands(pack, kind, ON) if b.certified_from <= certified <= b.certified_to)
    assert band.share == one.progress.share
    owed = [replaced(r.tree, lambda figure: Least(figure.measure, figure.due)) for r in one.progress.readings]
    assert [threshold.needed for threshold in band.thresholds] == owed


def test_an_assessment_names_its_pack_and_day() -> None:
    found = assess(load_pack("guangdong-2023"), "station", YearRecord(events=2), date(2023, 4, 1), ON)
    lines = found.explain().splitlines()
    assert lines[0].startswith("广东2023（征求意见稿")
    assert lines[0].endswith("2026-01-01 至 2026-12-31，截至 2026-12-31")
    assert lines[2] == "GD 第七条（二）（义务）：2/2 场（够） → 达到"
    assert (
        lines[3] == "GD 第十四条（取消资格）：各项都要达到，0/12 小时（差 12）、0/150 家（差 150） → 未达到"
    )
    assert lines[-1] == "结论：两条规定结论不一，请工作人员决定（GD 第七条（二）；GD 第十四条）"
    assert (found.standing, found.met) == ("disputed", False)
    assert len(lines) == 6


def test_a_year_from_certification_is_one_band() -> None:
    pack = load_pack(Path(__file__).parents[2] / "packs" / "fictitious-2030.toml")
    (band,) = bands(pack, "expert", date(2030, 6, 1))
    assert (band.certified_from, band.certified_to) == (date.min, date(2030, 12, 31))
    assert band.share == 1
    assert [t.name for t in band.thresholds] == ["duty"]
    assert band.thresholds[0].needed == Several(
        "all", (Least("hours", Decimal("7.5")), Least("events", Decimal(3)))
    )


def test_bands_follow_each_other_without_a_gap() -> None:
    found = bands(load_pack("national-2023"), "station", ON)
    for one, following in pairwise(found):
        assert following.certified_from == one.certified_to + timedelta(days=1)
    assert [band.share for band in found[:3]] == [1, Fraction(11, 12), Fraction(10, 12)]
    assert found[-1].share == 0
    assert bands(load_pack("zhanjiang-2020"), "expert", ON)[0].thresholds == ()
    guangdong = bands(load_pack("guangdong-2023"), "station", ON)[0]
    assert [threshold.name for threshold in guangdong.thresholds] == ["duty", "loss"]
