"""What stops a deed, and what only sounds like it."""

from __future__ import annotations

import pytest

from language.stops import only_stops, others_stop, stops

WITHDRAWS = ("撤回", "撤", "退"), ("当", "要查", "查")
SENDS = ("发", "发出去"), ()


@pytest.mark.parametrize(
    "text",
    [
        "算了还是当吧",
        "别撤",
        "不撤了，还是要查",
        "开玩笑的，别撤",
        "开玩笑的",
        "先别",
        "先不",
        "等等先不",
        "等等先不退",
        "缓一缓，先打电话问问",
        "不用了先放着",
        "我打过电话她说出差，先别撤了",
        "算了取消吧老板出差，先别",
        "还是要查",
        "别撤别撤",
        "先别急",
    ],
)
def test_a_deed_is_stopped(text: str) -> None:
    assert stops(text, *WITHDRAWS)


@pytest.mark.parametrize("text", ["还是先别发，我请示下领导", "先不发", "别发", "等等再说", "先放着，别发"])
def test_a_notice_is_stopped(text: str) -> None:
    assert stops(text, *SENDS)


@pytest.mark.parametrize(
    "text",
    [
        "好",
        "确认",
        "撤",
        "撤回吧",
        "别写我名字",
        "不要发给廉江 发给遂溪的",
        "先别发，时间改成四点",
        "能不能先不撤吗",
        "不是两家，是三家",
        "别忘了带身份证",
    ],
)
def test_nothing_is_stopped(text: str) -> None:
    assert not stops(text, *WITHDRAWS)


def test_a_reason_beside_a_stop_may_be_an_answer() -> None:
    assert only_stops("等等，先不退", *WITHDRAWS)
    assert not only_stops("家里老人病了，先别", *WITHDRAWS)


@pytest.mark.parametrize("text", ["我老公说先不弄了", "会计讲先别报", "我爸叫我先别问了"])
def test_ones_own_people_would_rather_not(text: str) -> None:
    assert others_stop(text)


@pytest.mark.parametrize(
    "text",
    ["房东说先不办了", "对方说不赔了", "供货商说不退定金", "我说先不办了", "他说没签合同", "工人说不干了"],
)
def test_that_is_a_fact_of_the_matter(text: str) -> None:
    assert not others_stop(text)
