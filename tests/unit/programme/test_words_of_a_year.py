"""The end of a year as random holders hear it: within the limits, one word for who lacks little, everybody's result."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from programme.duty import progress
from programme.limits import About, Listener, Wish, has_room, is_free
from programme.packs import load_pack
from programme.readings import YearRecord
from programme.reminders import HolderFacts, Reminder, all_due, of_holder
from programme.warned import still_warned
from programme.workdays import is_holiday

PACK = load_pack("national-2023")
FIRST, LAST = date(2025, 9, 1), date(2026, 1, 31)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
DAY = timedelta(days=1)
DEEDS = ("warning_due", "expire")
certified = st.dates(date(2023, 6, 1), date(2025, 9, 1))
hours = st.integers(0, 28).map(lambda halves: Decimal(halves) / 2)
silences = st.integers(0, 170).map(lambda days: FIRST - days * DAY)


def holder(certified_on: date, done: Decimal, since: date, today: date, state: str = "active") -> HolderFacts:
    record = YearRecord(done, 1) if today <= YEAR[1] else YearRecord()
    until = certified_on.replace(year=certified_on.year + 3)
    return HolderFacts(7, "expert", state, certified_on, until, max(certified_on, since), record)


def about(reminder: Reminder, said_on: date | None) -> About:
    """What `actions.limits` gathers of each kind."""
    if reminder.kind == "shortage":
        return About(YEAR[1], said_on)
    if reminder.kind == "year_result":
        return About(PACK.reminders.late_diaries_after(YEAR[1]))
    return About(must=reminder.kind in ("ask_renewal", "still_warned"))


def words(
    certified_on: date, done: Decimal, since: date, wish: Wish, warned_on: date | None = None
) -> list[tuple[date, str]]:
    """What is said on which day: what fell due waits for the first day that is free for it."""
    known: set[str] = set()
    waiting: list[Reminder] = []
    said: list[tuple[date, str]] = []
    for today in (FIRST + n * DAY for n in range((LAST - FIRST).days + 1)):
        facts = holder(certified_on, done, since, today, "warned" if warned_on else "active")
        ladders = (*of_holder(PACK, facts, today), *still_warned(facts, warned_on))
        fresh = [one for one in all_due(ladders, today) if one.key not in known and one.kind not in DEEDS]
        known |= {one.key for one in fresh}
        waiting += fresh
        sent = {day for day, _ in said}
        figures = max(
            (day for day, kind in said if kind in ("shortage", "silence", "still_warned")), default=None
        )
        now = [
            one
            for one in waiting
            if is_free(today, about(one, figures), sent, Listener(wish), PACK.limits, PACK.calendar)
        ]
        said += [(today, one.kind) for one in now]
        waiting = [one for one in waiting if one not in now]
    return said


@settings(max_examples=10, deadline=None)
@given(certified, hours, silences, st.sampled_from(["usual", "quarterly", "must"]), st.booleans())
def test_no_life_goes_past_a_limit(
    certified_on: date, done: Decimal, since: date, wish: Wish, is_warned: bool
) -> None:
    days = sorted({day for day, _ in words(certified_on, done, since, wish, FIRST if is_warned else None)})
    for place, day in enumerate(days):
        assert has_room(day, set(days[:place]), PACK.limits)
        assert not is_holiday(day)


@settings(max_examples=10, deadline=None)
@given(certified, hours, silences)
def test_who_lacks_a_fifth_or_less_hears_of_it_before_the_year_ends(
    certified_on: date, done: Decimal, since: date
) -> None:
    reading = progress(PACK, "expert", YearRecord(done, 1), certified_on, YEAR[1]).governing
    assert reading
    due = next(Decimal(figure.due) for figure in reading.figures if figure.measure == "hours")
    said = words(certified_on, done, since, "usual")
    late = [
        day for day, kind in said if kind == "shortage" and date(2025, 12, 15) <= day <= date(2025, 12, 28)
    ]
    if due * Decimal("0.8") <= done < due:
        assert late
    if done >= due:
        assert not late


@settings(max_examples=10, deadline=None)
@given(certified, hours, silences)
def test_everybody_hears_in_january_what_became_of_the_year(
    certified_on: date, done: Decimal, since: date
) -> None:
    results = [day for day, kind in words(certified_on, done, since, "usual") if kind == "year_result"]
    assert len(results) == 1
    assert results[0] <= date(2026, 1, 9)
