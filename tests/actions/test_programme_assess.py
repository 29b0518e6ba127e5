"""Assessing all in one statement says of each what policy says of one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor, enter
from programme.assess import assess, bands
from programme.duty import duty_year
from programme.packs import Kind, load_pack
from programme.qualification import IN_FORCE
from storage.queries.reports.assessments import assessed, count_standings
from storage.queries.titles.due_holders import record_in
from storage.tables import Activity, Diary, Expert, Station
from storage.unit_of_work import UnitOfWork

ON = date(2026, 11, 30)
NOW = datetime.fromisoformat("2026-01-02T09:00+08:00")


def _fill(work: UnitOfWork, pack: str, kind: Kind) -> None:
    """Forty holders with up to thirty diaries each, some certified within the year."""
    chance, rules = Random(7), load_pack(pack)
    for number in range(40):
        certified = (
            date(2025, 3, 1) if number % 2 else date(2026, chance.randint(1, 11), chance.randint(1, 28))
        )
        actor = Actor(f"甲{number}", kind, "440802", domains=("tax",), unit="某站", certified=certified)
        person = enter(work, actor, [], rules, NOW)
        model = Expert if kind == "expert" else Station
        holder = work.session.scalars(select(model.id).where(model.person_id == person)).one()
        for _ in range(chance.randint(0, 30)):
            work.session.add(_diary(chance, kind, holder, person))
        for _ in range(chance.randint(0, 4)):
            work.session.add(_activity(chance, kind, holder, person))


def _diary(chance: Random, kind: Kind, holder: int, person: int) -> Diary:
    names = [f"企业{chance.randint(1, 3)}" for _ in range(chance.randint(0, 3))]
    return Diary(
        holder=kind,
        holder_id=holder,
        person_id=person,
        served_on=date(2026, chance.randint(1, 11), chance.randint(1, 28)),
        hours=Decimal(chance.randint(1, 16)) / 4,
        enterprises=chance.randint(1, 12),
        names=names,
        domains=[],
        outcome="",
        state=chance.choice(["recorded", "recorded", "retracted"]),
        recorded_at=NOW,
    )


def _activity(chance: Random, kind: Kind, holder: int, person: int) -> Activity:
    return Activity(
        kind="event",
        title="沙龙",
        held_on=date(2026, chance.randint(10, 12), chance.randint(1, 28)),
        region="440802",
        holder=kind,
        holder_id=holder,
        person_id=person,
        state=chance.choice(["announced", "announced", "cancelled"]),
        created_at=NOW,
    )


@pytest.mark.parametrize(
    ("pack", "kind"),
    [
        ("national-2023", "expert"),
        ("national-2023", "station"),
        ("guangdong-2023", "station"),
        ("zhanjiang-2020", "expert"),
    ],
)
def test_the_database_agrees_with_policy(app: App, pack: str, kind: Kind) -> None:
    app.database.write(lambda work: _fill(work, pack, kind)).result()
    rules = load_pack(pack)
    table, year = bands(rules, kind, ON), duty_year(rules.year, None, ON)
    with app.database.read() as connection:
        found = assessed(connection, pack, kind, IN_FORCE, table, year, ON)
        alone = {one.id: record_in(connection, kind, one.id, year, ON) for one in found}
        counted = count_standings(connection, pack, kind, IN_FORCE, table, year, ON)
    assert len(found) == 40
    for one in found:
        assert one.record == alone[one.id]
        assert one.standing == assess(rules, kind, one.record, one.certified_on, ON).standing
    assert counted == {standing: sum(one.standing == standing for one in found) for standing in counted}
