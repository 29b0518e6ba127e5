"""Figures with a unit, percentages and days that applicants tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.quantities import percentage_of, quantity_of, read_percentage, read_quantity, read_whole_day


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("260平米", "平方米", "260"),
        ("1,200平", "平方米", "1200"),
        ("1.2万平米", "平方米", "12000"),
        ("3亿", "万元", "30000"),
        ("三亿", "万元", "30000"),
        ("两千五百万", "万元", "2500"),
        ("500000元", "万元", "50"),
        ("3000", "万元", "3000"),
        ("八百", "人", "800"),
        ("八百多", "人", None),
        ("八百来人", "人", None),
        ("几百", "人", None),
        ("近三百", "人", None),
        ("人数300人", "人", "300"),
        ("总数86", "人", "86"),
        ("以上100", "人", "100"),
        ("数十人", "人", None),
        ("上百人", "人", None),
        ("三万亿元", "万元", "300000000"),
        ("3万亿元", "万元", "300000000"),
        ("9" * 400 + ".5", "", None),
        ("260到300", "平方米", None),
        ("不清楚", "人", None),
    ],
)
def test_a_figure_in_its_unit(text: str, unit: str, value: str | None) -> None:
    assert read_quantity(text, unit) == (value and Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85%", "85"),
        ("百分之八十五", "85"),
        ("八成", "80"),
        ("八成半", "85"),
        ("八成五", "85"),
        ("160%", "160"),
        ("九成多", None),
    ],
)
def test_a_percentage(text: str, value: str | None) -> None:
    assert read_percentage(text) == (value and Decimal(value))


@pytest.mark.parametrize(
    ("text", "area", "assets"),
    [
        ("海东园区，场地260平米，资产3亿", "260", "30000"),
        ("场地面积有二百六十平方米", "260", None),
        ("我们有260平米的场地", "260", None),
        ("场地八百多平", None, None),
        ("有场地，260人", None, None),
    ],
)
def test_what_a_first_sentence_tells(text: str, area: str | None, assets: str | None) -> None:
    found = quantity_of(text, ["场地", "场地面积"], "平方米"), quantity_of(text, ["资产"], "万元")
    assert found == (area and Decimal(area), assets and Decimal(assets))
    assert percentage_of("满意度占92%，在赤坎", ["满意度"]) == 92


@given(st.integers(1, 99_999))
def test_any_number_in_figures_is_read_as_it_stands(value: int) -> None:
    assert read_quantity(f"{value}平方米", "平方米") == value
    assert quantity_of(f"某园，场地{value}平方米，5人", ["场地"], "平方米") == value


def test_a_day_with_its_year() -> None:
    assert [
        read_whole_day(one) for one in ("2020年6月成立", "2020-06-05", "2019年", "今年", "2020年13月")
    ] == [
        date(2020, 6, 1),
        date(2020, 6, 5),
        date(2019, 1, 1),
        None,
        None,
    ]
