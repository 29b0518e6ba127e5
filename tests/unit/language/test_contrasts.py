"""«Not this but that», said of a whole message in any words; a reason or a question is none."""

from __future__ import annotations

import pytest

from language.contrasts import contrasted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("等等不是四十 五十分钟吧", "不是四十是五十分钟"),
        ("慢着 唔系四十 系五十分钟", "不是四十是五十分钟"),
        ("不是四十分钟，是五十", "不是四十分钟是五十分钟"),
        ("四十哪够啊 起码五十分钟", "不是四十是五十分钟"),
        ("不止四十分钟 得有一个钟", "不是四十分钟是一个钟"),
        ("四十太少了五十多分钟", "不是四十是五十多分钟"),
        ("唔系寻日 系前日先啱", "不是寻日是前日"),
        ("等等 不是上午 下午吧", "不是上午是下午"),
        ("刚才那条日期不是三号 四号", "日期不是三号是四号"),
        ("刚才那个不是租赁合同 是劳动合同", "不是租赁合同是劳动合同"),
        ("不要赤坎的 要霞山的", "赤坎改成霞山"),
    ],
)
def test_both_sides_are_said_in_one_form(text: str, said: str) -> None:
    assert contrasted(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "不是不想 我怕麻烦",
        "不是我 是他",
        "是不是 搞错了",
        "不是，三家",
        "要不是他 我早走了",
        "不是说好周五 怎么没来",
        "等了四十分钟 人没来",
        "不是昨天是前天",
    ],
)
def test_what_gives_no_value_stays_as_it_is(text: str) -> None:
    assert contrasted(text) == text
