"""Topics and telling pairs: the same from one text as from many; the longer word outranks the one within it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.data import lines
from matching.tokens import LONGEST, named, pairs_with_places, topics, topics_of

WORDS = [word for row in lines("topics.tsv") for word in row[2].split()]
texts = st.lists(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=5).map("".join),
    min_size=1,
    max_size=4,
)


def names(text: str) -> list[str]:
    return [topics()[number].name for number in topics_of(text)]


def test_each_word_stands_once_and_fits() -> None:
    assert [word for word, times in Counter(WORDS).items() if times > 1] == []
    assert [word for word in WORDS if len(word) > LONGEST] == []


def test_a_shopkeepers_words_are_a_topic() -> None:
    assert names("客户拖了我们四十万货款") == ["货款追讨"]
    assert names("天气真好") == []


def test_a_word_within_a_longer_one_says_nothing_of_its_own() -> None:
    assert names("创业担保") == ["创业担保贷款"]
    assert names("创业担保，还要担保") == ["担保", "创业担保贷款"]


def test_words_that_only_touch_say_both() -> None:
    assert names("税收优惠企") == ["税收优惠", "惠企政策"]
    assert names("节税务检查") == ["税务稽查", "税收优惠"]


def test_figures_and_signs_part_words() -> None:
    assert list(pairs_with_places("虾1虾，蟹")) == []


def test_the_first_and_the_last_letters_are_words() -> None:
    """From a to z, and from 一 to the last of the common block."""
    for text in ("az", "za", "一\u9fff"):
        (found,) = pairs_with_places(text)
        assert found in named([text], [""]).tokens
    for beside in ("`a", "{z", "\u4dff一", "\ua000一"):
        assert not pairs_with_places(beside)
        assert not len(named([beside], [""]).tokens)


def test_nothing_said_holds_nothing() -> None:
    assert [len(column) for column in named([""], [""])] == [0, 0]
    assert [len(column) for column in named(["虾"], [""])] == [0, 0]


@settings(max_examples=60)
@given(texts)
def test_one_text_reads_as_many_do(found: list[str]) -> None:
    many = named(found, [""] * len(found))
    for number, text in enumerate(found):
        mine = set(many.tokens[many.texts == number].tolist())
        assert mine == {*topics_of(text), *pairs_with_places(text)}
