"""The sweep on both kinds of database: once for each, after any outage, whatever changes in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from actions.diaries.record import Service, record_diary, retract_diary
from actions.reminders.sweep import next_sweep, sweep
from bot.app import App
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fixtures import Actor
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Diary, FormalWarning, Outbox
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import arrive

PROFESSOR = Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2026, 1, 1))
OFFICER = Actor("小赵", "staff", jurisdiction="440800")


@pytest.fixture
def professor(app: App) -> int:
    arrive(app, OFFICER)
    return arrive(app, PROFESSOR)


on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""Where nothing depends on the kind of database."""


def at(app: App, clock: StoppedClock, day: str) -> list[str]:
    """Sweep on the morning of a day; the keys that are new in the outbox, without the recipients'."""
    clock.at = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=SHANGHAI)
    before = set(keys(app))
    while app.database.write(lambda work: sweep(work, clock.now(), app.rules)).result():
        pass
    return [key for key in keys(app) if key not in before]


def keys(app: App) -> list[str]:
    with app.database.read() as connection:
        found = select(Outbox.key).where(Outbox.key.is_not(None)).order_by(Outbox.id)
        return [str(key) for key in connection.execute(found).scalars()]


def deed(app: App, person: int, do: Callable[[UnitOfWork, Speaker], object]) -> None:
    app.database.write(lambda work: do(work, by_person(work, person))).result()


def serve(app: App, person: int, on: date) -> None:
    service = Service(on, Decimal(2), 3, ("甲厂",))
    deed(app, person, lambda work, speaker: record_diary(work, speaker, service, app.rules, app.clock.now()))


@on_sqlite
def test_each_comes_once_however_often_one_looks(app: App, clock: StoppedClock, professor: int) -> None:
    assert at(app, clock, "2026-03-02") == []
    silent, short = "silent:1:2026-01-01", "shortage:1"
    assert set(at(app, clock, "2026-04-01")) == {f"{silent}:90", f"{short}:2026-04-01"}
    assert at(app, clock, "2026-04-01") == at(app, clock, "2026-04-02") == []
    assert at(app, clock, "2026-05-31") == [f"{silent}:150"]


@on_sqlite
def test_whoever_has_something_to_hear_is_woken(app: App, clock: StoppedClock, professor: int) -> None:
    at(app, clock, "2026-03-02")
    clock.at = datetime(2026, 4, 1, 9, tzinfo=SHANGHAI)

    def woken(work: UnitOfWork) -> set[tuple[int, datetime]]:
        sweep(work, clock.now(), app.rules)
        return set(work.pending_delivery)

    assert app.database.write(woken).result() == {(professor, clock.now())}


def test_an_outage_is_caught_up_and_what_is_pointless_falls_away(
    app: App, clock: StoppedClock, professor: int
) -> None:
    at(app, clock, "2026-03-02")
    caught_up = at(app, clock, "2026-08-15")
    assert sorted(key.rpartition(":")[0] for key in caught_up) == ["shortage:1", "warning_due:1"]
    assert at(app, clock, "2026-08-16") == []


def test_a_clock_set_back_repeats_nothing_and_goes_on_when_it_is_there_again(
    app: App, clock: StoppedClock, professor: int
) -> None:
    first = at(app, clock, "2026-04-01")
    assert at(app, clock, "2026-03-20") == at(app, clock, "2026-04-01") == []
    assert len(first) == len(keys(app)) == 2
    assert at(app, clock, "2026-05-31") == ["silent:1:2026-01-01:150"]


def test_a_diary_puts_it_off_and_taking_it_back_brings_it_again(
    app: App, clock: StoppedClock, professor: int
) -> None:
    at(app, clock, "2026-05-30")
    clock.move(timedelta(hours=14))
    serve(app, professor, date(2026, 5, 30))
    assert at(app, clock, "2026-05-31") == []

    def take_back(work: UnitOfWork, speaker: Speaker) -> None:
        only = work.session.scalars(select(Diary)).one()
        retract_diary(work, speaker, only.id, app.rules, app.clock.now())

    deed(app, professor, take_back)
    assert at(app, clock, "2026-05-31") == ["silent:1:2026-01-01:150"]


@on_sqlite
def test_late_entries_count_from_the_day_they_were_sent(
    app: App, clock: StoppedClock, professor: int
) -> None:
    at(app, clock, "2026-06-25")
    serve(app, professor, date(2026, 1, 10))
    assert at(app, clock, "2026-07-10") == ["shortage:1:2026-07-01"]
    assert "silent:1:2026-06-25:90" in at(app, clock, "2026-09-23")


@on_sqlite
def test_a_proposal_is_dropped_when_a_diary_overtakes_it(
    app: App, clock: StoppedClock, professor: int
) -> None:
    at(app, clock, "2026-07-02")
    serve(app, professor, date(2026, 7, 1))
    at(app, clock, "2026-07-02")
    with app.database.read() as connection:
        assert connection.execute(select(FormalWarning.state)).scalars().all() == ["dropped"]


@on_sqlite
def test_next_names_the_moment_and_sweeping_there_alone_misses_nothing(
    app: App, clock: StoppedClock, professor: int
) -> None:
    at(app, clock, "2026-03-02")
    days, queued = [], []
    for _ in range(5):
        wake = app.database.write(lambda work: next_sweep(work, clock.now(), app.rules)).result()
        assert wake is not None
        days.append(str(wake.astimezone(SHANGHAI).date()))
        queued += at(app, clock, days[-1])
    assert days == ["2026-04-01", "2026-05-31", "2026-06-20", "2026-07-01", "2026-07-02"]
    assert len(queued) == 6
