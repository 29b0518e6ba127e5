"""What a clause demands of a year, nested and with satisfaction: as written in a pack, as judged, and as said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.assess import assess
from programme.dossier import year_line
from programme.duty import progress
from programme.packs import PackError, load_pack
from programme.packs.in_words import in_words
from programme.packs.needed import Join, Least, Needed, Several, judged, read
from programme.readings import Figure, YearRecord
from programme.reminders import HolderFacts, of_holder
from programme.told import duty
from programme.told import in_words as needed_in_words

PACKS = Path(__file__).parents[2] / "packs"
RATED = load_pack(PACKS / "rated-duty.toml")
LONG_AGO, MAY = date(2024, 4, 1), date(2026, 5, 18)
HOURS, FIRMS = Least("hours", Decimal(12)), Least("enterprises", Decimal(30))
CONTENT = Least("satisfaction", Decimal(90))


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        ("hours >= 12", HOURS),
        ("(hours >= 12 or enterprises >= 30) and satisfaction >= 90", Several("all", (Several("any", (HOURS, FIRMS)), CONTENT))),
        ("not (hours < 12 or enterprises < 30)", Several("all", (HOURS, FIRMS))),
        ("not (hours < 12 and enterprises < 30)", Several("any", (HOURS, FIRMS))),
        ("hours >= 12 and (enterprises >= 30 and satisfaction >= 90)", Several("all", (HOURS, FIRMS, CONTENT))),
        ("not not hours >= 12", HOURS),
    ],
)  # fmt: skip
def test_a_line_is_read_as_a_tree(line: str, tree: Needed) -> None:
    assert read(line) == tree


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("hours < 12", "只能写某项 >= 多少"),
        ("not hours >= 12", "只能写某项 >= 多少"),
        ("hours > 12", "只能写某项 >= 多少"),
        ("hours >= enterprises", "只能写某项 >= 多少"),
        ("visits >= 3", "没有定义"),
        ("satisfaction >= 101", "应在 1 到 100 之间"),
        ("events >= 0", "应在 1 到 1000 之间"),
        ("(hours >= 12", "括号不成对"),
        ("hours >= 12 or", "没有写完"),
        ("hours", "类型不合"),
    ],
)
def test_a_line_that_says_no_figure_to_be_reached_is_told(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read(line)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('needs = "hours >= 12"\nhours = 12', "写了 needs 就不再写"),
        ('join = "any"\nneeds = "hours >= 12"', "写了 needs 就不再写"),
        ('join = "any"', "至少写一项"),
        ("hours = 12", "缺少 join"),
        ('join = "any"\nsatisfaction = 101', "应在 1 到 100 之间"),
        ('needs = "hours >= 9999"', "应在 1 到 8784 之间"),
    ],
)
def test_a_demand_that_cannot_be_is_told_with_its_line(tmp_path: Path, written: str, fault: str) -> None:
    text = (PACKS / "rated-duty.toml").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("needs = ") and "or" in line)
    file = tmp_path / "rated-duty.toml"
    file.write_text(text.replace(line, written, 1), "utf-8")
    with pytest.raises(PackError, match=rf"rated-duty\.toml:\d+: expert\.duty.*{fault}"):
        load_pack(file)


def record(hours: str, firms: int, rated: int = 0, content: int = 0) -> YearRecord:
    return YearRecord(Decimal(hours), firms, rated=rated, content=content)


@pytest.mark.parametrize(
    ("done", "met", "line"),
    [
        (record("14", 3, 10, 9), [True, False], "本年 14/12 小时、3/30 家、满意率 90/90%，已达标（12 小时和满意率 90%）"),
        (record("2", 31, 10, 10), [True, False], "本年 2/12 小时、31/30 家、满意率 100/90%，已达标（30 家和满意率 90%）"),
        (record("12", 30), [True, True], "本年 12/12 小时、30/30 家、满意率还没有评价，已达标（12 小时）"),
        (record("14", 3, 1000, 899), [False, False], "本年 14/12 小时、3/30 家、满意率 89.9/90%，还差满意率 0.1 个百分点"),
        (record("11.5", 3, 4, 2), [False, False], "本年 11.5/12 小时、3/30 家、满意率 50/90%，还差（30 分钟或 27 家）和满意率 40 个百分点"),
        (record("2", 3), [False, False], "本年 2/12 小时、3/30 家、满意率还没有评价，还差 10 小时或 27 家"),
    ],
)  # fmt: skip
def test_satisfaction_and_nested_figures(done: YearRecord, met: list[bool], line: str) -> None:
    """Both clauses are read; what nobody rated counts against nobody."""
    found = progress(RATED, "expert", done, LONG_AGO, MAY)
    assert [reading.met for reading in found.readings] == met
    assert found.line == line


def test_the_dossier_says_which_alternative_is_met_and_both_readings() -> None:
    found = assess(RATED, "expert", record("14", 3, 10, 9), LONG_AGO, date(2026, 12, 31))
    assert found.standing == "disputed"
    assert year_line(found) == (
        "2026 年度 14/12 小时、3/30 家、满意率 90/90%：按 RD 第六条 达到（靠 12 小时和满意率 90%），"
        "按 RD 第十三条 没有达到（以 RD 第六条 为准）"
    )
    assert (
        "RD 第六条（义务）：（12 小时或 30 家）和满意率 90% 以上，14/12 小时（够）、3/30 家（差 27）、满意率 90/90%（够）"
        " → 达到（靠 12 小时和满意率 90%）" in found.explain()
    )


def test_the_pack_in_words() -> None:
    said = list(in_words(RATED))
    assert "志愿专家：每年（12 小时或 30 家）和满意率 90% 以上，都要做到" in said
    assert "志愿专家：满意率：评价过的服务里打 4 分、5 分的占多少，没有评价的不计" in said
    assert "志愿专家：达不到就可能取消：12 小时和 30 家" in said
    assert duty(load_pack("national-2023"), "expert") == "每年 12 小时或 30 家，满一样就够"


def test_nothing_is_asked_of_a_part_of_the_year_that_owes_nothing() -> None:
    found = progress(RATED, "expert", record("0", 0, 2, 0), date(2026, 12, 15), date(2026, 12, 31))
    assert found.met


def facts(done: YearRecord) -> HolderFacts:
    return HolderFacts(1, "expert", "active", LONG_AGO, date(2027, 4, 1), MAY, done)


@pytest.mark.parametrize(
    ("done", "days"),
    [
        (record("14", 3, 10, 9), []),
        (record("14", 3), []),
        (record("14", 3, 10, 8), [date(2026, 12, 1), date(2026, 12, 15)]),
    ],
)
def test_low_satisfaction_is_spoken_of_at_the_years_end_alone(done: YearRecord, days: list[date]) -> None:
    ladder = next(one for one in of_holder(RATED, facts(done), MAY) if one.kind == "shortage")
    assert [rung.at for rung in ladder.rungs] == days


figures = st.builds(
    Figure,
    st.just("hours"),
    st.none() | st.integers(0, 3).map(Decimal),
    st.integers(1, 3).map(Decimal),
)
trees = st.recursive(
    figures,
    lambda inner: st.builds(Several, st.sampled_from(["any", "all"]), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=8,
)  # fmt: skip


@given(trees, st.integers(1, 3).map(Decimal))
def test_what_is_unknown_never_decides_for_or_against(tree: Figure | Several[Figure], due: Decimal) -> None:
    """A tree with something unknown beside it is judged as it is without."""
    joins: tuple[Join, ...] = ("any", "all")

    def met(figure: Figure) -> bool | None:
        return figure.met

    for join in joins:
        beside: Several[Figure] = Several(join, (tree, Figure("satisfaction", None, due)))
        assert judged(beside, met) is judged(tree, met)


def test_a_nested_need_is_said_with_brackets() -> None:
    assert needed_in_words(read("hours >= 12 or (events >= 2 and satisfaction >= 80)")) == (
        "12 小时或（2 场活动和满意率 80% 以上）"
    )
