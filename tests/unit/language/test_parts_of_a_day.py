"""Lengths of the parts of a day, one of them put right."""

from __future__ import annotations

import pytest

from language.parts_of_a_day import put_right

TOLD = "前天在纸箱厂看账 上午两小时 下午一个半小时"


@pytest.mark.parametrize(
    ("said", "words", "hours"),
    [
        ("不对 上午没有两小时，九点半到的十一点就走了", "前天在纸箱厂看账 上午1.5小时 下午一个半小时", 3),
        ("下午是两点到四点", "前天在纸箱厂看账 上午两小时 下午2小时", 4),
        ("下午只有半小时", "前天在纸箱厂看账 上午两小时 下午30分钟", 2.5),
        ("上午三小时 下午一小时", "前天在纸箱厂看账 上午3小时 下午1小时", 4),
        ("我说上午一个半小时，下午也一个半，加起来三个钟", "前天在纸箱厂看账 上午1.5小时 下午一个半小时", 3),
    ],
)
def test_a_part_is_put_right(said: str, words: str, hours: float) -> None:
    assert put_right(TOLD, said) == (words, hours)


@pytest.mark.parametrize("said", ["上午两小时", "一个半小时", "晚上还有一小时", "是前天", "上午几个小时"])
def test_no_part_is_put_right(said: str) -> None:
    assert put_right(TOLD, said) is None


def test_one_part_alone_is_the_whole() -> None:
    assert put_right("昨天上午讲了两小时税", "上午是一小时") is None
