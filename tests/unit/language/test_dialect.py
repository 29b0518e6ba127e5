"""Words of a dialect are read as everybody says them, and given back as they were said."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import data
from language.dialect import pieces
from language.normalise import normalise

SAID = {
    "呢间铺系我哋嘅": "这间铺是我们的",
    "我係開小食店嘅": "我是开小食店的",
    "点样先揾到人嚟帮手": "怎么先找到人来帮手",
    "佢哋琴日冇俾钱": "他们昨天没给钱",
    "老细话要执笠，点搞好啲": "老细说要执笠，怎么搞好些",
    "边个听日得闲": "哪个明天得闲",
    "唔好发出去": "不要发出去",
    "生意唔好": "生意不好",
    "系咪要四百蚊": "是不是要四百块",
}
NOT_OF_IT = ("系统联系不上", "电话我明天打", "关系到三点办的事", "倾销案的仲裁", "蚊子太多", "喇叭坏了")


@pytest.mark.parametrize(("said", "plain"), SAID.items())
def test_it_is_read_in_everybodys_words(said: str, plain: str) -> None:
    assert normalise(said).text == plain.replace("，", ",")


@pytest.mark.parametrize("said", NOT_OF_IT)
def test_words_that_only_look_so_stay(said: str) -> None:
    assert normalise(said).text == said


PIECES = st.lists(
    st.sampled_from([*SAID, *NOT_OF_IT, "赤坎", "3家", "唔", "嘅", "系", "点解", "乜", "，"]),
    min_size=1,
    max_size=6,
).map("".join)


@given(PIECES)
def test_it_is_given_back_as_it_was_said(said: str) -> None:
    read = normalise(said)
    assert read.written(0, len(read.text)) == said
    assert list(read.origins) == sorted(read.origins)


@given(PIECES)
def test_what_was_read_is_read_no_other_way(said: str) -> None:
    once = normalise(said).text
    assert normalise(once).text == once


LISTS = sorted(
    one.name
    for one in files("language.data").joinpath("words").iterdir()
    if not one.name.startswith("dialect")
)


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_what_readers_see(name: str) -> None:
    """A word of a dialect in them would never be found."""
    listed = [word for row in data.rows(f"words/{name}") for word in " ".join(row).split()]
    assert [word for word in listed if pieces(word)] == []
