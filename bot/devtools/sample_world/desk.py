"""A station's own affairs: who works there, its experts, its room, a visit to a firm, a campaign under way; and what waits for its answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from actions.activities.campaigns import open_campaign
from actions.activities.rooms import ask_room, list_room
from actions.activities.station_requests import turn_to_station
from actions.needs.visits import Collected, hand_in
from actions.titles.station_experts import answer_station, ask_experts
from bot.devtools.fixtures import Actor, enter
from bot.devtools.sample_world.hours import last_awake
from bot.devtools.sample_world.seed import Seeded
from programme.campaigns import Counts
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.titles.station_experts import own_experts
from storage.unit_of_work import UnitOfWork

CLERKS = (("罗海萍", "clerk"), ("冯小龙", "viewer"))
AGREE, ASKED = ("陈慧敏", "吴晓岚", "邓雪莹"), "方立群"
"""Three who are of the station's own, and one who has not answered."""
BORROWS, TURNS = "邓雪莹", "苏启航"
ROOM = ("一楼路演厅", 60, "投影、音响")
VISITED = Collected("赤坎老街修表铺", "想换个大点的铺面，租约怎么签才不吃亏", "law", "440802")
CAMPAIGN = "一起益企服务月"


class Desk:
    """The first station's. `deliver` brings what was queued, as of then."""

    def __init__(
        self,
        work: UnitOfWork,
        people: Seeded,
        rules: RulePack,
        now: datetime,
        deliver: Callable[[datetime], None],
    ) -> None:
        self._work, self._people, self._rules, self._now = work, people, rules, now
        self._keeper, self._deliver = people.stations[0], deliver

    def until_now(self) -> None:
        """What has been so for weeks, told in a chat of before."""
        at = last_awake(self._now - timedelta(days=20))
        for place, (name, role) in enumerate(CLERKS):
            clerk = Actor(name, role, unit=self._keeper.row.unit)
            enter(self._work, clerk, [("web", f"demo-clerk-{place}")], self._rules, at)
        name, seats, equipment = ROOM
        self._room = list_room(self._work, self._keeper.speaker, name, seats, equipment, at)
        self._register(at)
        officer, counts = self._people.officers[0].speaker, Counts(domains=("law", "tax"))
        first, last = at.date(), at.date() + timedelta(days=30)
        open_campaign(self._work, officer, CAMPAIGN, first, last, counts, at)
        hand_in(self._work, self._keeper.speaker, [VISITED], False, self._rules, last_awake(self._ago(50)))
        self._deliver(self._ago(40))

    def right_now(self) -> None:
        """Two experts wait for its answer: one borrows the room, one would like to come."""
        at, on = last_awake(self._ago(5)), self._now.date() + timedelta(days=6)
        ask_room(self._work, self._expert(BORROWS), self._room, on, "下午两点到四点", at)
        station = self._keeper.speaker.station_id
        assert station is not None
        words = "想每月来坐诊半天，答合同和追账的问题"
        turn_to_station(self._work, self._expert(TURNS), station, words, None, at)
        self._deliver(at)

    def _register(self, at: datetime) -> None:
        keys = [self._expert(name).expert_id for name in (*AGREE, ASKED)]
        ask_experts(self._work, self._keeper.speaker, [key for key in keys if key is not None], at)
        self._deliver(at)
        station = self._keeper.speaker.station_id or 0
        for one in own_experts(self._work, station, ("asked",)):
            if one.name in AGREE:
                answer_station(self._work, self._expert(one.name), one.id, True, at)
        self._deliver(at)

    def _expert(self, name: str) -> Speaker:
        return self._people.experts[name].speaker

    def _ago(self, hours: float) -> datetime:
        return self._now - timedelta(hours=hours)
