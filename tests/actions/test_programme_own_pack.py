"""A centre's own pack, given as a file, holds for talks and for the calendar alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

import programme.packs
from actions.applications import apply as applications
from actions.applications import review as reviews
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Application, FormalWarning, Qualification
from storage.unit_of_work import UnitOfWork
from tests import newest

NATIONAL = Path(programme.packs.__file__).parent / "national-2023.toml"
EXPERT = Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2026, 1, 1))
STAFF = Actor("小赵", "staff", jurisdiction="440800")


@pytest.fixture
def own_app(tmp_path: Path, clock: StoppedClock) -> Iterator[App]:
    """An application under a pack of nobody else's: warned after three months, one day of publicity, one year."""
    text = NATIONAL.read_text("utf-8").replace('id = "national-2023"', 'id = "own-2026"')
    text = text.replace('after = "6 months"', 'after = "3 months"').replace(
        "working_days = 5", "working_days = 1"
    )
    file = tmp_path / "own-2026.toml"
    file.write_text(text.replace('lasts = "3 years"', 'lasts = "1 year"'), "utf-8")
    made = open_app(newest.sqlite(tmp_path / "yiqi.db"), str(file), clock)
    yield made
    made.close()


def _enter(app: App, work: UnitOfWork, actor: Actor) -> Speaker:
    return by_person(work, enter(work, actor, [], app.rules, app.clock.now()))


def test_the_calendar_keeps_the_file_s_figures(own_app: App, clock: StoppedClock) -> None:
    own_app.database.write(lambda work: enter(work, EXPERT, [], own_app.rules, own_app.clock.now())).result()
    clock.at = datetime.fromisoformat("2026-04-02T09:00+08:00")
    own_app.clockwork.tick()
    with own_app.database.read() as connection:
        assert connection.execute(select(FormalWarning.due_on)).scalars().all() == [date(2026, 4, 2)]


def test_publicity_ends_in_a_certification_under_the_file(own_app: App, clock: StoppedClock) -> None:
    def publish(work: UnitOfWork) -> None:
        guest, staff = (_enter(own_app, work, actor) for actor in (Actor("", "guest"), STAFF))
        filing = applications.Filing("expert", "何志强", "440800", "何志强", answers={"degree": "bachelor"})
        one = applications.apply(work, guest, filing, own_app.rules, own_app.clock.now())
        reviews.review(work, staff, one, "pass", "", own_app.rules, own_app.clock.now())

    own_app.database.write(publish).result()
    clock.at = datetime.fromisoformat("2026-03-04T09:00+08:00")
    own_app.clockwork.tick()
    with own_app.database.read() as connection:
        assert connection.execute(select(Application.state)).scalar() == "certified"
        held = connection.execute(select(Qualification.pack, Qualification.until)).one()
    assert tuple(held) == ("own-2026", date(2027, 3, 4))
