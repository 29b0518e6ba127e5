"""Steering words through typos, homophones and politeness; sentences are no commands."""

from __future__ import annotations

import pytest

from handlers.engine.words import (
    agrees,
    bare,
    control,
    disagrees,
    names_deed,
    only_heard,
    recognise,
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("确认", "confirm"),
        ("确任", "confirm"),
        ("确认！", "confirm"),
        ("请确认一下", "confirm"),
        ("没问题", "confirm"),
        ("取消", "cancel"),
        ("取肖", "cancel"),
        ("我要取消", "cancel"),
        ("算了吧", "cancel"),
        ("返回", "back"),
        ("上一步", "back"),
        ("修改", "change"),
        ("跳过", "skip"),
        ("跳过吧", "skip"),
        ("帮助", "help"),
        ("帮住", "help"),
        ("？", "help"),
        ("HELP", "help"),
        ("恢复", "resume"),
    ],
)
def test_what_is_meant_is_done(said: str, meant: str) -> None:
    assert control(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "确",
        "帮助企业贷款",
        "我想取消和供应商的合同怎么办",
        "修改公司章程",
        "昨天",
        "好的",
        "8",
        "!!!",
        "返回款没到账",
    ],
)
def test_a_sentence_is_no_command(said: str) -> None:
    assert control(said) == ""


def test_a_plain_yes_and_a_plain_no() -> None:
    assert all(map(agrees, ("好", "好的。", "OK", "对！", "要得", " 嗯嗯 ", "就这样")))
    assert not any(map(agrees, ("好像不对", "好的坏的都说说", "不行", "")))
    assert all(map(disagrees, ("不对", "不是。", "错了", "写错了！")))
    assert not any(map(disagrees, ("不对，是三家", "对", "")))


@pytest.mark.parametrize(
    "said",
    ["收到", "知道了", "好 知道了", "好的，收到", "嗯嗯，收到了，谢谢", "可以，明白", "已阅", "行，清楚了"],
)
def test_to_have_heard_is_no_yes(said: str) -> None:
    assert only_heard(said)
    assert not agrees(said)


@pytest.mark.parametrize(
    "said", ["发吧", "存吧", "就这么发", "知道了，确认", "收到，提交吧", "那就记上吧", "帮我交上去"]
)
def test_a_yes_may_name_the_deed(said: str) -> None:
    assert agrees(said)
    assert names_deed(said)
    assert not only_heard(said)


@pytest.mark.parametrize(
    "said", ["办好了", "记错了", "存了没", "存款", "发票", "交不上去", "知道怎么办吗", "都记着呢"]
)
def test_a_sentence_with_the_name_of_a_deed_is_no_yes(said: str) -> None:
    assert not any(one(said) for one in (agrees, names_deed, only_heard))


def test_blanks_and_punctuation_say_nothing() -> None:
    assert bare(" 确 认～！「OK」 ") == "确认ok"
    assert bare("？") == "?"


def test_captions_are_recognised_among_those_offered_only() -> None:
    assert recognise("霞山", ["赤坎", "霞山"]) == "霞山"
    assert recognise("下山", ["赤坎", "霞山"]) == "霞山"
    assert recognise("麻章", ["赤坎", "霞山"]) == ""
    assert recognise("财税管里", ["财税管理", "法律法规"]) == "财税管理"


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("一二三四五", "一二三四六", True),
        ("abcd", "abce", False),
        ("abcde", "abcdf", True),
        ("abcde", "abcdfg", False),
        ("abcdefghij", "abcdefghij", True),
        ("abcdefghijk", "abcdefghijx", False),
        ("abcdefghijk", "abcdefghijk", True),
        ("ab", "abc", False),
        ("鱼", "余", False),
        ("鱼虾", "余下", True),
        ("请发布需求", "发布需求", True),
        ("我要发布须求", "发布需求", True),
        ("发布徐求吧了", "发布需求", True),
        ("鱼虾蟹", "余下", False),
        ("下山路", "霞山路", True),
        ("看山路", "霞山路", False),
        ("abcd", "abcde", True),
        ("霜霜霜额", "双双双", False),
        ("霜霜书", "双双双", True),
    ],
)
def test_how_far_a_word_may_be_missed(text: str, word: str, meant: bool) -> None:
    assert (recognise(text, ["别的", word]) == word) is meant


def test_of_several_words_the_nearest_is_meant() -> None:
    assert recognise("abcdex", ["abcxyz", "abcdef", "uvwxyz"]) == "abcdef"
    assert recognise("下山", ["下线", "霞山"]) == "霞山"
    assert recognise("没有词", []) == ""
    assert recognise("abcdef", []) == ""
