"""Applications, corrections, spellings and small talk: the very parts that each reader finds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, NamedTuple

import pytest

from language import Application, corrections, is_small_talk, normalise, numerals, read_application


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "湛江海东科技产业园服务站，2019年成立，地址：湛江市坡头区海东路8号，联系人：陈晓，专职人员6人，"
            "服务企业120家，活动30场",
            {
                "name": "陈晓", "unit": "湛江海东科技产业园服务站", "region": "440804", "address": "湛江市坡头区海东路8号",
                "contact": "陈晓", "founded": 2019, "staff": 6, "enterprises": 120, "events": 30,
            },
        ),
        ("我在广东某律师事务所当律师，执业8年", {"unit": "广东某律师事务所", "title": "律师", "years": 8, "region": "440000"}),
        ("职务：总经理，擅长税务、融资", {"title": "总经理", "domains": ("tax", "finance")}),
        ("成立了5年", {"years": 5}),
        ("成立于2020年，共12人", {"founded": 2020, "staff": 12}),
        ("2018年3月成立", {"founded": 2018}),
        ("3名专职人员", {"staff": 3}),
        ("服务过35家企业", {"enterprises": 35}),
        ("办了12场培训", {"events": 12}),
        ("研究生", {"degree": "硕士"}),
        ("专科", {"degree": "大专"}),
        ("博士后", {"degree": "博士后"}),
        ("电话0759-2233445，邮箱 li@zj.cn", {"phone": "07592233445", "email": "li@zj.cn"}),
        ("", {}),
    ],
)  # fmt: skip
def test_an_application_tells_no_more_than_it_says(text: str, told: dict[str, Any]) -> None:
    assert asdict(read_application(text)) == asdict(Application(**told))


class Told(NamedTuple):
    start: int
    end: int


@pytest.mark.parametrize(
    ("text", "said", "standing"),
    [
        ("3家和4家", ["3家", "4家"], ["3家", "4家"]),
        ("3家,不对,4家", ["3家", "4家"], ["4家"]),
        ("不是3家是5家", ["3家", "5家"], ["5家"]),
        ("3家,更正一下,4家,应该是5家", ["3家", "4家", "5家"], ["5家"]),
        ("3家,不对,4家和5家", ["3家", "4家", "5家"], ["4家", "5家"]),
        ("原定3家,来了4家", ["3家", "4家"], ["4家"]),
        ("打算3家", ["3家"], ["3家"]),
        ("没有", [], []),
    ],
)
def test_what_is_taken_back_does_not_stand(text: str, said: list[str], standing: list[str]) -> None:
    found = [Told(text.index(word), text.index(word) + len(word)) for word in said]
    assert [text[one.start : one.end] for one in corrections.latest(text, found)] == standing


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("３家 企业", "3家 企业"),
        ("3 家", "3家"),
        ("3 : 4", "3 :4"),
        ("繁體字", "繁体字"),
        ("①第一", ";第一"),
        ("a\tb", "a b"),
        ("😀好", " 好"),
        ("「名」", "“名”"),
        ("10—12", "10-12"),
        ("乾安", "干安"),
        ("e\u0301", "e"),
        ("", ""),
    ],
)
def test_one_spelling(text: str, plain: str) -> None:
    assert normalise(text).text == plain


def test_what_is_read_leads_back_to_what_was_written() -> None:
    message = normalise("在３ 家廠")
    assert message.text == "在3家厂"
    assert message.written(1, 4) == "３ 家廠"
    assert message.written(2, 2) == message.written(3, 1) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("3.5", 3.5), ("十", 10), ("一千零五", 1005), ("两千三", 2300), ("三百五十", 350), ("一百二十三", 123),
     ("二零二六", 2026), ("百", 100), ("〇", 0), ("卅", 30), ("仨", 3), ("一二", None), ("", None), ("abc", None),
     ("三x", None)],
)  # fmt: skip
def test_numbers(text: str, value: float | None) -> None:
    assert numerals.number(text) == value


def test_whole_numbers_and_digits() -> None:
    assert [numerals.integer(text) for text in ("3", "3.0", "3.5", "三", "半")] == [3, 3, None, 3, None]
    assert numerals.digits("二〇二六年壹幺") == "2026年11"


@pytest.mark.parametrize("text", ["你好", "好的，收到", "OK", "Hello", "谢谢！", "👍", "。。", "", "啊" * 60])
def test_small_talk_answers_nothing(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize("text", ["明天", "昨天今天", "湛江", "你好，请问合同", "啊" * 61, "3"])
def test_an_answer_is_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)
