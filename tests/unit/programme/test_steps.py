"""Whose a step is: by the pack, and by who is there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.application import application
from programme.errors import Refused
from programme.packs import KINDS, available, load_pack
from programme.packs.offices import Level, Step
from programme.roles import Role
from programme.steps import NAMES, RIGHTS, Owner, is_overdue, level_of, overdue_on, owner, require
from programme.workdays import KNOWN, is_working

NATIONAL, GUANGDONG = load_pack("national-2023"), load_pack("guangdong-2023")
ZHANJIANG, HEBEI = load_pack("zhanjiang-2020"), load_pack("hebei-2020")
LEVELS = st.sampled_from(sorted(NAMES))
STEPS: list[Step] = [step for step in RIGHTS if step != "review"]


@pytest.mark.parametrize(
    ("jurisdiction", "level"),
    [("000000", 0), ("100000", 0), ("440000", 2), ("440800", 4), ("440802", 6), (None, 7)],
)
def test_the_level_of_an_office(jurisdiction: str | None, level: int) -> None:
    assert level_of(jurisdiction) == level


@pytest.mark.parametrize(
    ("present", "acts", "stands_in"),
    [
        ({0, 2, 4, 6}, 2, False),
        ({0, 4}, 0, False),  # nobody of the owner's: the nearest above
        ({4, 6}, 4, True),  # nobody above either: the highest below, and the file says so
        (set(), 2, False),
    ],
)
def test_who_does_a_step_of_the_province(present: set[int], acts: int, stands_in: bool) -> None:
    found = owner(HEBEI, "expert", "revoke", present)
    assert found is not None
    assert (found.owns, found.acts, found.stands_in) == (2, acts, stands_in)
    assert found.in_words == ("系统里没有省级的工作人员，由市级代办。" if stands_in else "")


@pytest.mark.parametrize(("level", "owns"), [("city", 4), ("province", 2), ("centre", 2)])
def test_a_review_is_that_of_the_level_the_application_waits_for(level: Level, owns: int) -> None:
    found = owner(GUANGDONG, "station", "review", {0, 2, 4}, reviewed_by=level)
    assert found is not None
    assert found.acts == owns


def test_what_a_pack_says_of_its_steps() -> None:
    everybody = {0, 2, 4, 6}
    found = [
        owner(ZHANJIANG, "expert", "publish", everybody),
        owner(ZHANJIANG, "expert", "certify", everybody),
        owner(NATIONAL, "expert", "file", everybody),
    ]
    assert [one and one.acts for one in found] == [2, 4, 2]
    assert owner(HEBEI, "expert", "file", everybody) is None  # not said: whoever has the right


@given(st.sampled_from(available()), st.sampled_from(STEPS), st.sets(LEVELS), LEVELS)
def test_nobody_but_the_acting_level_does_a_step(
    name: str, step: Step, present: set[int], office: int
) -> None:
    pack = load_pack(name)
    for kind in KINDS:
        if kind not in pack.kinds or (found := owner(pack, kind, step, present)) is None:
            continue
        assert found.acts in (present or {found.owns})
        assert not found.stands_in or min(present) == found.acts > found.owns
        if office == found.acts:
            require(office, found)
            continue
        with pytest.raises(Refused, match=NAMES[found.acts]) as refused:
            require(office, found)
        assert refused.value.code == "wrong_level"
        assert refused.value.clause


def test_a_level_above_may_do_what_has_waited_too_long() -> None:
    found = Owner(4, 4, "GD 第五条")
    require(2, found, overdue=True)
    with pytest.raises(Refused):
        require(6, found, overdue=True)


def test_waiting_is_counted_in_working_days() -> None:
    assert GUANGDONG.deciding.escalate_days == 10
    assert not is_overdue(GUANGDONG, date(2026, 3, 2), date(2026, 3, 16), KNOWN)
    assert is_overdue(GUANGDONG, date(2026, 3, 2), date(2026, 3, 17), KNOWN)


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)), st.integers(0, 40))
def test_overdue_is_a_day_and_stays_so(since: date, after: int) -> None:
    turns, today = overdue_on(GUANGDONG, since, KNOWN), since + timedelta(days=after)
    assert is_working(turns, KNOWN)
    assert is_overdue(GUANGDONG, since, today, KNOWN) == (today >= turns)


def test_publicity_of_another_level_is_begun_by_a_deed() -> None:
    life = application(ZHANJIANG, "expert")
    passed = life.step("city_review", "pass", [Role.reviewer])
    assert passed.target == "passed"
    assert life.step("passed", "publish", [Role.reviewer]).target == "publicity"
    assert life.step("passed", "recall", [Role.reviewer]).target == "city_review"
    assert "passed" not in application(NATIONAL, "expert").names
