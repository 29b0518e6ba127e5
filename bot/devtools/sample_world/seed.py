"""Everybody of the sample world, entered into the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Generic, TypeVar

from bot.devtools.fixtures import Actor, enter
from bot.devtools.sample_world import sample_data
from programme.packs import RulePack
from programme.roles import HOLDERS
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Enterprise
from storage.unit_of_work import UnitOfWork

Row = TypeVar("Row", sample_data.Expert, sample_data.Station, sample_data.Firm, sample_data.Officer)
PHONE = "1380000{:04d}"
"""Numbers that nobody has."""


@dataclass(frozen=True, slots=True)
class Member(Generic[Row]):
    """Somebody as the sheet tells of them, and as they speak."""

    row: Row
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Seeded:
    """The prefecture's people; experts and firms by what they are called."""

    experts: dict[str, Member[sample_data.Expert]]
    stations: list[Member[sample_data.Station]]
    firms: dict[str, Member[sample_data.Firm]]
    officers: list[Member[sample_data.Officer]]

    def expert_of(self, expert_id: int) -> Member[sample_data.Expert] | None:
        """None for one who was certified since."""
        return next((one for one in self.experts.values() if one.speaker.expert_id == expert_id), None)

    def firm_of(self, enterprise_id: int) -> Member[sample_data.Firm]:
        return next(one for one in self.firms.values() if one.speaker.enterprise_id == enterprise_id)

    def people(self) -> dict[str, Speaker]:
        """Everybody by their own name."""
        return {
            **{one.row.name: one.speaker for one in self.experts.values()},
            **{one.row.name: one.speaker for one in self.stations},
            **{one.row.name: one.speaker for one in self.firms.values()},
            **{one.row.name: one.speaker for one in self.officers},
        }


def seed(work: UnitOfWork, rules: RulePack, since: datetime, chance: Random) -> Seeded:
    """Enter everybody, the qualified ones certified one to two and a half years ago."""
    seeder = _Seeder(work, rules, since, chance)
    experts = [seeder.admit(row, _expert(row)) for row in sample_data.experts()]
    stations = [seeder.admit(row, _station(row)) for row in sample_data.stations()]
    firms = [seeder.admit(row, _firm(row)) for row in sample_data.firms()]
    officers = [seeder.admit(row, _officer(row)) for row in sample_data.officers()]
    for firm in firms:
        work.session.get_one(Enterprise, firm.speaker.enterprise_id).focus = list(firm.row.focus)
    return Seeded(
        {one.row.name: one for one in experts}, stations, {one.row.enterprise: one for one in firms}, officers
    )


class _Seeder:
    def __init__(self, work: UnitOfWork, rules: RulePack, since: datetime, chance: Random) -> None:
        self._work, self._rules, self._since, self._chance = work, rules, since, chance
        self._numbers: Iterator[int] = count(1)

    def admit(self, row: Row, actor: Actor) -> Member[Row]:
        number = next(self._numbers)
        certified = (self._since - timedelta(days=self._chance.randrange(200, 750))).date()
        actor = replace(
            actor,
            phone=actor.phone or PHONE.format(1000 + number),
            certified=certified if actor.role in HOLDERS else None,
        )
        account = [("web", f"demo-{number}")]
        return Member(row, by_person(self._work, enter(self._work, actor, account, self._rules, self._since)))


def _expert(row: sample_data.Expert) -> Actor:
    return Actor(
        row.name,
        "expert",
        row.region,
        unit=row.unit,
        domains=row.domains,
        specialities=row.specialities,
        capacity=row.capacity,
    )


def _station(row: sample_data.Station) -> Actor:
    return Actor(row.name, "station", row.region, unit=row.unit)


def _firm(row: sample_data.Firm) -> Actor:
    return Actor(row.name, "enterprise", row.region, enterprise=row.enterprise, phone=row.phone)


def _officer(row: sample_data.Officer) -> Actor:
    return Actor(row.name, "staff", jurisdiction=row.jurisdiction)
