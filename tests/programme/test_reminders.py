"""Reminders from facts: the same facts give the same keys, an outage of any length loses what is
pointless and nothing else, and nobody is told anything twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme import reminders
from programme.duty import YearRecord
from programme.packs import RulePack, load_pack
from programme.reminders import HolderFacts, Ladder, Reminder, all_due, next_moment, of_holder

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
        (date(2029, 1, 2), {"warning_due:7:2026-01-01", "expire:7:2029-01-02"}),
    ],
)
def test_what_a_silent_expert_and_staff_hear_day_by_day(day: date, keys: set[str]) -> None:
    assert said_on(holder(), day) == keys


def test_renewal_is_asked_sixty_and_thirty_days_ahead_and_the_newest_counts() -> None:
    facts = holder(since=date(2028, 12, 1), until=date(2028, 12, 31), record=YearRecord(Decimal(12), 30))
    assert said_on(facts, date(2028, 10, 31)) == set()
    assert said_on(facts, date(2028, 11, 1)) == {"ask_renewal:7:2028-11-01"}
    assert said_on(facts, date(2028, 12, 20)) == {"ask_renewal:7:2028-12-01"}
    assert said_on(facts, date(2029, 1, 1)) == {"expire:7:2029-01-01"}


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
    (reminders.of_service(RULE, 1, 2, MORNING), 400 * DAY, "undiaried:1:2:14"),
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


MONDAY, FRIDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)


@pytest.mark.parametrize(
    ("choice", "today", "what"),
    [
        ("daily", MONDAY, "daily"),
        ("daily", FRIDAY, "daily"),
        ("daily", SATURDAY, None),
        ("weekly", MONDAY, "weekly"),
        ("weekly", FRIDAY, None),
        ("both", MONDAY, "weekly"),
        ("both", FRIDAY, "daily"),
        ("both", SATURDAY, None),
        ("none", MONDAY, None),
    ],
)
def test_a_digest_comes_on_the_days_that_were_chosen(choice: str, today: date, what: str | None) -> None:
    ladder = reminders.of_digest(3, choice, True, today, MORNING)
    due = ladder.due(MORNING)
    assert (due.facts["what"] if due else None) == what
    assert ladder.due(MORNING - DAY) is None
    if due:
        assert due == Reminder(
            "digest", f"digest:3:{today}", {"what": what, "on": str(today), "when_empty": True}
        )


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
