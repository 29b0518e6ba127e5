"""Days of the week on which somebody can be met."""

import pytest

from language.free_days import free_days


@pytest.mark.parametrize(
    "text", ["星期三星期五有空", "我每周二下午有空", "周三、周五方便", "周三五有空", "我们一般周六上午在厂里"]
)
def test_days(text: str) -> None:
    assert free_days(text) == text


@pytest.mark.parametrize("text", ["周三下午两点上门", "有空", "周三开庭，怎么办", "星期三没空", ""])
def test_no_days(text: str) -> None:
    assert not free_days(text)
