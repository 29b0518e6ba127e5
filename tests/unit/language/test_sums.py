"""Sums of money: in figures and spelled; what is only about right, or no money, is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sums import TOO_MUCH, yuan

SUMS = (
    ("两千元", 2000),
    ("商会赞助了两万块钱", 20_000),
    ("2 万元", 20_000),
    ("2,000元", 2000),
    ("1.5万", 15_000),
    ("一万五", 15_000),
    ("一万零五百", 10_500),
    ("500", 500),
    ("2000块用于场地", 2000),
)
NONE = (
    "几千元",
    "好几万块",
    "几十万元",
    "两千多元",
    "一两千元",
    "一块牌匾",
    "两块展板",
    "50箱水",
    "没给钱",
    "",
)


@pytest.mark.parametrize(("text", "is_worth"), SUMS)
def test_a_sum_is_read_in_figures_and_spelled(text: str, is_worth: int) -> None:
    assert yuan(text) == is_worth


@pytest.mark.parametrize("text", NONE)
def test_what_is_vague_or_no_money_is_no_sum(text: str) -> None:
    assert yuan(text) is None


@given(st.integers(0, 10**14))
def test_only_what_can_be_kept_is_a_sum(value: int) -> None:
    assert yuan(f"{value}元") == (value if value < TOO_MUCH else None)


@given(st.text(alphabet="零一两三十百千万亿几多0123456789.,，元块钱 给", max_size=40))
def test_any_text_is_read(text: str) -> None:
    found = yuan(text)
    assert found is None or 0 <= found < TOO_MUCH
