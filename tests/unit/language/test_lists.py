"""Lists of words: each says what it is, holds no word twice, and is used."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import documents
import handlers
import language
from language.lexicon import Hit, Lexicon, alternatives, any_of, words_of

WORDS = sorted(path.name for path in files("language.data").joinpath("words").iterdir())
SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for room in (language, documents, handlers)
    for path in Path(str(room.__file__)).parent.rglob("*.py")
)


@pytest.mark.parametrize("name", WORDS)
def test_a_list_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    lines = files("language.data").joinpath("words", name).read_text(encoding="utf-8").splitlines()
    assert [line[:2] for line in lines[:2]] == ["# ", "# "]
    rows = [line for line in lines if not line.startswith("#")]
    assert rows
    assert len(set(rows)) == len(rows)
    assert all(row == row.strip() for row in rows)


@pytest.mark.parametrize("name", WORDS)
def test_a_list_is_used(name: str) -> None:
    stem = name.split(".")[0]
    uses = f"words/{name}", f'"{stem}"', f"'{stem}'"
    assert any(use in SOURCES for use in uses)


def test_a_list_keeps_its_order() -> None:
    assert words_of("degrees")[:2] == ("博士后", "博士")
    assert re.findall(any_of("degrees"), "博士后，博士") == ["博士后", "博士"]


WORDS_ALIKE = st.lists(st.text("家居店铺a.", min_size=1, max_size=3), min_size=1, max_size=6)


@given(WORDS_ALIKE, st.text("家居店铺a. ", max_size=8))
def test_alternatives_find_what_a_plain_list_finds(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, words))
    assert [hit.span() for hit in re.finditer(alternatives(words), text)] == [
        hit.span() for hit in re.finditer(plain, text)
    ]


def test_a_lexicon_finds_the_longest_term_and_no_two_that_overlap() -> None:
    lexicon = Lexicon([("专利", 1), ("专利申请", 2), ("申请书", 3)])
    assert list(lexicon.scan("问专利申请书")) == [Hit(1, 5, 2)]
    assert list(lexicon.scan("专利，申请书")) == [Hit(0, 2, 1), Hit(3, 6, 3)]
    assert list(lexicon.scan("专")) == []
