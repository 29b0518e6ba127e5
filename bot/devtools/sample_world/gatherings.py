"""What stations hold: an activity every few weeks, signed up for, attended, rated, told of in a diary; and one that lies ahead."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from actions.activities.account import summarise
from actions.activities.door import put_down, rate_event
from actions.activities.events import Event, publish
from actions.activities.joining import join_event
from actions.activities.proposals import proposed
from actions.diaries.record import Service, record_diary
from bot.devtools.sample_world import sample_data
from bot.devtools.sample_world.seed import Member, Seeded
from bot.devtools.sample_world.timeline import Timeline
from programme.packs import RulePack
from storage.queries.activities.coming import guests
from storage.unit_of_work import UnitOfWork

TOPICS = (
    ("税收优惠沙龙", "salon", "tax"),
    ("劳动用工讲座", "lecture", "law"),
    ("融资对接专场", "themed", "finance"),
    ("数字化转型交流会", "exchange", "digital"),
)
EVERY = {"勤": 42, "常": 84}
"""Days between two activities of a station of this temper; the others hold none."""
AHEAD = timedelta(days=7)
PLACES = 12
GUESTS = (4, 10)
BEGINS, FINISHES = 14 * 60, 16 * 60

Keeper = Member[sample_data.Station]


class Gatherings:
    """The activities of the stations of a place, on chance of their own."""

    def __init__(
        self, work: UnitOfWork, people: Seeded, rules: RulePack, chance: Random, timeline: Timeline
    ) -> None:
        self._work, self._people, self._rules = work, people, rules
        self._chance, self._timeline = chance, timeline

    def plan(self, start: datetime, end: datetime) -> None:
        """One after the other until the end; the last of each lies ahead of it."""
        for place, keeper in enumerate(self._people.stations):
            if (every := EVERY.get(keeper.row.temper)) is None:
                continue
            at = start.replace(hour=10, minute=0) + timedelta(days=3 * place)
            while at < end:
                self._timeline.plan(at, lambda now, keeper=keeper: self._publish(keeper, now))  # type: ignore[misc]  # a default binds the loop's value
                at += timedelta(days=every)

    def _publish(self, keeper: Keeper, now: datetime) -> None:
        title, sort, domain = self._chance.choice(TOPICS)
        on = (now + AHEAD).date()
        line = f"下午两点到四点，工作站会议室，限 {PLACES} 人"
        region = keeper.speaker.station_region or keeper.row.region
        given = Event(title, on, line, region, sort, domain, BEGINS, FINISHES, PLACES)
        key = publish(self._work, keeper.speaker, given, now)
        firms = self._chance.sample(list(self._people.firms.values()), self._chance.randint(*GUESTS))
        for day, firm in enumerate(firms):
            at = now + timedelta(hours=5 + 11 * day)
            self._timeline.plan(at, lambda then, firm=firm: self._join(firm, key, then))  # type: ignore[misc]  # as above
        over = now.replace(hour=17) + AHEAD
        self._timeline.plan(over, lambda then: self._hold(keeper, key, then))

    def _join(self, firm: Member[sample_data.Firm], key: int, now: datetime) -> None:
        join_event(self._work, firm.speaker, key, False, now)

    def _hold(self, keeper: Keeper, key: int, now: datetime) -> None:
        """Some stay away; who came gives stars; the station keeps its diary the day after."""
        signed = [one.person_id for one in guests(self._work, key, ("signed_up",))]
        absent = [person for person in signed if self._chance.random() < 0.2]
        put_down(self._work, keeper.speaker, key, absent, now)
        came = [one for one in self._people.firms.values() if one.speaker.person_id in signed]
        for firm in came:
            if firm.speaker.person_id not in absent and self._chance.random() < 0.6:
                rate_event(self._work, firm.speaker, key, self._chance.choice((3, 4, 5, 5)), now)
        summarise(self._work, keeper.speaker, key, "来的企业都留了问题，会后约了上门。", (), now)
        self._timeline.plan(now + timedelta(hours=15), lambda then: self._tell(keeper, key, then))

    def _tell(self, keeper: Keeper, key: int, now: datetime) -> None:
        found = proposed(self._work, keeper.speaker, key)
        if found is None or not found.enterprises:
            return
        one = found.event
        told = Service(
            found.on,
            found.hours or Decimal(2),
            found.enterprises,
            found.names,
            (one.domain,) if one.domain else (),
            "offline",
            region=one.region,
            outcome=one.title,
            activity_id=one.id,
            times=found.times,
        )
        record_diary(self._work, keeper.speaker, told, self._rules, now)
