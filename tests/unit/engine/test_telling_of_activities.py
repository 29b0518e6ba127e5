"""What a sentence calls an activity, and what only says that one is about to hold it."""

from __future__ import annotations

import pytest

from handlers.conversations.activities.telling import title_in

TITLES = {
    "我们下周五在坡头区搞一场税收优惠沙龙，大家都可以来": "税收优惠沙龙",
    "下个月20号在赤坎办一场融资对接会": "融资对接会",
    "组织「数字化转型」专题": "数字化转型",
    "下周三给专家办个规范培训": "规范培训",
    "我们想办一场活动": None,
    "给专家办个培训": None,
    "税收优惠沙龙": None,
}


@pytest.mark.parametrize("text", TITLES)
def test_the_title_is_read_out_of_a_sentence(text: str) -> None:
    assert title_in(text) == TITLES[text]
