"""Reminders from facts: the same facts give the same keys, an outage of any length loses what is
pointless and nothing else, and nobody is told anything twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme import reminders
from programme.packs import Kind, RulePack, load_pack
from programme.readings import YearRecord
from programme.reminders import HolderFacts, Ladder, Reminder, all_due, next_moment, of_holder
from programme.workdays import KNOWN

NATIONAL = load_pack("national-2023")
RULE = NATIONAL.reminders
CERTIFIED = date(2026, 1, 1)
NOTHING = YearRecord()
DAY = timedelta(days=1)


def holder(since: date = CERTIFIED, record: YearRecord = NOTHING, **known: object) -> HolderFacts:
    facts: dict[str, object] = {
        "id": 7,
        "kind": "expert",
        "state": "active",
        "certified_on": CERTIFIED,
        "until": date(2029, 1, 1),
        "silent_since": since,
        "record": record,
    }
    return HolderFacts(**(facts | known))  # type: ignore[arg-type]  # a table of a test


def said_on(facts: HolderFacts, day: date, pack: RulePack = NATIONAL) -> set[str]:
    return {reminder.key for reminder in all_due(of_holder(pack, facts, day), day)}


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2026, 3, 31), set()),
        (date(2026, 4, 1), {"silent:7:2026-01-01:90", "shortage:7:2026-04-01"}),
        (date(2026, 5, 31), {"silent:7:2026-01-01:150", "shortage:7:2026-04-01"}),
        (date(2026, 6, 20), {"silent:7:2026-01-01:170", "shortage:7:2026-04-01"}),
        (date(2026, 7, 2), {"warning_due:7:2026-01-01", "shortage:7:2026-07-01"}),
        (date(2026, 12, 1), {"warning_due:7:2026-01-01", "shortage:7:2026-12-01"}),
        (date(2029, 1, 2), {"warning_due:7:2026-01-01", "expire:7:2029-01-02", "year_result:7:2028-01-01"}),
    ],
)
def test_what_a_silent_expert_and_staff_hear_day_by_day(day: date, keys: set[str]) -> None:
    assert said_on(holder(), day) == keys


def test_renewal_is_asked_sixty_and_thirty_days_ahead_and_the_newest_counts() -> None:
    facts = holder(since=date(2028, 12, 1), until=date(2028, 12, 31), record=YearRecord(Decimal(12), 30))
    assert said_on(facts, date(2028, 10, 31)) == set()
    assert said_on(facts, date(2028, 11, 1)) == {"ask_renewal:7:2028-11-01"}
    assert said_on(facts, date(2028, 12, 20)) == {"ask_renewal:7:2028-12-01"}
    assert said_on(facts, date(2029, 1, 1)) == {"expire:7:2029-01-01", "year_result:7:2028-01-01"}


@pytest.mark.parametrize(
    ("hours", "day", "behind"),
    [
        (Decimal("2.9"), date(2026, 4, 1), True),  # 90 of 365 days: 2.96 of 12 hours
        (Decimal(3), date(2026, 4, 1), False),
        (Decimal(6), date(2026, 7, 1), False),
        (Decimal("11.5"), date(2026, 10, 1), False),
        (Decimal("11.5"), date(2026, 12, 1), True),
        (Decimal(12), date(2026, 12, 1), False),
    ],
)
def test_a_quarter_asks_for_its_part_and_the_last_call_for_all(
    hours: Decimal, day: date, behind: bool
) -> None:
    facts = holder(since=day - DAY, record=YearRecord(hours, 1))
    assert bool(said_on(facts, day) & {f"shortage:7:{day}"}) == behind


def test_either_figure_suffices_and_newcomers_are_left_alone() -> None:
    assert not said_on(holder(since=date(2026, 6, 30), record=YearRecord(enterprises=15)), date(2026, 7, 1))
    fresh = holder(since=date(2026, 8, 10), certified_on=date(2026, 8, 10))
    assert not said_on(fresh, date(2026, 10, 1))
    assert said_on(fresh, date(2026, 12, 1)) == {"silent:7:2026-08-10:90", "shortage:7:2026-12-01"}


def test_plan_and_summary_where_the_pack_asks_for_them_until_they_are_handed_in() -> None:
    guangdong, facts = load_pack("guangdong-2023"), holder(kind="station", until=date.max)
    day = date(2026, 12, 18)
    assert "summary_due:7:2026:14" in said_on(facts, day, guangdong)
    handed_in = holder(kind="station", until=date.max, handed_in=frozenset({"summary:2026"}))
    assert not any("summary" in key for key in said_on(handed_in, day, guangdong))
    assert "plan_due:7:2027:3" in said_on(facts, date(2027, 1, 28), guangdong)
    assert not any("plan" in key for key in said_on(facts, date(2027, 2, 1), guangdong))


@pytest.mark.parametrize("state", ["withdrawn", "revoked", "expired"])
def test_who_holds_no_title_is_left_in_peace(state: str) -> None:
    assert of_holder(NATIONAL, holder(state=state), date(2026, 12, 1)) == ()


MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
MOMENTS: Sequence[tuple[Ladder[datetime], timedelta, str | None]] = [
    (reminders.of_offer(RULE, 1, MORNING, MORNING + DAY, False), timedelta(hours=19), None),
    (reminders.of_offer(RULE, 1, MORNING, MORNING + DAY, False), timedelta(hours=20), "offer_lapsing:1"),
    (reminders.of_offer(RULE, 1, MORNING, MORNING + DAY, False), timedelta(hours=24), None),
    (
        reminders.of_offer(RULE, 1, MORNING, MORNING + DAY / 12, True),
        timedelta(minutes=90),
        "offer_lapsing:1",
    ),
    (reminders.of_offer(RULE, 1, MORNING, MORNING + DAY / 4, False), timedelta(hours=3), None),
    (reminders.of_service(RULE, 1, 2, MORNING), 6 * DAY, None),
    (reminders.of_service(RULE, 1, 2, MORNING), 7 * DAY, "undiaried:1:2:7"),
    (reminders.of_service(RULE, 1, 2, MORNING), 400 * DAY, "undiaried:1:2:49"),
    (reminders.of_rating(RULE, 1, MORNING), 2 * DAY, "rate_reminder:1"),
]


@pytest.mark.parametrize(("ladder", "after", "key"), MOMENTS)
def test_needs_and_offers(ladder: Ladder[datetime], after: timedelta, key: str | None) -> None:
    due = ladder.due(MORNING + after)
    assert (due.key if due else None) == key


def test_publicity_and_rounds() -> None:
    ends = date(2026, 3, 9)
    publicity, closing = reminders.of_publicity(3, ends), reminders.of_round(RULE, "2026", 5, ends)
    assert [bool(publicity.due(ends + n * DAY)) for n in (-1, 0, 1)] == [False, True, False]
    keys = [due.key if (due := closing.due(ends + n * DAY)) else "" for n in (-8, -7, -1, 0, 1)]
    assert keys == ["", "round_closing:2026:5:7", "round_closing:2026:5:1", "round_closing:2026:5:1", ""]


PACKS = [load_pack(name) for name in ("national-2023", "guangdong-2023")]
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
RECORDS = st.builds(
    YearRecord, st.decimals(0, 80, places=1), st.integers(0, 200), st.integers(0, 4), st.integers(0, 4)
)


@st.composite
def holders(draw: Callable[..., object]) -> HolderFacts:
    certified, later = sorted([draw(DAYS), draw(DAYS)])  # type: ignore[type-var]  # dates, drawn
    return holder(
        since=later,  # type: ignore[arg-type]
        certified_on=certified,
        until=draw(st.one_of(st.just(date.max), DAYS)),
        kind="station",
        state=draw(st.sampled_from(["active", "renewed", "warned", "suspended", "revoked"])),
        record=draw(RECORDS),  # type: ignore[arg-type]
        id=draw(st.integers(1, 3)),
    )


def _day_by_day(pack: RulePack, facts: HolderFacts, days: Sequence[date]) -> list[Reminder]:
    """What is queued when somebody looks on these days, a key once for ever."""
    queued: dict[str, Reminder] = {}
    for day in days:
        for reminder in all_due(of_holder(pack, facts, day), day):
            queued.setdefault(reminder.key, reminder)
    return list(queued.values())


@given(st.sampled_from(PACKS), holders(), DAYS)
def test_the_same_facts_give_the_same_and_no_key_stands_for_two(
    pack: RulePack, facts: HolderFacts, day: date
) -> None:
    once, again = (all_due(of_holder(pack, facts, day), day) for _ in range(2))
    assert once == again
    assert len({reminder.key for reminder in once}) == len(once)


@given(
    st.sampled_from(PACKS), st.lists(holders(), min_size=2, max_size=6, unique_by=lambda one: one.id), DAYS
)
def test_no_two_holders_share_a_key(pack: RulePack, several: list[HolderFacts], day: date) -> None:
    keys = [reminder.key for one in several for reminder in all_due(of_holder(pack, one, day), day)]
    assert len(keys) == len(set(keys))


@settings(max_examples=50)
@given(st.sampled_from(PACKS), holders(), DAYS, st.integers(1, 500))
def test_looking_only_when_the_next_is_due_misses_nothing(
    pack: RulePack, facts: HolderFacts, start: date, span: int
) -> None:
    every_day = [start + n * DAY for n in range(span)]
    end, day, looked = every_day[-1], start, []
    while day <= end:
        looked.append(day)
        following = next_moment(of_holder(pack, facts, day), day)
        if following is None:
            break
        assert following > day
        day = following
    year_of = {day.year for day in every_day}
    if len(year_of) == 1:  # a record is that of one year
        assert _day_by_day(pack, facts, looked) == _day_by_day(pack, facts, every_day)


@settings(max_examples=50)
@given(st.sampled_from(PACKS), holders(), DAYS, st.integers(0, 300))
def test_after_an_outage_of_any_length_what_still_matters_comes_once(
    pack: RulePack, facts: HolderFacts, down: date, away: int
) -> None:
    back = down + away * DAY
    caught_up = _day_by_day(pack, facts, [back, back])
    missed = _day_by_day(pack, facts, [down + n * DAY for n in range(away + 1)])
    assert len({(one.kind, one.key.rpartition(":")[0]) for one in caught_up}) == len(caught_up)
    if down.year == back.year:
        assert {one.key for one in caught_up} <= {one.key for one in missed}
        still = {one.key for ladder in of_holder(pack, facts, back) if (one := ladder.due(back))}
        assert {one.key for one in caught_up} == still
    for ladder in of_holder(pack, facts, back):
        if ladder.until is not None and ladder.until <= back:
            assert not any(one.key.startswith(ladder.key) and one.kind == ladder.kind for one in caught_up)


@given(DAYS, DAYS)
def test_the_pace_runs_from_nothing_to_all(certified: date, day: date) -> None:
    year = (date(2027, 1, 1), date(2027, 12, 31))
    pace = reminders.pace_of(RULE, year, certified, day)
    assert 0 <= pace <= 1
    assert pace <= reminders.pace_of(RULE, year, certified, day + DAY)
    assert reminders.pace_of(RULE, year, certified, year[1]) == Fraction(1)


def test_publicity_and_a_round_are_reminded_of_until_they_are_over() -> None:
    ends = date(2026, 3, 10)
    publicity = reminders.of_publicity(5, ends)
    assert [publicity.due(ends + days * DAY) is not None for days in (-1, 0, 1)] == [False, True, False]
    closing = reminders.of_round(RULE, "r1", 8, ends)
    keys = {days: due.key for days in range(-8, 2) if (due := closing.due(ends + days * DAY))}
    assert keys == {
        **dict.fromkeys(range(-7, -1), "round_closing:r1:8:7"),
        -1: "round_closing:r1:8:1",
        0: "round_closing:r1:8:1",
    }


@pytest.mark.parametrize(
    ("choice", "day", "what"),
    [
        ("daily", date(2026, 3, 2), "daily"),
        ("weekly", date(2026, 3, 2), "weekly"),
        ("both", date(2026, 3, 2), "weekly"),
        ("daily", date(2026, 3, 6), "daily"),
        ("both", date(2026, 3, 3), "daily"),
        ("weekly", date(2026, 3, 3), None),
        ("daily", date(2026, 3, 7), None),
        ("daily", date(2026, 10, 5), None),
        ("daily", date(2026, 10, 10), "daily"),
        ("both", date(2026, 3, 8), None),
        ("none", date(2026, 3, 2), None),
    ],
)
def test_which_digest_is_wanted_on_which_day(choice: str, day: date, what: str | None) -> None:
    at = datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC)
    ladder = reminders.of_digest(4, choice, True, at, day.weekday() == 0, KNOWN)
    due = ladder.due(at)
    assert (due.facts if due else None) == (
        {"what": what, "on": str(day), "when_empty": True, "goals": "all"} if what else None
    )
    assert ladder.key == f"digest:4:{day}"
    assert ladder.due(at - timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    ("pack", "kind", "warning", "end"),
    [
        ("national-2023", "expert", 170, 30),
        ("national-2023", "station", 170, 30),
        ("guangdong-2023", "station", None, 30),
        ("hebei-2020", "expert", None, None),
    ],
)
def test_who_is_near_a_warning_or_the_end(
    pack: str, kind: Kind, warning: int | None, end: int | None
) -> None:
    day, rules = date(2026, 7, 1), load_pack(pack)
    assert reminders.near_warning(rules, kind, day) == (day - warning * DAY if warning else None)
    assert reminders.near_end(rules, kind, day) == (day + end * DAY if end else None)


def test_the_moments_come_from_the_pack() -> None:
    assert reminders.service_waits(RULE) == (7 * DAY, 14 * DAY, 28 * DAY, 49 * DAY)
    assert reminders.rating_wait(RULE) == 2 * DAY
    assert reminders.offer_notice(RULE, urgent=False) == timedelta(hours=4)
    assert reminders.offer_notice(RULE, urgent=True) == timedelta(minutes=30)
    assert reminders.round_days(RULE, date(2026, 3, 9)) == (date(2026, 3, 2), date(2026, 3, 8))
    assert RULE.quarterly
    assert not replace(RULE, shortage_months=(3, 6)).quarterly


def test_an_offer_given_for_twice_the_notice_is_worth_a_reminder() -> None:
    notice = timedelta(hours=4)
    assert reminders.of_offer(RULE, 1, MORNING, MORNING + 2 * notice, False).rungs
    assert not reminders.of_offer(RULE, 1, MORNING, MORNING + 2 * notice - timedelta(minutes=1), False).rungs


def test_a_ladder_s_next_moment_lies_ahead_and_before_its_end() -> None:
    ladder = reminders.of_offer(RULE, 1, MORNING, MORNING + DAY, False)
    at = MORNING + timedelta(hours=20)
    assert ladder.next(MORNING) == at
    assert ladder.next(at) is None
    ended = Ladder("x", "x", (reminders.Rung(at), reminders.Rung(at + DAY)), at + DAY)
    assert ended.next(at) is None
    assert next_moment([ladder, ended], MORNING) == at
    assert next_moment([], MORNING) is None


def test_nobody_is_behind_in_the_first_weeks() -> None:
    day = date(2026, 4, 1)
    settled, fresh = (holder(since=day - DAY, certified_on=day - days * DAY) for days in (60, 59))
    assert f"shortage:7:{day}" in said_on(settled, day)
    assert f"shortage:7:{day}" not in said_on(fresh, day)


def test_the_last_call_comes_thirty_days_before_the_end_of_the_year() -> None:
    facts = holder(since=date(2026, 11, 30), record=YearRecord(Decimal("11.5"), 29))
    assert said_on(facts, date(2026, 11, 30)) == set()
    assert said_on(facts, date(2026, 12, 1)) == {"shortage:7:2026-12-01"}
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert reminders.pace_of(RULE, year, date(2026, 1, 1), date(2026, 12, 1)) == 1
    assert reminders.pace_of(RULE, year, date(2026, 1, 1), date(2026, 11, 30)) == Fraction(333, 365)
    assert reminders.pace_of(RULE, year, date(2026, 3, 1), date(2026, 2, 1)) == 0


def test_where_all_figures_are_due_the_one_furthest_behind_counts() -> None:
    pack = load_pack("guangdong-2023")
    day = date(2026, 7, 1)
    behind = holder(since=day - DAY, kind="station", record=YearRecord(Decimal(12), 10, 2))
    level = holder(since=day - DAY, kind="station", record=YearRecord(Decimal(6), 75, 0))
    assert f"shortage:7:{day}" in said_on(behind, day, pack)
    assert f"shortage:7:{day}" not in said_on(level, day, pack)


def test_staff_are_asked_and_the_holder_is_told_with_the_rows_at_hand() -> None:
    day = date(2026, 7, 2)
    found = {one.kind: one for one in all_due(of_holder(NATIONAL, holder(), day), day)}
    assert found["warning_due"].facts == {"qualification": 7, "since": "2026-01-01"}
    assert found["shortage"].facts == {"qualification": 7, "year": "2026-01-01"}
    paper = next(
        one
        for one in all_due(
            of_holder(load_pack("guangdong-2023"), holder(kind="station"), date(2026, 1, 20)),
            date(2026, 1, 20),
        )
        if one.kind == "paper_due"
    )
    assert paper.facts == {"qualification": 7, "paper": "plan", "year": 2026, "by": "2026-01-31"}
    assert paper.key == "plan_due:7:2026:14"


@pytest.mark.parametrize(("state", "silence"), [("warned", False), ("suspended", False), ("renewed", True)])
def test_who_is_warned_already_is_not_warned_of_a_warning(state: str, silence: bool) -> None:
    keys = said_on(holder(state=state), date(2026, 4, 1))
    assert ("silent:7:2026-01-01:90" in keys) is silence
    assert "shortage:7:2026-04-01" in keys


@pytest.mark.parametrize(
    ("certified", "days"),
    [
        (date(2026, 10, 2), [date(2026, 12, 1)]),  # settled just in time for the last call
        (date(2026, 10, 3), [date(2026, 12, 1)]),
        (date(2026, 11, 20), [date(2026, 12, 4)]),
        (date(2026, 12, 20), []),  # the national pack asks nothing of the rest of a month
    ],
)
def test_one_certified_late_hears_what_this_year_asks(certified: date, days: list[date]) -> None:
    late = holder(since=certified, certified_on=certified)
    (shortage,) = [
        one for one in of_holder(NATIONAL, late, certified) if one.kind == "shortage"
        and one.facts["year"] == "2026-01-01"
    ]  # fmt: skip
    assert sorted(rung.at for rung in shortage.rungs if rung.at < shortage.until) == days  # type: ignore[operator]  # days
