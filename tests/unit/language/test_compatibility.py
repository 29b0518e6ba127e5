"""Characters that only look like others are the ones they look like; what was written otherwise stays."""

from __future__ import annotations

import pytest

from handlers.engine.utterance import read
from handlers.message import Incoming
from language import is_small_talk, normalise, read_stars
from language.compatibility import figure, figures, unified
from language.decoration import said_by_signs


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("⼩李在⻓江⻋⾏", "小李在长江车行"),
        ("１３８００００１２３４", "13800001234"),
        ("ＷｅＣｈａｔ＠ｑｑ．ｃｏｍ", "WeChat@qq.com"),
        ("服务了3️⃣家", "服务了3家"),
        ("𝟓家", "5家"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("你好，在吗？（急）！", "你好，在吗？（急）！"),
        ("①报税②贷款", "①报税②贷款"),
        ("𠮷田㐱𱁬", "𠮷田㐱𱁬"),
        ("ＯＫ｡", "OK。"),
    ],
)
def test_compatibility_forms_alone_are_changed(sent: str, meant: str) -> None:
    assert unified(sent) == meant


@pytest.mark.parametrize("sent", ["5", "５", "⑤", "5️⃣", "❺", "⑸", "㈤", "Ⅴ", "𝟝"])
def test_a_lone_figure_in_any_dress_is_a_figure(sent: str) -> None:
    assert read(Incoming("web", "x", "1", text=sent)).text == "5"
    assert read_stars(sent) == 5
    assert not is_small_talk(sent)


def test_what_is_more_than_a_figure_stays() -> None:
    assert figure("🔟") == "10"
    assert figure("五") == "五"
    assert figure("①报税") == "①报税"
    assert figure("½") == "½"
    assert figures("⑤星") == "5星"


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("⭐️⭐️⭐️⭐️⭐️", 5),
        ("★★★★☆", 4),
        ("五颗星👍", 5),
        ("5个星", 5),
        ("三颗🌟", 3),
        ("老师很专业⭐⭐⭐⭐⭐", 5),
        ("⭐⭐⭐⭐⭐⭐", None),
        ("4.5分", None),
        ("15分", None),
        ("✨✨✨", None),
        ("👍", None),
    ],
)
def test_stars_as_people_send_them(text: str, stars: int | None) -> None:
    assert read_stars(text) == stars


def test_faces_leave_the_words_and_their_places() -> None:
    plain = normalise("你好[微笑]，⼩李/::)在")
    assert plain.text.split() == ["你好", ",小李", "在"]
    assert plain.written(0, 2) == "你好"
    assert plain.written(plain.text.index("在"), len(plain.text)) == "在"
    assert normalise("[链接]").text == "[链接]"


def test_some_signs_say_something() -> None:
    assert said_by_signs("👍🏽") == said_by_signs("/:strong") == said_by_signs("[ok]") == {"yes"}
    assert said_by_signs("🙅‍♀️❌") == {"no"}
    assert said_by_signs("好的[疑问]🙏") == {"doubt", "thanks"}
    assert said_by_signs("好的😊[流泪]") == frozenset()
