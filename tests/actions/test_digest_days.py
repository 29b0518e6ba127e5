"""Digests over random weeks: news by the next working day, what is unchanged once a week at most."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.reports.due import wanted
from actions.reports.month import sends_at
from bot.clock import SHANGHAI
from programme.digests import carried_on, monday_of, still_told
from programme.workdays import KNOWN, is_working
from storage.queries.reports.subscribers import Subscriber, Told

FIRST = date(2026, 9, 14)
DAYS = 35
"""With the National Day holidays and their make-up days."""
OFFICER = Subscriber(4, "440800", ("operator",), "daily", False, None, None)
CHANGES = st.dictionaries(st.integers(0, DAYS - 1), st.sets(st.sampled_from("abcd"), max_size=3), max_size=6)
"""On which days what waits is this from then on."""


def sent(changes: dict[int, set[str]], lost: frozenset[int] = frozenset()) -> list[tuple[date, set[str]]]:
    """The digests of some weeks, and what stood in each; those queued on the days `lost` die."""
    who, waiting, found = OFFICER, set[str](), []
    for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
        waiting = changes.get((day - FIRST).days, waiting)
        at = sends_at(day, SHANGHAI)
        if not wanted(who, sorted(waiting), at, at - timedelta(days=1), KNOWN):
            continue
        if (day - FIRST).days in lost:
            who = replace(who, lost_on=day)
            continue
        since = carried_on(sorted(waiting), who.last.since if who.last else {}, day)
        who = replace(who, last=Told(day, since), lost_on=None)
        found.append((day, waiting))
    return found


@settings(max_examples=40, deadline=None)
@given(CHANGES)
def test_unchanged_lines_come_once_a_week_at_most_and_only_on_working_days(
    changes: dict[int, set[str]],
) -> None:
    digests = sent(changes)
    same = [day for (_, before), (day, now) in itertools.pairwise(digests) if now <= before]
    assert len({monday_of(day) for day in same}) == len(same)
    assert all(is_working(day) for day, _ in digests)


@settings(max_examples=40, deadline=None)
@given(CHANGES, st.frozensets(st.integers(0, DAYS - 1), max_size=3))
def test_news_is_told_on_the_next_working_day_on_which_a_digest_arrives(
    changes: dict[int, set[str]], lost: frozenset[int]
) -> None:
    digests = dict(sent(changes, lost))
    told: set[str] = set()
    waiting: set[str] = set()
    for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
        waiting = changes.get((day - FIRST).days, waiting)
        told = digests.get(day, told)
        if is_working(day) and (day - FIRST).days not in lost:
            assert waiting <= told


def test_the_same_lines_are_not_said_again_after_a_weekend() -> None:
    friday, monday = date(2026, 9, 18), date(2026, 9, 21)
    assert [day for day, _ in sent({(friday - FIRST).days: {"a"}})][:2] == [
        friday,
        monday + timedelta(days=7),
    ]


def test_what_was_put_off_is_news_when_its_day_comes() -> None:
    since, until = {"need:1": "2026-09-01", "need:2": "2026-09-01"}, date(2026, 9, 18)
    told = [still_told(since, {"need:1": until}, FIRST, day) for day in (until - timedelta(days=1), until)]
    assert told == [since, {"need:2": "2026-09-01"}]
    assert still_told(since, {"need:1": FIRST}, FIRST, until) == since
