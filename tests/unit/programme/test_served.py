"""What counts: activities that took place, and enterprises that were served (S4.4, S6.1)."""

from __future__ import annotations

from datetime import date

import pytest

from programme.served import enterprises_served, named_again, took_place


@pytest.mark.parametrize(
    ("state", "day", "counts"),
    [
        ("announced", date(2026, 3, 1), True),
        ("announced", date(2026, 3, 2), True),
        ("announced", date(2026, 3, 3), False),
        ("held", date(2026, 3, 1), True),
        ("cancelled", date(2026, 3, 1), False),
    ],
)
def test_an_activity_counts_from_its_day_on_unless_it_was_called_off(
    state: str, day: date, counts: bool
) -> None:
    assert took_place(state, day, date(2026, 3, 2)) is counts


def test_an_enterprise_counts_once_and_those_without_a_name_each() -> None:
    assert enterprises_served([(3, ["甲厂", "甲厂"])]) == 3
    assert enterprises_served([(2, ["甲厂"]), (1, ["甲厂"])]) == 2
    assert enterprises_served([(0, ["甲厂", "乙店"])]) == 2
    assert enterprises_served([(4, []), (4, [])]) == 8
    assert enterprises_served(iter([(1, ["甲厂"])])) == 1
    assert enterprises_served([]) == 0


def test_who_is_named_in_several_diaries_is_told_with_how_many() -> None:
    assert named_again([["甲厂", "甲厂"], ["甲厂", "乙店"], ["丙"]]) == {"甲厂": 2}
    assert named_again([]) == {}
