"""A firm's trade: from its name, from what it says of itself, from an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import industries


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("湛江蓝湾海鲜加工厂", "C"),
        ("湛江市绿源水产养殖场", "A"),
        ("粤西海鲜批发部", "F"),
        ("老王海鲜酒楼", "H"),
        ("粤西建材贸易有限公司", "F"),
        ("金叶食品有限公司", "C"),
        ("小明理发店", "O"),
        ("湛江海东科技产业园", "L"),
        ("某某科技有限公司", None),
        ("好又来", None),
    ],
)
def test_the_house_at_the_end_of_a_name_tells(name: str, code: str | None) -> None:
    assert industries.trade_of_name(name) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("我们是做水产加工的，最近客户拖欠货款", "C"),
        ("我卖水果的，城管不让摆", "F"),
        ("我们开了个小吃店，房东涨租", "H"),
        ("我们种荔枝，收购商压价", "A"),
        ("我们是一家软件公司，想申请高企", "I"),
        ("我们想做培训", None),
        ("供应商是做五金的，货不对板", None),
        ("有个员工没签劳动合同", None),
    ],
)
def test_what_a_firm_says_that_it_does(text: str, code: str | None) -> None:
    assert industries.trade_told(text) == code


@pytest.mark.parametrize(
    ("answer", "code"), [("餐饮", "H"), ("c", "C"), ("开小吃店的", "H"), ("水果", "F"), ("不知道", None)]
)
def test_an_answer(answer: str, code: str | None) -> None:
    assert industries.trade_answered(answer) == code


@given(st.text(max_size=60))
def test_any_text_is_a_known_section_or_none(text: str) -> None:
    for read in (industries.trade_of_name, industries.trade_told, industries.trade_answered):
        assert read(text) in (None, *industries.codes())


@pytest.mark.parametrize("code", industries.codes())
def test_each_section_is_read_by_its_own_name(code: str) -> None:
    assert industries.trade_answered(industries.label(code)) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("只算制造业和餐饮业", ("C", "H")),
        ("只算农业、建筑业的", ("A", "E")),
        ("物流企业", ("G",)),
        ("制造加工的", ("C",)),
        ("专精特新企业", ()),
        ("失业的大学毕业生创业", ()),
        ("只算法律的讲座", ()),
    ],
)
def test_trades_are_named_as_trades(text: str, codes: tuple[str, ...]) -> None:
    assert industries.trades_named(text) == codes
