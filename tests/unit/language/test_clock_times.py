"""When on its day a service was, and whether it is one still to come."""

from __future__ import annotations

import pytest

from language import names_day_ahead, read_diary
from language.clock_times import earliest, is_planned
from tests.conftest import MONDAY

NOON, EVENING = 12 * 60, 17 * 60


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("今天下午三点到四点半在霞山给两家企业讲税", ["15:00-16:30"]),
        ("今天14:00到16:00在赤坎区给3家企业讲税务", ["14:00-16:00"]),
        ("下午2点半至5点在廉江服务4家企业", ["14:30-17:00"]),
        ("三点到五点在赤坎给两家讲了", ["15:00-17:00"]),
        ("晚上给两家企业讲，七点到九点", ["19:00-21:00"]),
        ("今天上午9:00-11:30和下午14:00—16:00给5家企业做培训", ["9:00-11:30", "14:00-16:00"]),
        ("下午3点开始讲了两个小时合同，2家", ["15:00-17:00"]),
        ("昨晚8点到10点线上给2家讲了", ["20:00-22:00"]),
        ("今天给三家企业讲了两小时", []),
        ("今天下午给三家企业讲两个小时税务", []),
    ],
)
def test_clock_times(text: str, times: list[str]) -> None:
    found = read_diary(text, MONDAY.replace(hour=21)).times
    assert [f"{a // 60}:{a % 60:02}-{b // 60}:{b % 60:02}" for a, b in found] == times


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("今天下午给三家企业讲两个小时税务", NOON),
        ("今晚给三家讲税", EVENING),
        ("上午和下午给三家讲税", 0),
        ("今天下午给三家讲了两小时", 0),
        ("给三家讲两小时税务", 0),
    ],
)
def test_how_early_it_can_have_begun(text: str, minute: int) -> None:
    assert earliest(text) == minute


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("等会儿去给三家企业讲两小时税务", True),
        ("今天要去蓝湾厂看两小时账", True),
        ("准备给两家讲合同", True),
        ("刚去给三家讲两小时税务", False),
        ("给三家企业讲了两小时，明天要去廉江", False),
    ],
)
def test_what_is_still_to_be_done(text: str, planned: bool) -> None:
    assert is_planned(text) is planned


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("明天下午两点到四点给三家企业讲税务", True),
        ("下周三在廉江给两家讲合同", True),
        ("今天给三家讲了税，明天再去", False),
        ("给三家讲了两小时税，约好明天再去", False),
        ("昨天给三家讲税务", False),
    ],
)
def test_a_day_ahead(text: str, ahead: bool) -> None:
    assert names_day_ahead(text) is ahead
