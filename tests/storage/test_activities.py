"""Events and trainings as queries: what lies ahead, by jurisdiction, with the limit inside."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.activities.campaigns import campaigns_seen
from storage.queries.activities.events import events_ahead, own_events_ahead
from storage.queries.activities.trainings import (
    attendance_of,
    attended,
    names_down,
    trainings_in,
    trainings_to_answer,
)
from storage.tables import Activity, Attendance, Campaign
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer

HERE, TODAY = "440800", MONDAY.date()


def _write(app: App, kind: str, person: int, *rows: tuple[str, str, int, str]) -> None:
    """Activities by title, region, day of March and state."""

    def write(work: UnitOfWork) -> None:
        for title, region, day, state in rows:
            about: dict[str, Any] = {"kind": kind, "title": title, "region": region, "state": state}
            about |= {"held_on": date(2026, 3, day), "person_id": person, "created_at": MONDAY}
            work.session.add(Activity(**about, audience="both" if kind == "training" else None))
            work.session.flush()

    app.database.write(write).result()


def test_events_that_lie_ahead_the_next_first(app: App) -> None:
    mine, other = arrive(app, lawyer("李律师")), arrive(app, lawyer("王律师"))
    mixed = [("远", HERE, 9, "announced"), ("撤", HERE, 4, "cancelled"), ("过", HERE, 1, "announced")]
    _write(app, "event", mine, *mixed)
    _write(app, "event", other, ("近", "130100", 2, "announced"), ("中", HERE, 3, "announced"))

    def titles(work: UnitOfWork) -> list[list[str]]:
        found = (events_ahead(work, TODAY, 2), own_events_ahead(work, mine, TODAY))
        return [[one.title for one in some] for some in found]

    assert app.database.write(titles).result() == [["近", "中"], ["远"]]


def test_trainings_of_a_jurisdiction_and_who_is_down(app: App) -> None:
    staff = arrive(app, Actor("小赵", "staff", jurisdiction=HERE))
    experts = [arrive(app, lawyer(name)) for name in ("李律师", "王律师", "孙律师")]
    far = [(f"外地{day}", "130100", day, "announced") for day in (3, 4)]
    _write(app, "training", staff, *far, ("一", HERE, 2, "announced"), ("二", HERE, 5, "held"))
    states = ("signed_up", "declined", "signed_up")

    def answer(work: UnitOfWork) -> None:
        for expert, (person, state) in enumerate(zip(experts, states, strict=True), 1):
            known = {"holder": "expert", "holder_id": expert, "person_id": person, "changed_at": MONDAY}
            work.session.add(Attendance(activity_id=3, state=state, **known))
        late = {"holder": "expert", "holder_id": 1, "person_id": experts[0], "changed_at": MONDAY}
        work.session.add(Attendance(activity_id=4, state="attended", **late))

    app.database.write(answer).result()

    def found(work: UnitOfWork) -> list[Any]:
        both = ["announced", "held"]
        return [
            [one.title for one in trainings_in(work, HERE, both, limit=2)],
            [one.title for one in trainings_in(work, HERE, both, by=TODAY)],
            [one.title for one in trainings_to_answer(work, "expert", 1, TODAY)],
            names_down(work, 3),
            attendance_of(work, [3, 4]),
            attended(work, "expert", 1),
        ]

    counts = {(3, "signed_up"): 2, (3, "declined"): 1, (4, "attended"): 1}
    named = [["二", "一"], ["一"], ["外地3", "外地4"], ["李律师", "孙律师"]]
    assert app.database.write(found).result() == [*named, counts, 1]


def test_a_campaign_concerns_what_its_place_holds_and_what_holds_it(app: App) -> None:
    officer, places = arrive(app, lawyer("李律师")), ("100000", "500000", "510100", "440800")

    def write(work: UnitOfWork) -> None:
        for place in places:
            about = {"title": place, "first": TODAY, "last": TODAY, "region": place}
            work.session.add(Campaign(**about, person_id=officer, created_at=MONDAY))

    def seen(place: str | None) -> list[str]:
        return app.database.write(
            lambda work: sorted(one.title for one in campaigns_seen(work, TODAY, place))
        ).result()

    app.database.write(write).result()
    assert seen("500101") == ["100000", "500000"]
    assert seen("510000") == ["100000", "510100"]
    assert seen("440802") == ["100000", "440800"]
    assert seen("000000") == seen(None) == sorted(places)
