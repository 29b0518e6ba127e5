"""What firms want, told by a visitor: each firm with its own words, however it is set out; anything else tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.campaigns import Counting, Rule, counts_told, said_to_count
from language.collected import collected, has_consent, is_collected

SORTS = {"lecture": "讲座", "clinic": "义诊"}


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("今天走访了两家：宏达塑料想贷款买注塑机，13800138000；金叶食品合同要人看", ["宏达塑料", "金叶食品"]),
        ("走访需求：\n1. 湛江金叶食品有限公司被税务局查账\n2. 明记五金厂员工工伤要赔钱", ["湛江金叶食品有限公司", "明记五金厂"]),
        ("收集的需求：宏达塑料想贷款，明记五金厂要补税，都在赤坎", ["宏达塑料", "明记五金厂"]),
        ("走访需求：宏达塑料想贷款买设备，还有金叶食品想找人看合同", ["宏达塑料", "金叶食品"]),
        ("走访需求：金叶食品合同要人看，去年已经被罚了两万，后来又被客户拖欠，一直有官司，因为他们被告了", ["金叶食品"]),
        ("这季度收集到的需求：明记五金厂：员工工伤要赔钱。三家都同意了", ["明记五金厂"]),
    ],
)  # fmt: skip
def test_each_firm_is_read_with_its_words(text: str, firms: list[str]) -> None:
    assert is_collected(text)
    found = collected(text)
    assert [one.who for one in found] == firms
    assert all(one.who in one.words and "同意" not in one.words and "都在" not in one.words for one in found)


@pytest.mark.parametrize(
    "text",
    ["今天走访了三家企业，讲了政策，两个小时", "我们这季没有收集到需求", "走访需求", "走访宏达塑料，讲了社保，2小时"],
)  # fmt: skip
def test_a_diary_and_a_heading_tell_none(text: str) -> None:
    assert not is_collected(text)


def test_more_than_five_firms_are_too_many() -> None:
    told = "\n".join(f"{name}五金厂要补税" for name in "甲乙丙丁戊己")
    assert collected(f"走访需求：\n{told}") == ()


@pytest.mark.parametrize(
    ("text", "agreed"), [("要贷款，企业都同意了", True), ("三家当面同意了。", True), ("企业不同意", False), ("还没问同不同意", False)]
)  # fmt: skip
def test_consent_is_read_at_the_end_alone(text: str, agreed: bool) -> None:
    assert has_consent(text) is agreed


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for one in collected(f"走访需求：{text}"):
        assert one.who in one.words


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("法律和财税的讲座", Counting(domains=("law", "tax"), sorts=("lecture",))),
        ("赤坎和坡头的", Counting(places=("440802", "440804"))),
        ("石家庄的义诊", Counting(sorts=("clinic",))),
        ("专精特新企业", Counting(focus=("srdi",))),
        ("都算", Counting()),
        ("看情况吧", None),
    ],
)
def test_what_counts_towards_a_campaign(text: str, counts: Counting | None) -> None:
    assert counts_told(text, "440800", SORTS) == counts


def test_what_counts_stands_behind_only() -> None:
    assert said_to_count("开服务月，6月1日到30日，只算法律的") == Rule("法律的")
    assert said_to_count("开服务月，6月1日到30日") == Rule()


@pytest.mark.parametrize("nothing", ["没啥事", "没什么困难", "最近没有需求", "没问题"])
def test_a_firm_that_needs_nothing_is_left_out_and_the_others_stay_as_they_are(nothing: str) -> None:
    text = f"上周走访了三家：红树五金厂想贷款，海丰食品要注册商标，老陈修车行{nothing}"
    assert [(one.who, one.words) for one in collected(text)] == [
        ("红树五金厂", "红树五金厂想贷款"),
        ("海丰食品", "海丰食品要注册商标"),
    ]


def test_a_visit_where_nothing_is_needed_tells_no_need() -> None:
    assert collected("走访了一家：老陈修车行没啥事") == ()
