"""What a simulated year is held to is really looked for: each kind of breach is found."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.clock import SHANGHAI
from bot.devtools.fixtures import Actor
from bot.devtools.simulate.limits_kept import past_limits
from bot.devtools.simulate.officer_figures import Pushed, figures_of, misses, officer_year
from bot.devtools.simulate.silences import Wait, excess_of_review, in_silence, longest_of_firm, silences
from bot.devtools.simulate.undone_listed import unlisted
from programme.workdays import is_working
from storage.queries.people.speakers import by_person
from storage.tables import Need, Outbox, Qualification
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import FIRM, arrive, lawyer

DAYS = st.lists(st.integers(0, 60), min_size=2, max_size=12).map(sorted)


def keep(app: App, *rows: Any) -> None:
    app.database.write(lambda work: work.session.add_all(rows)).result()


def told(person: int, kind: str, at: datetime, **facts: Any) -> Outbox:
    row = {"state": "sent", "due_at": at, "created_at": at, "sent_at": at}
    return Outbox(person_id=person, kind=kind, facts=facts, **row)


def need(app: App, person: int, region: str = "440802", state: str = "unanswered") -> Need:
    firm = 1
    return Need(
        person_id=person, enterprise_id=firm, text="欠款", domain="law", also=[], region=region, urgent=False,
        focus=[], state=state, created_at=app.clock.now(),
    )  # fmt: skip


def broken_limits(app: App) -> list[str]:
    with app.database.read() as connection:
        return past_limits(connection, app.rules)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_too_many_reminders_and_reminders_on_holidays_are_found(app: App) -> None:
    person = arrive(app, lawyer("李律师"))
    keep(app, *(told(person, "silence", MONDAY + timedelta(days=n)) for n in (0, 3)))
    assert broken_limits(app) == []
    keep(app, told(person, "shortage", MONDAY + timedelta(days=5)))
    assert broken_limits(app) == [f"reminded {person} 2026-03-07"]
    holiday = datetime(2026, 10, 1, 9, tzinfo=SHANGHAI)
    keep(app, told(person, "year_result", holiday))
    assert broken_limits(app)[1:] == [f"reminded {person} 2026-10-01"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_sixth_push_and_one_on_a_saturday_are_found(app: App) -> None:
    officer = arrive(app, Actor("小赵", "staff", jurisdiction="440800"))
    keep(app, *(told(officer, "unanswered", MONDAY + timedelta(hours=n)) for n in range(5)))
    assert broken_limits(app) == []
    keep(app, told(officer, "digest", MONDAY), told(officer, "digest", MONDAY + timedelta(days=5)))
    assert broken_limits(app) == [f"pushed {officer} 2026-03-02", f"pushed {officer} 2026-03-07"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_firm_without_a_word_is_found(app: App) -> None:
    person = arrive(app, FIRM)
    keep(app, need(app, person))

    def silent(days: int) -> list[str]:
        with app.database.read() as connection:
            now = MONDAY + timedelta(days=days)
            return in_silence(connection, app.rules, now, lambda day: False)

    assert silent(8) == []
    assert silent(9) == ["need 1: 9"]
    keep(app, told(person, "need_waits", MONDAY + timedelta(days=3), need=1))
    assert silent(9) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_is_undone_and_in_no_list_is_found(app: App) -> None:
    person = arrive(app, FIRM)
    office = arrive(app, Actor("小赵", "staff", jurisdiction="440800"))
    arrive(app, lawyer("李律师"))

    def looked(work: UnitOfWork) -> list[str]:
        return unlisted(work, by_person(work, office), app.clock.now())

    keep(app, need(app, person), need(app, person, region="440300"))
    assert app.database.write(looked).result() == ["need 2"]

    def suspend(work: UnitOfWork) -> None:
        work.session.get_one(Qualification, 1).state = "suspended"

    app.database.write(suspend).result()
    assert app.database.write(looked).result() == ["need 2"]


@settings(max_examples=30, deadline=None)
@given(DAYS)
def test_silences_make_up_the_whole_wait(days: list[int]) -> None:
    heard = [date(2026, 1, 1) + timedelta(days=n) for n in days]
    parts = silences(heard, is_working)
    assert sum(parts) == sum(silences([heard[0], heard[-1]], is_working))
    assert longest_of_firm(Wait("", heard), is_working) == max(parts)


def test_an_applicant_may_wait_ten_working_days_then_twenty() -> None:
    def excess(*heard: date) -> int:
        return excess_of_review(Wait("", heard), is_working, lambda day: False)

    begun = date(2026, 3, 2)
    assert excess(begun, date(2026, 3, 16)) == 0
    assert excess(begun, date(2026, 3, 17)) == 1
    words = (date(2026, 3, 16), date(2026, 3, 30))
    assert excess(begun, *words, date(2026, 4, 28)) <= 0
    assert excess(begun, *words, date(2026, 5, 6)) > 0


def test_the_figures_of_an_officer() -> None:
    pushed = [Pushed(MONDAY + timedelta(hours=n), "unanswered", False, True, "有事") for n in range(3)]
    pushed += [Pushed(MONDAY + timedelta(days=7), "digest", False, False, "日报")]
    figures = figures_of(pushed)
    assert (figures["pushes_a_week"], figures["largest_day"], figures["with_news"]) == (2, 3, 0.75)
    assert figures["digests_with_news"] == 0
    kept = {"firm_silence": 8, "review_past_limit": 0, "past_limits": 0}
    assert misses(figures | kept)
    assert not misses(figures | kept | {"with_news": 0.8})
    assert misses(figures | kept | {"with_news": 0.8, "largest_day": 6})


@pytest.mark.soak
def test_some_weeks_of_an_officer_keep_to_the_aims() -> None:
    days: list[int] = []
    lines, figures = officer_year(21, 3, days.append)
    assert len(lines) == figures["pushes"] > 3
    assert sum(days) == 21
    assert figures["largest_day"] <= 5
    assert figures["firm_silence"] <= 8
    assert figures["past_limits"] == figures["review_past_limit"] == 0
