"""Simplified into Traditional: names and quoted words stay, and what comes back is read as what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import normalise
from language.normalise import simplified
from language.traditional import perhaps_names, traditional
from tests.test_voice import sentences


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("需求已收到，有人接单就告诉您。", "需求已收到，有人接單就告訴您。"),
        ("暂不签，先不签", "暫不簽，先不簽"),
        ("标签和书签", "標籤和書籤"),
        ("半个钟头，一个钟", "半個鐘頭，一個鐘"),
        ("换发聘书，理发店", "換發聘書，理髮店"),
        ("没有回音", "沒有回音"),
        ("澄江市、浚县", "澄江市、浚縣"),
        ("服务记录都给您留着", "服務記錄都給您留著"),
        ("2.5/12 小时 https://a.cn/发", "2.5/12 小時 https://a.cn/發"),
    ],
)
def test_words_are_written_as_they_are_in_taiwan(text: str, read: str) -> None:
    assert traditional(text) == read


def test_names_stay_as_they_are_written() -> None:
    text = "范发余接了湛江范记食品厂的1号需求，范围是发票。"
    read = traditional(text, {"范发余", "湛江范记食品厂", "湛江"})
    assert read == "范发余接了湛江范记食品厂的1號需求，範圍是發票。"


def test_what_somebody_said_stays_as_they_said_it() -> None:
    said = "您说“发票开错了”，记下了。"
    assert traditional(said, quotes=True) == "您說“发票开错了”，記下了。"
    assert traditional(said) == "您說“發票開錯了”，記下了。"


@pytest.mark.parametrize(
    "name",
    [
        "范发余",
        "钟教授",
        "湛江范记食品厂",
        "买买提·艾则孜",
        "第一税务师事务所",
        "阿里云",
        "OK连锁店（湛江）",
        "龙海湾酒楼(霞山店)",
        "7-11连锁店",
        "南桥A&B贸易有限公司",
        "南桥发达超市",
        "南桥实业联盟",
        "南桥创业孵化基地",
        "广源钢材市场营业网点",
    ],
)
@pytest.mark.parametrize("around", ["{}接了单", "请{}帮忙", "{}", "1号需求由{}办好了。"])
def test_a_name_comes_out_as_it_is_written_wherever_it_stands(name: str, around: str) -> None:
    assert traditional(name) != name
    text = around.format(name)
    assert name in perhaps_names(text)
    assert name in traditional(text, perhaps_names(text) & {name})


def test_what_would_be_written_the_same_is_not_looked_for() -> None:
    assert perhaps_names("2026 年 3 月 2 日，李小明") == set()


def test_all_that_we_say_is_understood_when_it_comes_back() -> None:
    said = {one.text for one in sentences()}
    assert len(said) > 2000
    assert [text for text in said if normalise(traditional(text)).text != normalise(text).text] == []


@given(st.text(max_size=60), st.sets(st.text(max_size=6), max_size=3))
def test_a_text_keeps_its_length(text: str, names: set[str]) -> None:
    assert len(traditional(text, names)) == len(text)
    assert len(simplified(text)) == len(text)


def test_a_work_is_no_particle() -> None:
    assert simplified("接著辦，軟著和著作權，顯著") == "接着办，软著和著作权，显著"
