"""What a sentence calls an activity, and what only says that one is about to hold it."""

from __future__ import annotations

import pytest

from handlers.conversations.activities.details import hour_in, limit_in
from handlers.conversations.activities.telling import title, title_in
from tests.unit.engine.talks import talk

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


HOURS = {
    "12月10日下午，霞山区政务中心": "下午",
    "下午两点半在二楼": "下午两点半",
    "改到晚上": "晚上",
    "12月10日在二楼": None,
}


@pytest.mark.parametrize("text", HOURS)
def test_a_part_of_the_day_is_told_where_no_hour_is(text: str) -> None:
    assert hour_in(text) == HOURS[text]


@pytest.mark.parametrize(
    ("text", "count"), [("讲电商直播，50人，请专家", 50), ("限30人", 30), ("来了50人的厂", None)]
)
def test_so_many_people_alone_between_stops_are_the_places(text: str, count: int | None) -> None:
    assert limit_in(text) == count


CALLED = {
    "发布一个活动，12月12号上午十点，霞山区政务中心，政策宣讲": "政策宣讲",
    "我要办个培训，12月10日下午，霞山区政务中心": None,
    "志愿服务规范": "志愿服务规范",
    "税收优惠，怎么用": "税收优惠，怎么用",
}


@pytest.mark.parametrize("text", CALLED)
def test_when_and_where_are_no_part_of_what_it_is_called(text: str) -> None:
    assert title(talk(), text) == CALLED[text]
