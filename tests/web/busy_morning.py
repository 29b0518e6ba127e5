"""A morning on which two hundred things wait for the officer of a city: many of a few kinds, a few of others."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from bot.devtools.fixtures import Actor, enter
from storage.tables import Application, Expert, Need, Qualification
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SINCE, Site
from tests.web.console import more_needs

NEEDS, SILENT, RETURNED, ENDING, UNSERVED = 100, 60, 37, 3, 3


def fill(site: Site, ids: dict[str, int]) -> None:
    """Let them wait, beside what waits already."""
    more_needs(site, ids["shop"], NEEDS)
    site.app.database.write(lambda work: _fill(work, site, ids)).result()


def _fill(work: UnitOfWork, site: Site, ids: dict[str, int]) -> None:
    work.session.execute(update(Expert).where(Expert.id == ids["expert peng"]).values(capacity=NEEDS * 2))
    today = MONDAY.date()
    silent = _titles(work, site, "静", SILENT)
    work.session.execute(
        update(Qualification)
        .where(Qualification.id.in_(silent))
        .values(silent_since=today - timedelta(days=170))
    )
    ending = _titles(work, site, "期", ENDING)
    work.session.execute(
        update(Qualification).where(Qualification.id.in_(ending)).values(until=today + timedelta(days=20))
    )
    for number in range(RETURNED):
        _returned(work, ids["shop"], number)
    for number in range(UNSERVED):
        _unserved(work, ids, number)


def _titles(work: UnitOfWork, site: Site, sign: str, number: int) -> list[int]:
    people = [
        enter(
            work,
            Actor(
                f"{sign}{n:02}老师", "expert", "440881", unit="湛海学院", domains=("tax",), certified=SINCE
            ),
            [("web", f"{sign}{n}")],
            site.app.rules,
            MONDAY,
        )
        for n in range(number)
    ]
    mine = select(Expert.id).where(Expert.person_id.in_(people))
    held = select(Qualification.id).where(Qualification.holder == "expert", Qualification.holder_id.in_(mine))
    return list(work.session.scalars(held))


def _returned(work: UnitOfWork, person: int, number: int) -> None:
    row = Application(
        person_id=person,
        kind="expert",
        pack="national-2023",
        name=f"退{number:02}申请",
        unit="廉江诚信会计师事务所",
        region="440881",
        domains=["finance"],
        answers={},
        papers=[],
        state="returned",
        reason="缺材料",
        submitted_at=MONDAY - timedelta(days=40),
        decided_at=MONDAY - timedelta(days=30),
    )
    work.session.add(row)


def _unserved(work: UnitOfWork, ids: dict[str, int], number: int) -> None:
    row = work.session.get_one(Need, ids["need"])
    work.session.add(
        Need(
            person_id=ids["shop"],
            enterprise_id=row.enterprise_id,
            text=f"合同纠纷第 {number} 件，想请人看看怎么谈",
            domain="law",
            also=[],
            region="440881",
            urgent=False,
            focus=[],
            state="accepted",
            expert_id=ids["expert peng"],
            created_at=MONDAY - timedelta(days=60),
            accepted_at=MONDAY - timedelta(days=50),
        )
    )
