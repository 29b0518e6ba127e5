"""Whatever stands around a short word changes nothing of what it means, and makes no yes of what says more."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings

from handlers.engine.words import CONTROL, affirms, agrees, among, bare, control, denies, disagrees
from language.decoration import faces
from tests.unit.engine.dressed import dressed

STEERING = tuple(word for words in CONTROL.values() for word in words if word != "?")
YES = (
    "好",
    "好的",
    "对",
    "对的",
    "是的",
    "可以",
    "可以的",
    "行",
    "嗯",
    "没问题",
    "冇問題",
    "係",
    "啱",
    "就这样",
    "发吧",
    "好嘞",
    "確認",
    "ok",
)
NO = ("不对", "不是", "不行", "错了", "写错了", "唔係", "唔啱", "不可以")
CAPTIONS = ("接受", "婉拒", "换别人", "都不是", "有空", "赤坎区", "阿依古丽·买买提", "John Chen", "𠮷田")
SAYS_MORE = (
    "好的，但是时间改一下",
    "可以是可以，不过要下周",
    "对不对",
    "是不是",
    "可以吗",
    "没问题吧",
    "没问题吗",
    "有没问题",
    "好不好",
    "好像不对",
    "对了，我还想问贷款",
    "不好",
    "没有确认",
    "先不确认",
    "不提交",
    "好的电话改成13800001111",
    "确认什么",
    "要是可以就好了",
    "行不行啊",
    "是吗",
    "好的，领域错了",
    "等下再确认",
    "收到，我看看",
    "不错",
)


def _meant(text: str) -> tuple[str, bool, bool, bool, bool, str]:
    return control(text), agrees(text), disagrees(text), affirms(text), denies(text), among(text, CAPTIONS)


@given(dressed((*STEERING, *YES, *NO)))
@settings(max_examples=400)
def test_what_stands_around_a_word_changes_nothing(pair: tuple[str, str]) -> None:
    word, said = pair
    assume(not faces().fullmatch(said))  # «[没问题]» is a face of 微信, which says yes in its own way
    assert _meant(said)[:3] == _meant(word)[:3]


@given(dressed(CAPTIONS))
@settings(max_examples=200)
def test_a_caption_is_known_in_any_dress(pair: tuple[str, str]) -> None:
    word, said = pair
    assert among(said, CAPTIONS) == word


@given(dressed(SAYS_MORE))
@settings(max_examples=400)
@example(("没问题", "没问题？"))
@example(("好的", "好的🤔"))
@example(("确认", "确认❌"))
@example(("可以", "可以[疑问]"))
def test_nothing_that_says_more_becomes_a_yes(pair: tuple[str, str]) -> None:
    _, said = pair
    assert not agrees(said)
    assert control(said) != "confirm"


@pytest.mark.parametrize(
    "said",
    [
        "可以的",
        "对对对",
        "对的没错",
        "好的谢谢",
        "就这样吧",
        "好嘞",
        "嗯对",
        "发吧",
        "👌",
        "👍🏻👍🏻",
        "係",
        "啱",
        "冇問題",
        "好的/:ok",
        "是是是",
        "okkkk",
        "行吧",
        "成",
        "好滴滴",
        "好的，谢谢老师",
        "[OK]谢谢",
        "没问题👌",
        "對嘅",
        "√",
        "没错没错",
        "记吧",
        "准确无误",
        "嗯嗯嗯嗯",
    ],
)
def test_a_yes_in_other_words_is_a_yes(said: str) -> None:
    assert agrees(said)
    assert affirms(said)
    assert not denies(said)


@pytest.mark.parametrize(
    "said", ["👎", "🙅‍♀️", "❌", "[弱]", "/:no", "👎谢谢", "不对不对", "唔係", "不行的", "不是的"]
)
def test_a_no_in_other_words_is_a_no(said: str) -> None:
    assert disagrees(said)
    assert not agrees(said)


@pytest.mark.parametrize(
    "said", ["😢", "[流泪]", "😊", "/::)", "🌹", "谢谢", "🤔", "", "。", "好了", "对了", "👍👎"]
)
def test_a_face_that_says_neither_is_neither(said: str) -> None:
    assert not agrees(said)
    assert not disagrees(said)


def test_a_question_is_answered_by_its_own_word() -> None:
    assert all(map(affirms, ("有的", "愿意", "我愿意[微笑]", "有的有的", "需要，谢谢", "会")))
    assert all(map(denies, ("没有", "不用", "不用了，谢谢", "算了", "没有[流泪]", "唔使", "否")))
    assert not any(map(affirms, ("有没有", "要不要", "在吗", "没有", "想贷款", "有什么")))
    assert not any(map(denies, ("不用谢", "没错", "没问题", "没有确认", "不错", "有")))


def test_a_no_beside_a_word_takes_it_back_unless_it_says_no_itself() -> None:
    assert among("接受❌", CAPTIONS) == ""
    assert among("婉拒🙅", CAPTIONS) == "婉拒"
    assert control("取消❌") == "cancel"


def test_one_spelling() -> None:
    assert bare("【確認】👍🏻") == "确认"
    assert bare("⼩李") == "小李"
    assert bare("ＯＫ") == "ok"
    assert bare("可以🤔") == "可以?"
