"""What is said of a card, and what is none of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.card_talk import FIRST, KEEP, LATER, LONGEST, OFF, SEND, asks_if_sent, pointed, said_of_cards
from language.discretion import Kind
from language.withheld import asks_to_withhold, renumbered, without_papers, without_phones


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("那个社保的不要了，烧烤店关门了", [(OFF, "社保")]),
        ("那个撞车的撤掉", [(OFF, "撞车")]),
        ("不用劳动合同那个了，工人签了", [(OFF, "劳动合同")]),
        ("这个不要发了", [(OFF, "")]),
        ("那个贷款的撤了，工伤的留着", [(OFF, "贷款"), (KEEP, "工伤")]),
        ("先说工伤那个，报税那个后面再讲", [(FIRST, "工伤"), (LATER, "报税")]),
        ("哎呀还是要发，报税那件", [(SEND, "报税")]),
        ("算了那个不要了", [(OFF, "")]),
        ("算了，那个不要了", [(OFF, "")]),
    ],
)
def test_a_card_is_named_by_its_matter(text: str, said: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in said_of_cards(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "货不要了，定金要不要退给客户",
        "客户说那个蓝色的不要了，定金要不要退",
        "工资先发一半",
        "我们先发了货",
        "对方发了律师函",
    ],
)
def test_a_fact_of_the_matter_is_none(text: str) -> None:
    assert said_of_cards(text) == ()


@given(st.text(alphabet="货款工资先发撤了不要合同，。员工", min_size=1, max_size=LONGEST))
def test_nothing_is_said_of_a_card_that_nothing_points_at(text: str) -> None:
    assert said_of_cards(text) == ()
    assert pointed(text) is None


def test_a_card_is_pointed_at() -> None:
    assert pointed("对，就是四万八那个") == "四万八"
    assert pointed("就是这条") == ""
    assert pointed("合同那份是真的") is None
    assert asks_if_sent("收到没有啊")
    assert not asks_if_sent("收到货没有付款怎么办")


def test_numbers_are_withheld() -> None:
    assert without_papers("他的身份证440802199001011234") == "他的身份证（号码不写）"
    assert without_phones("想做鉴定，我电话13800138000") == "想做鉴定"
    assert asks_to_withhold("我的电话别写进去") is Kind.PHONE
    assert asks_to_withhold("这个身份证号能不能别写上去") is Kind.PAPER
    assert asks_to_withhold("对方电话打不通") is None
    assert renumbered("电话138 0013 8000", "13800138000", "13900139000") == "电话13900139000"
