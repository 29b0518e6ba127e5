"""Several things in one message, and which of them a later one speaks of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from language import firms_added, read_diaries, split_diaries, split_needs
from language.firms_added import Added
from language.in_turn import NEXT, in_turn
from language.several_matters import told_apart

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("第一条改成一小时", 1, "改成一小时"),
        ("把第二条改成两个小时", 2, "改成两个小时"),
        ("第二件事呢", 2, ""),
        ("那第三份日记呢？", 3, ""),
        ("还有一件呢", NEXT, ""),
        ("另一件没说啊", NEXT, ""),
    ],
)
def test_one_of_several_is_named_by_its_place(text: str, place: int, said: str) -> None:
    found = in_turn(text)
    assert found
    assert (found.place, found.said) == (place, said)


@pytest.mark.parametrize("text", ["还有一件事想问", "第一次去的时候没带合同", "一条龙服务", "第二天又去了"])
def test_what_names_no_place_among_several_is_left_alone(text: str) -> None:
    found = in_turn(text)
    assert found is None or found.said


def test_each_service_has_the_words_that_tell_it() -> None:
    text = "昨天下午在霞山给两家水产公司讲合同讲了三个钟然后晚上又在电话里帮一个老板看欠条半个钟"
    parts = split_diaries(text, NOW)
    assert len(parts) == len(read_diaries(text, NOW)) == 2
    assert "欠条" not in parts[0]
    assert "水产" not in parts[1]
    assert "".join(parts) == text


@pytest.mark.parametrize(
    "text", ["今天上午给两家企业讲了两小时合同", "今天下午。给两家讲税，两小时。效果很好。", ""]
)
def test_one_service_is_told_by_the_whole(text: str) -> None:
    assert split_diaries(text, NOW) == (text,) * len(read_diaries(text, NOW))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "员工没签合同要赔双倍工资怎么办。另外食品经营许可证过期了怎么换",
            "员工没签合同要赔双倍工资怎么办",
            "食品经营许可证过期了怎么换",
        ),
        (
            "客户欠货款十五万拖了一年，想起诉。另外商标被人抢注了怎么办",
            "客户欠货款十五万拖了一年，想起诉",
            "商标被人抢注了怎么办",
        ),
        ("厂里机器坏了 想贷款换新的 还有招不到人 两样都想问", "厂里机器坏了 想贷款换新的", "招不到人"),
    ],
)
def test_a_sentence_that_asks_for_something_else_is_a_need_of_its_own(
    text: str, first: str, second: str
) -> None:
    assert split_needs(text) == (first, second)


@pytest.mark.parametrize(
    "text",
    ["老板跑了，我想起诉。另外说一下我在廉江", "贷款怎么办，另外利率是多少", "工人要告我 还有他没签合同"],
)
def test_more_of_the_same_is_no_second_need(text: str) -> None:
    assert split_needs(text) == (text,)


def test_what_begins_something_else_is_told_apart() -> None:
    text = "我想请个懂财税的专家，顺便记一笔今天上午给两家讲了两小时。"
    assert told_apart(text) == ("我想请个懂财税的专家", "记一笔今天上午给两家讲了两小时")
    assert told_apart("我想请个懂财税的专家") == ("我想请个懂财税的专家",)


@pytest.mark.parametrize(
    ("text", "houses", "names"),
    [
        ("加多一家，还有一家叫明记", 1, ("明记",)),
        ("还有大发和顺利两家", 2, ("大发", "顺利")),
        ("企业再加一个好运来食品厂", 1, ("好运来食品厂",)),
        ("再加两家", 2, ()),
        ("漏了一家，叫顺发五金", 1, ("顺发五金",)),
    ],
)
def test_firms_are_added_by_number_and_name(text: str, houses: int, names: tuple[str, ...]) -> None:
    assert firms_added(text) == Added(houses, names)


def test_a_firm_next_door_came_along() -> None:
    assert firms_added("还有隔壁一家一起听 两家") == Added(1, (), 2)
    assert firms_added("不对 还有隔壁一家来听") == Added(1, ())
    assert firms_added("还多了一家") == Added(1, ())
    assert firms_added("加上路上 算两个吧") is None


@pytest.mark.parametrize(
    "text", ["加急", "还有一家没来", "还有合同没签", "再加一小时", "还有讲了开票", "加上法律"]
)
def test_what_adds_no_firm_is_left_alone(text: str) -> None:
    assert firms_added(text) is None
