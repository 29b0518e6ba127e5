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
        ("唔系寻日 系前日先啱", "不是昨天是前日"),
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


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("不对 没两个钟 一点半到三点 一个半", "不是两个钟是一个半"),
        ("不是三家 是两家 有一家没来", "不是三家是两家"),
        ("时长不是三个钟 两个半 中间停电", "时长不是三个钟是两个半"),
        ("我没三个钟头空", "我没三个钟头空"),
    ],
)
def test_a_reason_or_the_clock_may_stand_beside(text: str, meant: str) -> None:
    assert contrasted(text) == meant
