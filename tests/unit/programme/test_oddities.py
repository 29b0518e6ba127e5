"""What in a diary asks for a second look."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.oddities import Entry, flags, odd, same_words
from programme.packs import load_pack

NATIONAL = load_pack("national-2023")
EXPERT = NATIONAL.rules("expert")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (Entry(Decimal(2), 5000, Decimal(2)), ("2 小时服务 5000 家",)),
        (Entry(Decimal("0.5"), 320, Decimal("0.5")), ("30 分钟服务 320 家", "一篇就够全年家数")),
        (Entry(Decimal(3), 1, Decimal(15)), ("当天一共 15 小时",)),
        (Entry(Decimal(3), 1, Decimal(3), overlaps=True), ("时间和另一篇重叠",)),
        (Entry(Decimal(3), 1, Decimal(3), repeats=True), ("内容和另一篇一样",)),
        (Entry(Decimal(8), 31, Decimal(8)), ()),
        (Entry(Decimal(20), 160, Decimal(12)), ()),
    ],
)
def test_what_staff_should_look_at(entry: Entry, says: tuple[str, ...]) -> None:
    assert flags(entry, EXPERT, NATIONAL.monitoring) == says


@given(st.decimals("0.25", 24, places=2), st.integers(1, 5000))
def test_the_card_asks_of_nothing_that_staff_do_not_see(hours: Decimal, firms: int) -> None:
    entry = Entry(hours, firms, hours)
    assert set(odd(entry)) <= set(flags(entry, EXPERT, NATIONAL.monitoring))


def test_the_same_words_are_found_without_their_signs_and_short_ones_are_not() -> None:
    assert same_words("给企业讲了税收优惠政策。", ["给企业讲了 税收优惠政策"])
    assert not same_words("讲了税收", ["讲了税收"])
    assert not same_words("给企业讲了税收优惠政策", ["给园区讲了税收优惠政策"])
