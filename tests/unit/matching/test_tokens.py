"""Tokens: the same from one text as from many; pairs of characters, figures and letters whole, and how much they tell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.tokens import BUCKETS, found_in, rarity, tokens_of

texts = st.lists(st.text(alphabet="虾蟹稻abz12 ，。\n😀", max_size=9), min_size=1, max_size=4)


def words(text: str) -> set[str]:
    return {word for said in tokens_of(text).values() for word in said}


def test_pairs_that_no_sign_parts_and_whole_numbers_and_names() -> None:
    assert words("冻虾，出口BSCI和9810") == {"冻虾", "出口", "bsci", "9810"}
    assert words("虾1虾 a 12 蟹") == set()


def test_the_first_and_the_last_characters_are_words() -> None:
    """From 一 to the last of the common block, and nothing beside."""
    assert words("一\u9fff") == {"一\u9fff"}
    for beside in ("\u4dff一", "\ua000一"):
        assert not words(beside)
        assert not len(found_in([beside]).tokens)


def test_nothing_said_holds_nothing() -> None:
    assert [len(column) for column in found_in([""])] == [0, 0]
    assert [len(column) for column in found_in(["虾"])] == [0, 0]


@settings(max_examples=60)
@given(texts)
def test_one_text_reads_as_many_do(found: list[str]) -> None:
    many = found_in(found)
    for number, text in enumerate(found):
        assert set(many.tokens[many.texts == number].tolist()) == set(tokens_of(text.replace("\n", " ")))


def test_what_everybody_says_tells_little() -> None:
    def worth(word: str) -> float:
        (token,) = tokens_of(word)
        return float(rarity()[token])

    assert worth("怎么") < worth("贷款") < worth("9810") <= rarity().max() < 5
    assert len(rarity()) == BUCKETS
