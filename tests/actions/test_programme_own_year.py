"""Where a pack's year runs from certification, staff see everybody in their own year, not in the calendar's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import programme.packs
from actions.reports.yearly import yearly
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from storage.queries.people.speakers import by_account
from storage.queries.reports.assessments import Assessed
from storage.tables import Activity, Diary
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer

NATIONAL = Path(programme.packs.__file__).parent / "national-2023.toml"
STAFF = Actor("小赵", "staff", jurisdiction="440800")
EARLIER, LATER = "李律师", "王律师"


@pytest.fixture(params=["calendar", "anniversary"])
def app_of(request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock) -> Iterator[tuple[str, App]]:
    """An application under the national pack with a year that runs so."""
    text = NATIONAL.read_text("utf-8").replace('id = "national-2023"', 'id = "own-2026"')
    assert 'runs = "calendar"' in text
    file = tmp_path / "own-2026.toml"
    file.write_text(text.replace('runs = "calendar"', f'runs = "{request.param}"'), "utf-8")
    made = open_app(newest.sqlite(tmp_path / "yiqi.db"), str(file), clock)
    yield request.param, made
    made.close()


def _serve(work: UnitOfWork, person: int, *days: date) -> None:
    """Seven hours on each day, and one activity on the first."""
    for day in days:
        diary = Diary(holder="expert", holder_id=person, person_id=person, served_on=day, hours=Decimal(7))
        diary.enterprises, diary.names, diary.domains = 1, [], ["law"]
        diary.outcome, diary.state, diary.recorded_at = "", "recorded", MONDAY
        work.session.add(diary)
    about = {"kind": "event", "title": "讲座", "region": "440802", "state": "announced", "person_id": person}
    held = {"holder": "expert", "holder_id": person, "held_on": days[0], "created_at": MONDAY}
    work.session.add(Activity(**about, **held))


def test_each_is_counted_in_their_own_year(app_of: tuple[str, App]) -> None:
    runs, app = app_of
    for name, certified in ((EARLIER, date(2025, 9, 1)), (LATER, date(2026, 2, 1))):
        arrive(app, replace(lawyer(name), certified=certified))
    arrive(app, STAFF)

    def write(work: UnitOfWork) -> None:
        for person in (1, 2):
            _serve(work, person, date(2025, 10, 8), date(2026, 2, 10))

    def read(work: UnitOfWork) -> list[Assessed]:
        staff = by_account(work, "web", STAFF.name)
        assert staff
        return yearly(work, staff, "expert", app.rules, MONDAY.date())

    app.database.write(write).result()
    found = {one.name: one for one in app.database.write(read).result()}
    counted = {name: (one.record.hours, one.record.events) for name, one in found.items()}
    of_the_calendar = (Decimal("7.00"), 0)
    both_days = (Decimal("14.00"), 1)
    assert counted[LATER] == of_the_calendar
    assert counted[EARLIER] == (both_days if runs == "anniversary" else of_the_calendar)
    assert found[LATER].standing == "short"
    assert (found[EARLIER].standing == "short") == (runs == "calendar")
