"""Whom a message means among the enterprises that are known."""

from __future__ import annotations

import pytest

from language import is_named

BLUE_BAY = "湛江蓝湾海鲜加工厂"


@pytest.mark.parametrize("text", ["去年给蓝湾厂服务过几次", "蓝湾那家", f"{BLUE_BAY}的事"])
def test_the_beginning_of_the_name_behind_the_place_will_do(text: str) -> None:
    assert is_named(BLUE_BAY, text)


@pytest.mark.parametrize("text", ["湛江那家厂", "海鲜批发", "加工厂", ""])
def test_place_and_trade_alone_will_not(text: str) -> None:
    assert not is_named(BLUE_BAY, text)


def test_a_name_that_is_all_place_is_taken_whole() -> None:
    assert is_named("湛江公司", "湛江公司的事")
    assert is_named("湛江市赤坎区甜心蛋糕坊", "甜心那边去了两趟")
