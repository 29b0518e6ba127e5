"""What is said to us about something written here, and what tells of the matter itself."""

from __future__ import annotations

import pytest

from language.about_records import speaks_to_us


@pytest.mark.parametrize(
    "text",
    [
        "两篇都念一下",
        "第一篇不要了",
        "蓝屿那篇改好没有",
        "两个都报上",
        "那条不要了",
        "把第二条删掉",
        "前面那段别写进去",
        "那条改好了吗",
        "就写蓝屿的",
        "只报第二篇",
        "那个需求撤了没有",
        "对个屁",
    ],
)
def test_an_order_or_a_question_about_what_is_written(text: str) -> None:
    assert speaks_to_us(text)


@pytest.mark.parametrize(
    "text",
    [
        "就记账问题给张厂长讲了四十分钟",
        "就报税流程辅导了两个小时",
        "就报销制度讲了一遍",
        "只报销了一半",
        "第一条生产线下个月要交付",
        "那条规定要改，我们不知道怎么办",
        "第二份合同他们不肯交定金",
        "我们这条线的员工社保没交",
        "还有一份租赁合同要看一下",
        "这份协议对方不交货怎么办",
        "这段时间工资没有发",
        "前面那段路他们在补路面",
        "两个都没交押金",
        "那份报价没有回音",
    ],
)
def test_a_contract_a_line_or_a_stretch_of_time_is_of_the_matter(text: str) -> None:
    assert not speaks_to_us(text)
