"""Phrases for how long something took, of every kind that readers of times are tried with, and their values."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from language import read_diary, read_hours

NOW = datetime(2026, 5, 20, 19, 40, tzinfo=timezone(timedelta(hours=8)))
LINES = (Path(__file__).parent / "length_phrases.tsv").read_text(encoding="utf-8").splitlines()
PHRASES = dict(line.split("\t") for line in LINES if not line.startswith("#"))


@pytest.mark.parametrize(("phrase", "length"), PHRASES.items())
def test_a_phrase_means_its_length_alone_and_in_a_message(phrase: str, length: str) -> None:
    within = read_diary(f"5月18日给3家企业讲税务，{phrase}", NOW)
    expected = float(length) if length else None
    assert (read_hours(phrase), within.hours) == (expected, expected)
    assert within.enterprises == 3


WAYS = {
    "14:05-16:35": "{a:02}:{b:02}-{c:02}:{d:02}",
    "14点05分到16点35分": "{a}点{b:02}分到{c}点{d:02}分",
    "14:05:00~16:35:00": "{a}:{b:02}:00~{c}:{d:02}:00",
    "14时5分至16时35分": "{a}时{b}分至{c}时{d}分",
    "14:05 - 16:35": "{a}:{b:02} - {c}:{d:02}",
}


@given(
    st.integers(7 * 60, 20 * 60), st.integers(10, 3 * 60), st.sampled_from(sorted(WAYS)), st.integers(1, 28)
)
@example(14 * 60, 180, "14点05分到16点35分", 9)
def test_two_clocks_beside_a_date(begin: int, length: int, way: str, day: int) -> None:
    end = begin + length
    clocks = WAYS[way].format(a=begin // 60, b=begin % 60, c=end // 60, d=end % 60)
    for said in (
        f"{clocks} 4月{day}号给3家企业讲税务",
        f"4月{day}号{clocks}给3家企业讲税务",
        f"{clocks}，2026-04-{day:02}，3家",
    ):
        told = read_diary(said, NOW)
        assert told.date is not None
        assert (told.date.month, told.date.day) == (4, day)
        assert told.hours == round(length / 60, 2)
        assert told.times == ((begin, end),)
