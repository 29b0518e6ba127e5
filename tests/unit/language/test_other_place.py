"""A question that is asked of another place too, alone or in one breath."""

from __future__ import annotations

import pytest

from language.other_place import of_another_place, of_each_place, place_asked


@pytest.mark.parametrize(
    ("text", "place"),
    [("坡头呢", "坡头"), ("那吴川呢？", "吴川"), ("还有麻章区呢", "麻章区"), ("赤坎的呢", "赤坎")],
)
def test_a_place_alone(text: str, place: str) -> None:
    assert place_asked(text) == place


@pytest.mark.parametrize("text", ["李律师呢", "下个月呢", "我呢", "坡头", "坡头的沙龙几点呢", "霞山和坡头呢"])
def test_no_place_alone(text: str) -> None:
    assert place_asked(text) == ""


def test_the_question_is_asked_of_it() -> None:
    assert of_another_place("霞山区这周来了几条需求", "坡头呢") == "坡头这周来了几条需求"


@pytest.mark.parametrize("question", ["", "明天下午在霞山开会", "霞山和麻章谁多", "这周几条需求"])
def test_of_what_asks_of_no_one_place_nothing_is_asked_again(question: str) -> None:
    assert of_another_place(question, "坡头呢") == ""


def test_both_in_one_breath() -> None:
    assert of_each_place("吴川有几个专家，廉江呢？") == ("吴川有几个专家", "廉江有几个专家")
    assert of_each_place("吴川有几个专家") == ()
