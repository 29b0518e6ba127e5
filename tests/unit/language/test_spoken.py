"""What is said where a name was asked for, by the shape of a sentence; and names that sound like words."""

from __future__ import annotations

import pytest

from language import house_names, person_names
from language.normalise import normalise

SAID = [
    "汤溢出来了 等下",
    "哎呀",
    "孙子醒了",
    "快递到了",
    "看不清楚",
    "跟招牌上一样",
    "打错了",
    "不认得字",
    "七八个人",
    "信号不好",
    "赶紧的",
    "正在装货",
    "明早再说",
    "讲过了",
    "叫我儿子跟你讲",
    "忘记叫啥了",
    "起的名字我记不得",
    "大概八百来吨",
    "一千二百吨 八百是去年",
    "库房九百平左右",
    "是下个月五号",
    "礼拜二要交",
    "前天已经寄了",
    "后面是七七八八",
    "尾号是幺幺幺二",
]
KINDS = ["路边的小摊", "个体户", "夫妻店", "卖鱼", "修鞋"]
FIRMS = [
    "好再来",
    "金叶",
    "鲜得来",
    "不二家",
    "天天见面",
    "客家人",
    "快乐小孩托管",
    "马上有家民宿",
    "等等鲜果",
    "今日香",
    "周一品",
    "三月三酒楼",
    "百年老号",
]
PEOPLE = ["李开来", "马上飞", "阿依古丽", "欧阳正在", "陈不凡"]


@pytest.mark.parametrize("text", SAID + KINDS)
def test_no_firm_is_called_so(text: str) -> None:
    assert house_names.answered(normalise(text)) is None


@pytest.mark.parametrize("text", SAID)
def test_nobody_is_called_so(text: str) -> None:
    assert person_names.answered(normalise(text)) is None


@pytest.mark.parametrize("text", FIRMS)
def test_firms_are_called_by_words(text: str) -> None:
    assert house_names.answered(normalise(text)) == text


@pytest.mark.parametrize("text", PEOPLE)
def test_people_are_called_by_words(text: str) -> None:
    assert person_names.answered(normalise(text)) == text


def test_a_name_that_is_said_to_be_one_may_be_any_words() -> None:
    assert house_names.answered(normalise("店名叫看不懂")) == "看不懂"
