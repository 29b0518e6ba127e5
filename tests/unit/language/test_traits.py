"""What a firm would like in who helps it, and what experts say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import traits

LIKED = {
    "最好是会讲粤语的女老师": {"cantonese", "woman"},
    "老人家听不懂普通话，找个会讲白话的专家": {"cantonese"},
    "想找律师问工伤，女的最好": {"woman"},
    "用雷州话沟通最好": {"leizhou"},
    "想问贷款，周末方便，平时要看店": {"weekend"},
    "希望晚上打电话给我": {"evening"},
    "有没有会讲英语的老师教我们跟外商谈": {"english"},
    "能不能周六来厂里看看机器": {"weekend"},
}
NOT_LIKED = """
周末加班费怎么算
我们周末生意不好
招个会讲粤语的主播
请了个女老师怀孕了能不能辞退
员工周末不来上班怎么罚
不要女老师
晚上噪音扰民被投诉
想把说明书翻译成英文
女工产假工资谁出
"""
SAID = {
    "我会讲粤语，周末有空": {"cantonese": True, "weekend": True},
    "我会讲粤语和雷州话": {"cantonese": True, "leizhou": True},
    "我不会讲粤语": {"cantonese": False},
    "我平时周末没空": {"weekend": False},
    "我一般只做线上": {"online": True},
    "劳动仲裁、工伤赔偿，会讲客家话，线上也行": {"hakka": True, "online": True},
    "服务女性创业、周末经济": {},
}


@pytest.mark.parametrize("text", LIKED)
def test_what_a_firm_would_like(text: str) -> None:
    assert set(traits.preferred(text)) == LIKED[text]


@pytest.mark.parametrize("text", NOT_LIKED.split())
def test_what_is_the_matter_itself_is_no_such_wish(text: str) -> None:
    assert traits.preferred(text) == ()


@pytest.mark.parametrize("text", SAID)
def test_what_an_expert_says_of_themselves(text: str) -> None:
    assert traits.said(text) == SAID[text]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("我会讲粤语，周末有空", True),
        ("我平时晚上有空", True),
        ("我周末有空", False),  # may answer an invitation
        ("周末有空", False),
        ("我会讲粤语，昨天给两家讲了税", False),
        ("我接，周末有空", False),
    ],
)
def test_whether_a_text_says_nothing_else(text: str, alone: bool) -> None:
    assert traits.says_of_oneself(text) is alone


@given(st.text(max_size=60) | st.lists(st.sampled_from([*"我会讲不粤语周末有空，的女老师最好"])).map("".join))
def test_whatever_is_typed_gives_codes(text: str) -> None:
    known = set(traits.codes())
    assert {*traits.preferred(text), *traits.said(text)} <= known
    assert traits.labels(traits.preferred(text)) == traits.labels((*traits.preferred(text), "nobody"))
