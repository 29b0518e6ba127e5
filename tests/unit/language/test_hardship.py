"""Whoever tells of illness or need of their own is heard; work, grievances and questions are none of it."""

from __future__ import annotations

import pytest

from language.hardship import LONGEST, hardship

TOLD = {
    "最近住院了，没法服务": "ill",
    "我下周一要做手术": "ill",
    "生病了，在家养病": "ill",
    "我妈住院了，这阵子顾不上": "kin",
    "孩子发烧，这几天走不开": "kin",
    "家里老人刚过世": "bereaved",
    "我有困难，跑不动了": "hard",
    "员工上班摔骨折了，工伤怎么赔": None,
    "机器出毛病了": None,
    "凭什么警告我，我住院了": None,
    "住院费医保能报吗": None,
    "昨天给三家企业讲了两个小时合同": None,
}


@pytest.mark.parametrize(("text", "found"), TOLD.items())
def test_what_is_told_of_oneself(text: str, found: str | None) -> None:
    assert hardship(text) == found


def test_a_story_is_read_elsewhere() -> None:
    assert hardship("我住院了" + "，" * LONGEST) is None
