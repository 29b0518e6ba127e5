"""A need that comes back into hands it was taken from: whoever it concerns hears each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.needs.withdraw import withdraw_need
from actions.offers.answer import accept_offer
from actions.offers.give_back import give_back
from actions.offers.reassign import reassign
from actions.offers.replace import ask_others
from actions.offers.send_team import send_team
from actions.offers.volunteer import volunteer
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Offer, Outbox, Team, TeamMember
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import FIRM, arrive, do, lawyer

OFFICER = Actor("小赵", "staff", jurisdiction="440800")
HOUR = timedelta(hours=1)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = open_app(newest.sqlite(tmp_path / "again.db"), clock=StoppedClock(MONDAY))
    for actor in (FIRM, lawyer("李律师"), lawyer("周律师"), OFFICER):
        arrive(app, actor)
    app.database.write(_need).result()
    yield app
    app.close()


def _need(work: UnitOfWork) -> None:
    row = {"person_id": 1, "enterprise_id": 1, "text": "合同纠纷", "domain": "law", "region": "440802"}
    work.session.add(Need(**row, also=[], focus=[], urgent=False, state="open", created_at=MONDAY))


def told(app: App, kind: str) -> list[int]:
    """Who has been told so, one after the other."""
    with app.database.read() as connection:
        found = select(Outbox.person_id).where(Outbox.kind == kind).order_by(Outbox.id)
        return list(connection.execute(found).scalars())


def accept(work: UnitOfWork, who: Speaker, app: App, at: int) -> None:
    offers = select(Offer.id).where(Offer.expert_id == who.expert_id, Offer.state == "pending")
    accept_offer(work, who, work.session.scalars(offers).one(), app.rules, MONDAY + at * HOUR)


def test_the_firm_and_the_expert_hear_each_time(app: App) -> None:
    do(app, "李律师", lambda work, who: volunteer(work, who, 1, app.rules, MONDAY))
    do(app, "小赵", lambda work, who: reassign(work, who, 1, 1, 2, app.rules, MONDAY + HOUR))
    do(app, "李律师", lambda work, who: volunteer(work, who, 1, app.rules, MONDAY + 2 * HOUR))
    assert told(app, "accepted") == [1, 1]
    assert told(app, "taken_off") == [2]

    def back(work: UnitOfWork, who: Speaker) -> None:
        for offer in work.session.scalars(select(Offer).where(Offer.expert_id == 2)):
            work.session.delete(offer)
        work.flush()
        reassign(work, who, 1, 1, 2, app.rules, MONDAY + 3 * HOUR)

    do(app, "小赵", back)
    assert told(app, "taken_off") == [2, 2]


def _sent(app: App) -> None:
    """A team under the first lawyer is sent to the need, and the leader takes it."""

    def team(work: UnitOfWork, who: Speaker) -> None:
        one = Team(name="法律小分队", region="440800", person_id=who.person_id, created_at=MONDAY)
        work.session.add(one)
        work.flush()
        for expert in (1, 2):
            work.session.add(TeamMember(team_id=one.id, expert_id=expert, joined_at=MONDAY))
            work.flush()
        send_team(work, who, 1, one.id, app.rules, MONDAY)

    do(app, "小赵", team)
    do(app, "李律师", lambda work, who: accept(work, who, app, 1))


def _delivered(app: App) -> None:
    def deliver(work: UnitOfWork) -> None:
        for row in work.session.scalars(select(Outbox).where(Outbox.kind == "team_sent")):
            row.state = "sent"

    app.database.write(deliver).result()


ENDS: dict[str, tuple[str, Callable[[UnitOfWork, Speaker, RulePack], object]]] = {
    "given back": (
        "李律师",
        lambda work, who, rules: give_back(work, who, 1, None, rules, MONDAY + 2 * HOUR),
    ),
    "withdrawn": ("张厂长", lambda work, who, rules: withdraw_need(work, who, 1, MONDAY + 2 * HOUR)),
    "replaced": ("小赵", lambda work, who, rules: ask_others(work, who, 1, rules, MONDAY + 2 * HOUR)),
}


@pytest.mark.parametrize("heard", [True, False])
@pytest.mark.parametrize("name", ENDS)
def test_who_was_to_go_along_hears_that_it_is_over(app: App, name: str, heard: bool) -> None:
    _sent(app)
    assert told(app, "team_sent") == [3]
    if heard:
        _delivered(app)
    who, ends = ENDS[name]
    do(app, who, lambda work, one: ends(work, one, app.rules))
    assert told(app, "team_stays") == ([3] if heard else [])
