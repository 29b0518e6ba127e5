"""Whose problem it is: one's own, or that of somebody for whom one asks."""

from __future__ import annotations

import pytest

from language.for_others import is_for_others


@pytest.mark.parametrize(
    "text",
    [
        "替我堂哥问一下，他的养鸡场被罚款了",
        "帮隔壁店打听的",
        "不是我们厂的 是我同学的公司",
        "不是我，是我姐夫开的店",
        "唔系我 系我朋友嘅",
        "我老乡的饭馆被房东赶了",
        "这是我表弟的厂 不是我的",
        "帮朋友的厂问的",
    ],
)
def test_it_is_somebody_elses(text: str) -> None:
    assert is_for_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "朋友介绍我来的，员工要赔钱",
        "我朋友的公司欠我货款",
        "同行抄我们的包装",
        "隔壁的厂排污水淹了我们的货",
        "我姐夫在我厂里上班没签合同",
        "帮我问一下律师",
        "替我找个会计",
        "不是我的错，是员工的",
        "给客户的报价单怎么写",
    ],
)
def test_it_is_ones_own(text: str) -> None:
    assert not is_for_others(text)
