"""Assessing all in one statement says of each what policy says of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor, enter
from programme.assess import assess, bands
from programme.duty import duty_year
from programme.packs import Kind, RulePack, load_pack
from programme.qualification import IN_FORCE
from programme.told import measures
from storage.queries.reports.assessments import assessed, count_standings
from storage.queries.titles.due_holders import record_in
from storage.tables import Activity, Confirmation, Diary, Enterprise, Expert, Need, Rating, Station
from storage.unit_of_work import UnitOfWork

RATED = Path(__file__).parents[1] / "packs" / "rated-duty.toml"
ON = date(2026, 11, 30)
NOW = datetime.fromisoformat("2026-01-02T09:00+08:00")


def _fill(work: UnitOfWork, rules: RulePack, kind: Kind) -> None:
    """Forty holders with up to thirty diaries each, some certified within the year."""
    chance = Random(7)
    for number in range(40):
        certified = (
            date(2025, 3, 1) if number % 2 else date(2026, chance.randint(1, 11), chance.randint(1, 28))
        )
        actor = Actor(f"甲{number}", kind, "440802", domains=("tax",), unit="某站", certified=certified)
        person = enter(work, actor, [], rules, NOW)
        model = Expert if kind == "expert" else Station
        holder = work.session.scalars(select(model.id).where(model.person_id == person)).one()
        for _ in range(chance.randint(0, 30)):
            diary = _diary(chance, kind, holder, person)
            work.session.add(diary)
            work.flush()
            _judge(work, chance, diary)
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


def _judge(work: UnitOfWork, chance: Random, diary: Diary) -> None:
    """Some services are rated when they are confirmed, some by their need; some of those were another expert's."""
    how, stars = chance.choice(["nobody", "confirmed", "need", "other"]), chance.randint(3, 5)
    if how == "confirmed":
        work.session.add(
            Confirmation(
                diary_id=diary.id, person_id=diary.person_id, state="confirmed", stars=stars, asked_at=NOW
            )
        )
    elif how != "nobody":
        experts = work.session.scalars(select(Expert.id)).all()
        own = diary.holder_id if diary.holder == "expert" else None
        others = [one for one in experts if one != own]
        expert = own if how == "need" and own else next(iter(others), None)
        if expert is not None:
            need = _need(work, diary)
            work.session.add(Rating(need_id=need, expert_id=expert, stars=stars, created_at=NOW))
            diary.need_id = need


def _need(work: UnitOfWork, diary: Diary) -> int:
    firm = work.session.scalars(select(Enterprise.id)).first()
    if firm is None:
        made = Enterprise(name="某厂", region="440802", created_at=NOW)
        work.session.add(made)
        work.flush()
        firm = made.id
    need = Need(
        person_id=diary.person_id,
        enterprise_id=firm,
        text="合同",
        domain="law",
        also=[],
        region="440802",
        urgent=False,
        focus=[],
        created_at=NOW,
    )
    work.session.add(need)
    work.flush()
    return need.id


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
        (RATED, "expert"),
        ("national-2023", "expert"),
        ("national-2023", "station"),
        ("guangdong-2023", "station"),
        ("zhanjiang-2020", "expert"),
    ],
)
def test_the_database_agrees_with_policy(app: App, pack: str | Path, kind: Kind) -> None:
    rules = load_pack(pack)
    app.database.write(lambda work: _fill(work, rules, kind)).result()
    table, year = bands(rules, kind, ON), duty_year(rules.year, None, ON)
    with app.database.read() as connection:
        found = assessed(connection, rules.id, kind, IN_FORCE, table, year, ON)
        alone = {one.id: record_in(connection, kind, one.id, year, ON) for one in found}
        counted = count_standings(connection, rules.id, kind, IN_FORCE, table, year, ON)
    assert len(found) == 40
    judged = "satisfaction" in measures(rules.rules(kind))
    for one in found:
        alone_here = alone[one.id] if judged else replace(alone[one.id], rated=0, content=0)
        assert one.record == alone_here
        assert one.standing == assess(rules, kind, one.record, one.certified_on, ON).standing
    assert not judged or {one.record.rated > one.record.content > 0 for one in found} == {True, False}
    assert counted == {standing: sum(one.standing == standing for one in found) for standing in counted}
