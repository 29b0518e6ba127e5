"""How long a pack's document holds, and from when staff are told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from programme.packs import load_pack
from programme.packs.in_words import in_words
from programme.validity import ending, told_from

CITY = load_pack(Path(__file__).parents[2] / "packs" / "city-like-national.toml")


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 7, 31), ""),
        (date(2026, 8, 1), "写的有效期到 9月30日 周三，当天还有效"),
        (date(2026, 9, 30), "当天还有效"),
        (date(2026, 10, 1), "已经满了"),
    ],
)
def test_it_is_said_before_the_end_and_after_it(on: date, said: str) -> None:
    found = ending(CITY, on)
    assert said in found if said else not found


def test_nobody_is_told_of_an_end_that_nobody_knows() -> None:
    draft = load_pack("guangdong-2023")
    assert told_from(draft) is None
    assert ending(draft, date(2099, 1, 1)) == ""
    assert any("没有写 until" in line for line in in_words(draft))


def test_a_check_of_the_settings_says_until_when() -> None:
    assert "有效期：有效期至 2026 年 9 月 30 日，到 2026 年 9 月 30 日，提前 60 天告诉工作人员" in in_words(
        CITY
    )
    assert not any("有效期" in line for line in in_words(replace(CITY, validity=None)))
