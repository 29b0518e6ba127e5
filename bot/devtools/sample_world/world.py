"""Build the sample world in one transaction, backwards from the clock's today."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import update

from bot.app import House
from bot.devtools.sample_world import sample_data as sheets
from bot.devtools.sample_world.history import Needs
from bot.devtools.sample_world.postman import Postman
from bot.devtools.sample_world.present import Present
from bot.devtools.sample_world.seed import Town, settle
from bot.devtools.sample_world.services import Diaries
from bot.devtools.sample_world.timeline import Timeline
from storage.tables import Staff
from storage.unit_of_work import UnitOfWork
from web.ports import Visitor

SEED = 7
HALF_A_YEAR = timedelta(days=190)
PRESENT = timedelta(hours=36)
SECRET = "demo-{}"
"""The doors of the sample world are open on purpose."""


def build(house: House) -> list[Visitor]:
    """Fill an empty database; the same clock gives the same world."""
    house.write(lambda work: _build(work, house), "demo").result()
    return visitors()


def visitors() -> list[Visitor]:
    """Whom one can step into."""
    return [
        Visitor(guise.slot, SECRET.format(guise.slot), guise.title, guise.role, guise.about)
        for guise in sheets.guises()
    ]


def _build(work: UnitOfWork, house: House) -> None:
    now, chance = house.now(), Random(SEED)
    since = now - HALF_A_YEAR
    town = settle(work, house.rules, since, chance)
    _digests(work, "none")  # nobody reads those of half a year ago
    _live(work, town, house, chance, since, now - PRESENT)
    _digests(work, "both")
    present = Present(work, town, house.rules, now)
    present.open_doors(sheets.guises(), SECRET)
    present.play()


def _digests(work: UnitOfWork, chosen: str) -> None:
    work.session.execute(update(Staff).values(digest=chosen))


def _live(work: UnitOfWork, town: Town, house: House, chance: Random, start: datetime, end: datetime) -> None:
    """Half a year, with every notice brought at its time."""
    timeline = Timeline(end)
    Needs(work, town, house.rules, chance, timeline).plan(start, end)
    Diaries(work, town, chance, timeline).plan(start, end)
    speakers = {speaker.person_id: speaker for speaker in town.people().values()}
    postman = Postman(work, speakers, house.rules)
    for now in timeline.run():
        postman.bring(now)
    postman.all_read()
