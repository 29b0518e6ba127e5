"""The same firm written two ways, and the same need asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.deduplication import SAME_NEED, core, same_firm, same_need


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("湛江市宏发家具有限公司", "宏发家具"),
        ("广东省湛江市赤坎区宏发家具股份有限公司", "宏发家具"),
        ("宏发家具（湛江）有限公司", "宏发家具湛江"),
        ("宏发 家具 集团", "宏发家具"),
        ("湛江宏发有限公司", "宏发"),
        ("湛江发有限公司", "湛江发"),
        ("ABC 贸易", "abc贸易"),
        ("湛江有限公司", "湛江"),
        ("甲有限公司", "甲有限公司"),
        ("", ""),
    ],
)
def test_what_makes_a_name_its_own(name: str, own: str) -> None:
    assert core(name) == own


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("湛江市宏发家具有限公司", "宏发家具", True),
        ("宏发家具有限公司", "宏达家具有限公司", False),
        ("宏发智能装备制造园区", "宏发智能装备制造圆区", True),
        ("宏发智能装备制造园", "宏发智能装备制造圆", False),
        ("宏发智能装备制造园区", "宏发智能设备制造圆区", False),
        ("", "", False),
    ],
)
def test_whether_two_names_are_one_firm(one: str, other: str, same: bool) -> None:
    assert same_firm(one, other) is same
    assert same_firm(other, one) is same


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    assert same_firm(one, other) == same_firm(other, one)


def test_the_most_alike_need_is_the_same_one() -> None:
    running = {7: "员工没签劳动合同要双倍工资", 8: "员工没签劳动合同要双倍工资怎么办", 9: "想申请专精特新"}
    assert same_need("员工没签劳动合同要双倍工资怎么办", running) == 8
    assert same_need("员工没签劳动合同，要双倍工资", running) == 7
    assert same_need("出口退税怎么办", running) is None
    assert same_need("员工", {}) is None


def test_needs_are_the_same_from_82_of_100_on() -> None:
    assert SAME_NEED == 82
    assert same_need("一二三四五六七八九", {1: "一二三四五六七八丁"}) == 1
    assert same_need("一二三四五六七八九", {1: "一二三四五六七丙丁"}) is None
