"""Who is an expert and looks at a station's besides, and who works at a station no more: neither does the station's deeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.activities.events import Event, access_event, publish
from actions.activities.joining import join_event, leave_event
from actions.activities.rooms import answer_room, list_room
from actions.activities.station_requests import answer_expert, turn_to_station
from actions.activities.year_papers import hand_in as hand_in_paper
from actions.applications.apply import Filing, recommended
from actions.applications.certify import certify
from actions.diaries.record import Service, correct_diary, record_diary, retract_diary
from actions.needs.trade_demand import tell_demand
from actions.needs.visits import Collected, hand_in, nothing_to_tell, take_code
from actions.people.groups import follow
from actions.refusal import Refused
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from storage.queries.activities.events import own_events_ahead
from storage.queries.people.clerks import stations_with
from storage.queries.people.speakers import Speaker
from storage.queries.visits import visit
from storage.tables import Diary, Expert, Outbox, Station, StationClerk
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, do

HEAD = Actor("陈站长", "station", "440803", unit="霞山产业园工作站", certified=date(2026, 1, 1))
OTHER = Actor("何站长", "station", "440804", unit="坡头工作站", certified=date(2026, 1, 1))
EXPERT = Actor("郑会计", "expert", "440803", domains=("tax",), certified=date(2026, 1, 1))
CLERK = Actor("小林", "clerk", unit="霞山产业园工作站")
TOLD = Collected("湛江金叶食品有限公司", "被税务局查账，要补税", "tax", "440803")
SERVED = Service(date(2026, 2, 27), Decimal(2), 3)
Deed = Callable[[UnitOfWork, Speaker], object]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = open_app(newest.sqlite(tmp_path / "two.db"), clock=StoppedClock(MONDAY))
    for actor in (HEAD, OTHER, EXPERT, CLERK):
        arrive(app, actor)
    yield app
    app.close()


def looks(app: App, who: str) -> None:
    """From now on this person is a viewer at the first station."""

    def put(work: UnitOfWork, speaker: Speaker) -> None:
        row = {"station_id": 1, "person_id": speaker.person_id, "invited_by": 1, "joined_at": MONDAY}
        work.session.add(StationClerk(**row, role="viewer"))

    do(app, who, put)


def removed(app: App, who: str) -> None:
    """This person works at no station any more."""

    def remove(work: UnitOfWork, speaker: Speaker) -> None:
        row = select(StationClerk).where(StationClerk.person_id == speaker.person_id)
        work.session.delete(work.session.scalars(row).one())

    do(app, who, remove)


STATIONS_OWN: dict[str, Deed] = {
    "list a room": lambda work, who: list_room(work, who, "二楼", 20, "", MONDAY),
    "give a room": lambda work, who: answer_room(work, who, 1, True, MONDAY),
    "welcome an expert": lambda work, who: answer_expert(work, who, 1, True, "来吧", MONDAY),
    "hand in a plan": lambda work, who: hand_in_paper(work, who, "plan", 2026, "每月一场", MONDAY),
    "say that nothing was collected": lambda work, who: nothing_to_tell(work, who, MONDAY),
    "tell a trade's demand": lambda work, who: tell_demand(work, who, "seafood", "要冷库", 3, MONDAY),
}


@pytest.mark.parametrize("name", STATIONS_OWN)
def test_an_expert_who_only_looks_does_no_deed_of_the_station(app: App, name: str) -> None:
    looks(app, "郑会计")
    with pytest.raises(Refused) as refused:
        do(app, "郑会计", STATIONS_OWN[name])
    assert refused.value.code == "only_looks"


def test_what_an_expert_who_only_looks_does_as_an_expert_is_not_the_stations(app: App) -> None:
    looks(app, "郑会计")
    do(app, "郑会计", lambda work, who: hand_in(work, who, [TOLD], False, app.rules, MONDAY))
    do(app, "郑会计", lambda work, who: record_diary(work, who, SERVED, app.rules, MONDAY))
    do(app, "郑会计", lambda work, who: hand_in(work, who, [TOLD], True, app.rules, MONDAY))
    with app.database.read() as connection:
        assert connection.execute(select(Station.needs_told_at).where(Station.id == 1)).scalar_one() is None
        assert connection.execute(select(Diary.holder)).scalar_one() == "expert"


def test_nobody_asks_their_own_station_whether_they_may_come(app: App) -> None:
    looks(app, "郑会计")
    with pytest.raises(Refused) as refused:
        do(app, "郑会计", lambda work, who: turn_to_station(work, who, 1, "想来坐诊", None, MONDAY))
    assert refused.value.code == "own_station"


def test_who_left_a_station_changes_its_activities_no_more(app: App) -> None:
    event = Event("税务沙龙", date(2026, 3, 9), "站里", "440803")
    number = do(app, "小林", lambda work, who: publish(work, who, event, MONDAY))
    assert isinstance(number, int)
    removed(app, "小林")

    def comes_elsewhere(work: UnitOfWork, speaker: Speaker) -> None:
        row = {"station_id": 2, "person_id": speaker.person_id, "invited_by": 2, "joined_at": MONDAY}
        work.session.add(StationClerk(**row, role="clerk"))

    do(app, "小林", comes_elsewhere)
    with pytest.raises(Refused) as refused:
        do(app, "小林", lambda work, who: access_event(work, who, number))
    assert refused.value.code == "not_yours"
    do(app, "陈站长", lambda work, who: access_event(work, who, number))


def test_what_comes_of_an_activity_is_told_to_who_is_still_there(app: App) -> None:
    event = Event("税务沙龙", date(2026, 3, 9), "站里", "440803", begins=540, finishes=600)
    number = do(app, "小林", lambda work, who: publish(work, who, event, MONDAY))
    do(app, "郑会计", lambda work, who: join_event(work, who, number, False, MONDAY))
    removed(app, "小林")
    do(app, "郑会计", lambda work, who: leave_event(work, who, number, MONDAY))
    do(app, "郑会计", lambda work, who: join_event(work, who, number, False, MONDAY + timedelta(days=1)))
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(days=7, hours=4))
    app.clockwork.tick()
    kinds = ("event_signups", "event_left", "event_diary")
    with app.database.read() as connection:
        told = connection.execute(
            select(Outbox.kind, Outbox.person_id).where(Outbox.kind.in_(kinds)).order_by(Outbox.id)
        )
        clerk, head = 4, 1
        assert [tuple(row) for row in told] == [
            ("event_signups", clerk),
            ("event_left", head),
            ("event_signups", head),
            ("event_diary", head),
        ]


def test_who_left_a_station_sees_no_more_who_comes_to_its_activities(app: App) -> None:
    event = Event("税务沙龙", date(2026, 3, 9), "站里", "440803")
    do(app, "小林", lambda work, who: publish(work, who, event, MONDAY))

    def own(who: str) -> object:
        return do(
            app,
            who,
            lambda work, one: len(own_events_ahead(work, one.person_id, MONDAY.date())),
        )

    assert (own("小林"), own("陈站长")) == (1, 1)
    removed(app, "小林")
    assert (own("小林"), own("陈站长")) == (0, 1)


@pytest.mark.parametrize("deed", ["correct", "retract"])
def test_who_left_a_station_takes_none_of_its_hours_along(app: App, deed: str) -> None:
    diary = do(app, "小林", lambda work, who: record_diary(work, who, SERVED, app.rules, MONDAY))
    assert isinstance(diary, int)
    removed(app, "小林")

    def certified(work: UnitOfWork, speaker: Speaker) -> None:
        row = {"person_id": speaker.person_id, "region": "440803", "domains": ["tax"]}
        work.session.add(Expert(**row, unit="", capacity=3, load=0))

    def changed(work: UnitOfWork, who: Speaker) -> object:
        if deed == "retract":
            retract_diary(work, who, diary, app.rules, MONDAY)
            return None
        return correct_diary(work, who, diary, Service(SERVED.served_on, Decimal(3), 3), app.rules, MONDAY)

    do(app, "小林", certified)
    with pytest.raises(Refused) as refused:
        do(app, "小林", changed)
    assert refused.value.code == "not_yours"
    with app.database.read() as connection:
        assert connection.execute(select(Diary.holder, Diary.state)).all() == [("station", "recorded")]


def test_a_clerk_certified_as_an_expert_keeps_the_stations_diary_the_stations(app: App) -> None:
    diary = do(app, "小林", lambda work, who: record_diary(work, who, SERVED, app.rules, MONDAY))
    assert isinstance(diary, int)

    def certified(work: UnitOfWork, speaker: Speaker) -> None:
        row = {"person_id": speaker.person_id, "region": "440803", "domains": ["tax"]}
        work.session.add(Expert(**row, unit="", capacity=3, load=0))

    do(app, "小林", certified)
    longer = Service(SERVED.served_on, Decimal(3), 3)
    do(app, "小林", lambda work, who: correct_diary(work, who, diary, longer, app.rules, MONDAY))
    with app.database.read() as connection:
        found = connection.execute(select(Diary.holder, Diary.hours).where(Diary.state == "recorded")).all()
    assert [(holder, int(hours)) for holder, hours in found] == [("station", 3)]


def test_a_visit_of_a_clerk_is_named_by_the_station(app: App) -> None:
    do(app, "小林", lambda work, who: hand_in(work, who, [TOLD], False, app.rules, MONDAY))
    facts = do(app, "小林", lambda work, who: visit(work, 1))
    assert facts.told_to == "霞山产业园工作站"


def test_another_of_the_station_agrees_for_no_firm(app: App) -> None:
    kept = do(app, "小林", lambda work, who: hand_in(work, who, [TOLD], False, app.rules, MONDAY))
    code = kept[0].code
    with pytest.raises(Refused) as refused:
        do(app, "陈站长", lambda work, who: take_code(work, who, code, MONDAY))
    assert refused.value.code == "own_visit"


@pytest.mark.parametrize("who", ["郑会计", "小林"])
def test_a_group_follows_who_is_in_charge_alone(app: App, who: str) -> None:
    looks(app, "郑会计")
    with pytest.raises(Refused) as refused:
        do(app, who, lambda work, speaker: follow(work, speaker, "telegram", "-100", MONDAY))
    assert refused.value.code == "no_station"


def test_a_clerk_whose_own_station_is_certified_works_there_alone(app: App) -> None:
    def certified(work: UnitOfWork, speaker: Speaker) -> list[int]:
        filing = Filing("station", "麻章工作站", "440811", contact="小林", phone="13800000001")
        one = recommended(filing, speaker.person_id, app.rules, "", MONDAY)
        work.session.add(one)
        work.flush()
        certify(work, one, app.rules, MONDAY)
        return stations_with(work, speaker.person_id)

    assert do(app, "小林", certified) == [3]
    with app.database.read() as connection:
        told = connection.execute(select(Outbox.person_id).where(Outbox.kind == "clerk_left")).scalars().all()
    assert told == [1]
