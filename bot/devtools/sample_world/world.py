"""Build the sample world in one transaction, backwards from the clock's today."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select, update

from bot.app import App
from bot.devtools.sample_world import sample_data
from bot.devtools.sample_world.desk import Desk
from bot.devtools.sample_world.gatherings import Gatherings
from bot.devtools.sample_world.history import Needs
from bot.devtools.sample_world.old_notices import NoticeReader
from bot.devtools.sample_world.present import Present
from bot.devtools.sample_world.seed import Seeded, seed
from bot.devtools.sample_world.services import Diaries
from bot.devtools.sample_world.timeline import Timeline
from storage.tables import Person, Staff
from storage.unit_of_work import UnitOfWork
from web.ports import Visitor

SEED = 7
HALF_A_YEAR = timedelta(days=190)
PRESENT = timedelta(hours=36)
SECRET = "demo-{}"
"""The gateway of the sample world are open on purpose."""


def build(app: App) -> list[Visitor]:
    """Fill an empty database; the same clock gives the same world."""
    app.database.write(lambda work: _build(work, app), "demo").result()
    return visitors()


def is_lived_in(app: App) -> bool:
    """Whether anybody is there already: a demo that was kept is gone on with, talks and all."""
    with app.database.read() as connection:
        return connection.execute(select(Person.id).limit(1)).first() is not None


def visitors() -> list[Visitor]:
    """Whom one can step into."""
    return [
        Visitor(persona.slot, SECRET.format(persona.slot), persona.title, persona.role, persona.about)
        for persona in sample_data.personas()
    ]


def _build(work: UnitOfWork, app: App) -> None:
    now, chance = app.clock.now(), Random(SEED)
    since = now - HALF_A_YEAR
    people = seed(work, app.rules, since, chance)
    _digests(work, "none")  # nobody reads those of half a year ago
    _live(work, people, app, chance, since, now - PRESENT)
    _digests(work, "both")
    present = Present(work, people, app.rules, now)
    desk = Desk(work, people, app.rules, now, present.deliver)
    desk.until_now()
    present.let_in(sample_data.personas(), SECRET)
    present.play()
    desk.right_now()


def _digests(work: UnitOfWork, chosen: str) -> None:
    work.session.execute(update(Staff).values(digest=chosen))


def _live(work: UnitOfWork, people: Seeded, app: App, chance: Random, start: datetime, end: datetime) -> None:
    """Half a year, with every notice brought at its time."""
    timeline = Timeline(end)
    Needs(work, people, app.rules, chance, timeline).plan(start, end)
    Diaries(work, people, app.rules, chance, timeline).plan(start, end)
    Gatherings(work, people, app.rules, Random(SEED), timeline).plan(start, end)
    speakers = {speaker.person_id: speaker for speaker in people.people().values()}
    reader = NoticeReader(work, speakers, app.rules)
    for now in timeline.run():
        reader.bring(now)
    reader.all_read()
