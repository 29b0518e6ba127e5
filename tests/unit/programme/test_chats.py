"""How long two people wrote to each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from programme.chats import LIVE, LONGEST_PAUSE, is_inside, minutes_talked

AT = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
LINES = st.lists(st.tuples(st.integers(0, 90), st.booleans()), max_size=12)
"""Minutes since the line before, and whether the expert wrote it."""


def _said(lines: list[tuple[int, bool]]) -> list[tuple[datetime, bool]]:
    at, found = AT, []
    for minutes, by_expert in lines:
        at += timedelta(minutes=minutes)
        found.append((at, by_expert))
    return found


@given(LINES)
def test_no_more_than_lies_between_first_and_last(lines: list[tuple[int, bool]]) -> None:
    said = _said(lines)
    between = (said[-1][0] - said[0][0]).total_seconds() / 60 if said else 0
    assert 0 <= minutes_talked(said) <= between


@given(LINES)
def test_one_alone_talks_to_nobody(lines: list[tuple[int, bool]]) -> None:
    assert minutes_talked(_said([(minutes, True) for minutes, _ in lines])) == 0


@given(LINES, st.integers(16, 600))
def test_a_long_pause_adds_nothing(lines: list[tuple[int, bool]], pause: int) -> None:
    said = _said([*lines, (0, True), (0, False)])
    later = [*said, (said[-1][0] + timedelta(minutes=pause), True)]
    assert minutes_talked(later) == minutes_talked(said)


@given(LINES, st.integers(0, 15))
def test_a_short_pause_never_takes_away(lines: list[tuple[int, bool]], pause: int) -> None:
    said = _said([*lines, (0, True), (0, False)])
    later = [*said, (said[-1][0] + timedelta(minutes=pause), True)]
    assert (
        minutes_talked(said)
        <= minutes_talked(later)
        <= minutes_talked(said) + LONGEST_PAUSE.seconds // 60 + 5
    )


def test_who_was_just_written_to_is_inside_until_half_an_hour_is_over() -> None:
    assert is_inside(None, AT, False, AT + LIVE - timedelta(minutes=1))
    assert not is_inside(None, AT, False, AT + LIVE)


def test_who_wrote_last_and_never_came_in_is_not_inside() -> None:
    assert not is_inside(None, AT, True, AT)


def test_who_is_written_to_at_night_is_not_inside_before_the_morning() -> None:
    morning = AT + timedelta(hours=10)
    assert not is_inside(None, morning, False, AT)
