"""Reading takes steps in proportion to a message's length, however it is made up."""

import importlib
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import language
from language import enterprise_names, is_small_talk, meetings, read_diaries, read_need
from language.no_names import is_no_name
from language.normalise import LONGEST
from language.numerals import is_amount

NOON = datetime(2026, 3, 4, 12, tzinfo=timezone(timedelta(hours=8)))
PIECES = st.lists(
    st.sampled_from(
        [
            *"昨周三日点到半家各去给、，；（ 1-.",
            "两个半小时",
            "鱼饲料",
            "赤坎",
            "有限公司",
            "每家",
            "不是",
            "其中",
            "下午",
            "叫",
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)


def _as_diary(text: str) -> object:
    return read_diaries(text, NOON, "440800")


def _as_need(text: str) -> object:
    return read_need(text, deep=False)


def _steps(read: Callable[[str], object], text: str) -> int:
    """Calls made, of Python and of C, while reading."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@given(PIECES)
@example("三家，不对，")
@example("昨天赤坎3家讲税1小时，")
@example("和赤坎")
@settings(max_examples=25)
def test_twice_the_message_takes_twice_the_steps(piece: str) -> None:
    whole = (piece * LONGEST)[:LONGEST]
    for read in (_as_diary, _as_need):
        read(whole)  # tables are read when first needed
        half, full = _steps(read, whole[: LONGEST // 2]), _steps(read, whole)
        assert full <= 2.5 * half + 2000


def test_what_lies_beyond_the_longest_is_not_read() -> None:
    long = "昨天去了" * 2500
    assert read_diaries(long, NOON) == read_diaries(long[:LONGEST], NOON)
    assert _steps(_as_diary, long) <= 2 * _steps(_as_diary, long[:LONGEST])


def test_small_talk_without_end_ends() -> None:
    assert not is_small_talk("有点哈" * 19 + "三")


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(language.__path__):
        if module.name in ("train", "validate", "data"):
            continue
        for name, value in vars(importlib.import_module(f"language.{module.name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value
    yield from zip(
        ("enterprise_names.whole", "enterprise_names.trade"), enterprise_names._trades(), strict=True
    )


def _repeats(parsed: Any, within: int = 0) -> Iterator[int]:
    """How deep repeats without an upper bound lie within each other."""
    for operator, argument in parsed:
        endless = operator in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[1] is sre.MAXREPEAT
        depth = within + bool(endless)
        yield depth
        for part in argument if isinstance(argument, (tuple, list)) else (argument,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, sre_parser.SubPattern):
                    yield from _repeats(inner, depth)


def test_no_pattern_repeats_without_end_what_repeats_without_end() -> None:
    deepest = {
        name: max(_repeats(sre_parser.parse(pattern.pattern, pattern.flags)), default=0)
        for name, pattern in _patterns()
    }
    assert len(deepest) > 55
    assert {name for name, depth in deepest.items() if depth > 1} == set()


@pytest.mark.parametrize(
    "text", ["上午" + "1" * 300 + "x", "一" * 300 + "x", "1" * 300 + "吧", "44080119800101123X" * 20]
)
def test_long_figures_come_to_an_end(text: str) -> None:
    """A number repeated, within what repeats numbers, once took steps without end."""
    assert is_no_name(text) in (True, False)
    assert not is_amount(text.rstrip("吧") + "x")


@pytest.mark.parametrize("piece", ["谈", "见面谈", "聊聊"])
def test_what_is_said_behind_a_place_comes_to_an_end(piece: str) -> None:
    assert meetings.read(f"周五下午两点在{piece * 200}x", NOON).place is not None


@pytest.mark.soak
@pytest.mark.parametrize(
    "piece",
    ["昨天去了三家", "鱼饲料", "两个半小时，", "和赤坎", "下午3点", "每家", "13800", "给“甲”、", "名单，"],
)
def test_twice_the_message_takes_twice_the_time(piece: str) -> None:
    """Steps do not show how long a pattern searches; of processor time, the best of several, as a ratio."""
    whole = (piece * LONGEST)[:LONGEST]
    for read in (_as_diary, _as_need):
        read(whole)
        half, full = (
            min(_seconds(read, f"{turn}{text}") for turn in range(7))
            for text in (whole[: LONGEST // 2], whole)
        )
        assert full <= 3 * half + 0.005


def _seconds(read: Callable[[str], object], text: str) -> float:
    started = process_time()
    read(text)
    return process_time() - started
