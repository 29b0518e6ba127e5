"""For whom something was done, where it may be a name; a person, a place or any firm is none."""

from __future__ import annotations

import pytest

from language.named_firms import is_like, is_short_for
from language.whom import called_firm, told_whom


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("昨天下午在赤坎给小灶讲了一小时租赁合同", "小灶"),
        ("昨天下午去小灶那边，讲了一小时租赁合同", "小灶"),
        ("替明记算了一下午账", "明记"),
        ("畀小灶倾咗一个钟社保", "小灶"),
        ("给一家企业讲了两小时", ""),
        ("今天上午在赤坎给两家企业讲了一个半小时社保", ""),
        ("给张厂长看合同一小时", ""),
        ("给新员工讲社保两小时", ""),
        ("给财务小王讲税", ""),
        ("给张厂长的厂看合同一小时", ""),
        ("给赤坎一家饭店做培训", ""),
        ("在办公室给老板讲税", ""),
        ("给员工讲了两小时安全", ""),
        ("帮忙看合同", ""),
    ],
)
def test_for_whom_it_was(text: str, who: str) -> None:
    assert told_whom(text) == who


@pytest.mark.parametrize(
    ("enterprise", "name", "short", "like"),
    [
        ("湛江蓝湾海鲜加工厂", "蓝湾", True, True),
        ("湛江蓝湾海鲜加工厂", "蓝湾厂", True, True),
        ("湛江蓝湾海鲜加工厂", "蓝弯海鲜", False, True),
        ("赤坎小灶王快餐店", "小灶私房菜", False, True),
        ("赤坎小灶王快餐店", "小照", False, True),
        ("湛江蓝湾海鲜加工厂", "永兴五金厂", False, False),
    ],
)
def test_a_short_name_and_one_that_is_only_like_it(
    enterprise: str, name: str, short: bool, like: bool
) -> None:
    assert (is_short_for(enterprise, name), is_like(enterprise, name)) == (short, like)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("南屿约的礼拜五三点 行", "南屿"),
        ("跟南屿那边说我两点到", "南屿"),
        ("老板那边怎么说", ""),
        ("我约的礼拜五", ""),
        ("昨天那家怎么样", ""),
        ("霞山那边下雨了", ""),
    ],
)
def test_which_firm_is_called(text: str, who: str) -> None:
    assert called_firm(text) == who
