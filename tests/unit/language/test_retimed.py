"""A day or an hour in the place of the one that some words name; a day put off; what is a part of a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.dates import is_part_of_a_day
from language.retimed import is_a_time, retimed, shifted


@pytest.mark.parametrize(
    ("words", "text", "instead"),
    [
        ("12月5号前把11月的日记交齐", "12月8号", "12月8号前把11月的日记交齐"),
        ("周五下班前报时长", "周四", "周四下班前报时长"),
        ("周三开会，周五检查", "周四", None),
        ("把台账带上", "周四", None),
        ("周五下班前报时长", "三楼", None),
        ("", "", None),
    ],
)
def test_the_only_day_of_its_kind_is_changed(words: str, text: str, instead: str | None) -> None:
    assert retimed(words, text) == instead


@given(st.text(alphabet="12月5号周五前交日记，。", max_size=20), st.text(alphabet="12月8号周四", max_size=6))
def test_what_is_changed_says_the_new_day(words: str, text: str) -> None:
    changed = retimed(words, text)
    assert changed is None or text.strip(" ，,。.") in changed


@pytest.mark.parametrize(
    ("text", "part"), [("下午", True), ("晚上八点", True), ("明天下午", False), ("21号", False)]
)
def test_a_part_of_a_day_names_no_day(text: str, part: bool) -> None:
    assert is_part_of_a_day(text) is part


@pytest.mark.parametrize(
    ("words", "text", "right"),
    [
        ("周五下午三点开会", "周五上午", "周五上午开会"),
        ("周五下午三点开会", "改成周四", "周四下午三点开会"),
        ("周五下午三点开会", "时间改成两点", "周五下午两点开会"),
        ("周五下午三点在市里开会", "周五下午", "周五下午三点在市里开会"),
        ("周五下午三点，在厂里", "周六上午十点", "周六上午十点，在厂里"),
        ("周五交台账", "下午三点", None),
        ("周四或周五交台账", "周三", None),
        ("周五开会", "周五不开了", None),
    ],
)
def test_only_the_time_changes(words: str, text: str, right: str | None) -> None:
    assert retimed(words, text) == right


def test_a_time_alone_is_no_name_of_anything() -> None:
    assert is_a_time("12月8号下午两点半")
    assert not is_a_time("周五沙龙")
    assert not is_a_time("")


@pytest.mark.parametrize(
    ("text", "day"),
    [("推迟一周", 13), ("往后推两天", 8), ("提前一天", 5), ("推迟到周五", None), ("晚一小时", None)],
)
def test_a_day_is_put_off_by_so_much(text: str, day: int | None) -> None:
    assert shifted(date(2026, 3, 6), text) == (day and date(2026, 3, day))
