"""A message of one word said two hundred times is read as quickly as any other: no pattern tries each way to part it."""

from __future__ import annotations

import pytest

from handlers.engine.spans import is_padding
from handlers.engine.words import gives_up

TIMES = 200


@pytest.mark.parametrize(
    "word", ["我就", "那我", "那就", "就想想", "先记下来", "就", "嗯", "算了我", "算了不不"]
)
def test_no_end_of_words_before_a_stop(word: str) -> None:
    assert not gives_up(f"{word * TIMES}壬")
    assert not gives_up(f"不填了，{word * TIMES}壬")


@pytest.mark.parametrize(
    "said", ["那我就不想填了", "我还是不想做了", "那就撤了吧", "我就想想，算了", "那就，不填了"]
)
def test_a_stop_is_still_one(said: str) -> None:
    assert gives_up(said)


@pytest.mark.parametrize("word", ["只有", "还有", "但是", "是"])
def test_no_end_of_padding(word: str) -> None:
    assert is_padding(word * TIMES)
    assert not is_padding(f"{word * TIMES}壬")
