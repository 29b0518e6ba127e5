"""What was served: for a need, or of one's own accord."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from actions.diaries.record import Service, record_diary
from bot.devtools.sample_world import sample_data
from bot.devtools.sample_world.hours import some_time
from bot.devtools.sample_world.seed import Member, Seeded
from bot.devtools.sample_world.timeline import Timeline
from programme.packs import RulePack
from storage.tables import Need
from storage.unit_of_work import UnitOfWork

Keeper = Member[sample_data.Expert] | Member[sample_data.Station]
DIARIES = {"勤": (5, 9), "常": (2, 5), "忙": (0, 2), "静": (1, 2)}
STATION_DIARIES = {"勤": (13, 18), "常": (6, 10), "忙": (2, 3), "静": (1, 1)}
SILENT_AFTER = (0.03, 0.25)
"""For how much of the time the silent ones are still heard of."""
HALF_HOURS_FOR_ONE = (1, 2, 3, 3, 4, 5)
HALF_HOURS_FOR_SEVERAL = (3, 4, 4, 5, 6)
SEVERAL = (3, 9)


class Diaries:
    """What experts and stations do without being asked."""

    def __init__(
        self, work: UnitOfWork, people: Seeded, rules: RulePack, chance: Random, timeline: Timeline
    ) -> None:
        self._work, self._people, self._rules = work, people, rules
        self._chance, self._timeline = chance, timeline

    def plan(self, start: datetime, end: datetime) -> None:
        """Spread everybody's over the time; the silent ones stop early."""
        for expert in self._people.experts.values():
            own = [deed for deed in sample_data.deeds() if deed.domain in expert.row.domains]
            self._spread(expert, self._chance.randint(*DIARIES[expert.row.temper]), own, start, end)
        for station in self._people.stations:
            number = self._chance.randint(*STATION_DIARIES[station.row.temper])
            self._spread(station, number, list(sample_data.deeds()), start, end)

    def _spread(
        self, keeper: Keeper, number: int, deeds: list[sample_data.Deed], start: datetime, end: datetime
    ) -> None:
        if keeper.row.temper == "静":
            end = start + (end - start) * self._chance.choice(SILENT_AFTER)
        for _ in range(number):
            deed = self._chance.choice(deeds)
            at = some_time(start, end, self._chance)
            self._timeline.plan(at, lambda now, deed=deed: self._keep(keeper, deed, now))  # type: ignore[misc]  # a default binds the loop's value

    def _keep(self, keeper: Keeper, deed: sample_data.Deed, now: datetime) -> None:
        firm = self._chance.choice(list(self._people.firms.values()))
        record_diary(self._work, keeper.speaker, service(deed, firm.row, now, self._chance), self._rules, now)


def service_for(need: Need, firm: sample_data.Firm, now: datetime, chance: Random) -> Service:
    """How an expert served this need."""
    fitting = [deed for deed in sample_data.deeds() if deed.domain == need.domain and deed.for_one]
    return service(chance.choice(fitting), firm, now, chance, need.id)


def service(
    deed: sample_data.Deed, firm: sample_data.Firm, now: datetime, chance: Random, need_id: int | None = None
) -> Service:
    """A service of the last two days, with hours and counts as they are in life."""
    half_hours = HALF_HOURS_FOR_ONE if deed.for_one else HALF_HOURS_FOR_SEVERAL
    return Service(
        served_on=(now - timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))).date(),
        hours=Decimal(chance.choice(half_hours)) / 2,
        enterprises=1 if deed.for_one else chance.randint(*SEVERAL),
        names=(firm.enterprise,) if deed.for_one else (),
        domains=(deed.domain,),
        form=deed.form,
        region=firm.region,
        outcome=deed.text.format(firm=firm.enterprise),
        need_id=need_id,
    )
