"""What is said of a diary, of something else beside it, and of the marks that were given for it."""

from __future__ import annotations

import pytest

from handlers.conversations.diaries.asked import of_something_else
from handlers.conversations.diaries.rating_mended import MEND_RATING


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("这篇是两家还是三家", True),
        ("活动改到下周三", True),
        ("讲座推迟到三点才开始，讲了两小时", False),
        ("培训改到线上，一共一个半小时", False),
        ("讲了社保和工伤", False),
    ],
)
def test_how_long_something_was_is_told_of_the_diary_in_hand(text: str, elsewhere: bool) -> None:
    assert of_something_else(text) is elsewhere


@pytest.mark.parametrize(
    ("text", "mends"),
    [
        ("打高了 改成三分吧", True),
        ("李律师那个 改成五分", True),
        ("评分改成四星", True),
        ("合同第三条改成三分利", False),
        ("住宿改成五星酒店", False),
    ],
)
def test_a_figure_with_something_behind_it_is_no_mark(text: str, mends: bool) -> None:
    assert MEND_RATING.syntax(text) is mends
