"""A year of the sample world as the officer of the prefecture lives it: firms ask, experts serve, and what waits is seen to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from zlib import crc32

from sqlalchemy import select

from actions.access import actor_of
from actions.applications.apply import Filing, apply
from actions.reports.digests import in_need_of_a_hand
from actions.titles.renew import ask_renewal
from bot.clock import SHANGHAI
from bot.delivery.due import DeliveryConfig, deliver_due
from bot.delivery.rates import RateLimiter
from bot.devtools.fixtures import Actor, enter
from bot.devtools.sample_world import sample_data
from bot.devtools.sample_world.history import Needs
from bot.devtools.sample_world.hours import some_time
from bot.devtools.sample_world.seed import Member, Seeded, seed
from bot.devtools.sample_world.services import Diaries
from bot.devtools.sample_world.timeline import Timeline
from bot.devtools.simulate.office_deeds import see_to
from bot.runtime.clockwork import tick
from programme.packs import RulePack
from programme.workdays import is_working
from storage.queries.people.speakers import by_person
from storage.queries.titles.standing import is_renewal_asked
from storage.tables import Qualification
from storage.unit_of_work import UnitOfWork

Holder = Member[sample_data.Expert] | Member[sample_data.Station]
FIRST = date(2026, 1, 5)
CLOCK = (*(time(hour) for hour in range(8, 21)), time(8, 30))
"""When the clock is looked at: at full hours, and when digests go out."""
AT_DESK = time(10)
ALL = 1000
APPLICANTS = 8
PATIENCE = (0, 0, 0, 0, 1, 1, 2, 3, 5, 24)
"""Working days until a line is seen to, each as often as it stands here."""
RENEWS_WITHIN = timedelta(days=50)
"""The diligent ask for another term as soon as they were asked."""
DILIGENT = "勤常"


class OfficerYear:
    """So many days from `FIRST` on, in one transaction; the same `seed_of` gives the same year."""

    def __init__(self, work: UnitOfWork, rules: RulePack, days: int, seed_of: int) -> None:
        self._work, self._rules, self._chance = work, rules, Random(seed_of)
        self._seen: dict[str, int] = {}
        start = datetime.combine(FIRST, CLOCK[0], SHANGHAI)
        self.end = start + timedelta(days=days)
        self._people = seed(work, rules, start, self._chance)
        offices = (one.speaker for one in self._people.officers)
        self.officer = min(offices, key=lambda who: len((who.jurisdiction or "").rstrip("0")))
        self._timeline = Timeline(self.end)
        self._plan(start)

    def live(self, advance: Callable[[int], None]) -> None:
        """Through all days; `advance` is called with each."""
        for now in self._timeline.run():
            self._deliver(now)
            if now.time() == CLOCK[0]:
                advance(1)

    def _plan(self, start: datetime) -> None:
        Needs(self._work, self._people, self._rules, self._chance, self._timeline).plan(start, self.end)
        Diaries(self._work, self._people, self._rules, self._chance, self._timeline).plan(start, self.end)
        for number in range(APPLICANTS):
            at = some_time(start, self.end, self._chance)
            self._timeline.plan(at, lambda now, number=number: self._apply(number, now))  # type: ignore[misc]  # a default binds the loop's value
        for day in range((self.end - start).days):
            on = FIRST + timedelta(days=day)
            for at_clock in CLOCK:
                self._timeline.plan(datetime.combine(on, at_clock, SHANGHAI), self._look)
            if is_working(on, self._rules.calendar):
                self._timeline.plan(datetime.combine(on, AT_DESK, SHANGHAI), self._at_desk)

    def _look(self, now: datetime) -> None:
        """The clock's own work, as in `bot.runtime.clockwork`."""
        while tick(self._work, now, self._rules):
            pass

    def _deliver(self, now: datetime) -> None:
        """Everybody reads in the web chat."""
        self._work.flush()
        config = DeliveryConfig(self._rules, {}, RateLimiter({}))
        while deliver_due(self._work, now, config).more:
            pass

    def _at_desk(self, now: datetime) -> None:
        """The officer sees to what has waited for as long as it takes with this kind of person; holders ask to go on."""
        self._ask_renewals(now)
        found = in_need_of_a_hand(self._work, actor_of(self.officer), now, ALL)
        for what, key in [(what, row.id) for what, waiting in found.items() for row in waiting.rows]:
            name = f"{what}:{key}"
            self._seen[name] = self._seen.get(name, -1) + 1
            if self._seen[name] >= PATIENCE[crc32(name.encode()) % len(PATIENCE)]:
                see_to(self._work, self.officer, what, key, self._rules, now)
                del self._seen[name]

    def _ask_renewals(self, now: datetime) -> None:
        near = select(Qualification).where(
            Qualification.state == "active",
            Qualification.until >= now.date(),
            Qualification.until <= now.date() + RENEWS_WITHIN,
        )
        for held in self._work.session.scalars(near.order_by(Qualification.id)).all():
            who = _holder(self._people, held)
            if who and who.row.temper in DILIGENT and not is_renewal_asked(self._work, held.id, held.until):
                ask_renewal(self._work, who.speaker, held.id, self._rules, now)

    def _apply(self, number: int, now: datetime) -> None:
        applicant = Actor(f"何志{number}", "guest", phone=f"1370000{number:04}")
        person = enter(self._work, applicant, [("web", f"applicant-{number}")], self._rules, now)
        filing = Filing(
            "expert",
            f"何志{number}",
            "440802",
            "本人",
            applicant.phone,
            unit="湛江精工机械厂",
            domains=("digital",),
        )
        apply(self._work, by_person(self._work, person), filing, self._rules, now)


def _holder(people: Seeded, held: Qualification) -> Holder | None:
    """None for one who was certified since."""
    if held.holder == "expert":
        return people.expert_of(held.holder_id)
    return next((one for one in people.stations if one.speaker.station_id == held.holder_id), None)
