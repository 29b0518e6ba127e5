"""Many sign up at once, on each database: no place is given twice, and a postponement reaches each once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from actions.activities.events import Event, move, publish, take_down
from actions.activities.joining import join_event
from actions.reminders.sweep import sweep
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from storage.queries.activities.coming import seats
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Activity, Outbox
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer, rows, send

TODAY = MONDAY.date()
MANY = 500


def _boss(number: int) -> Actor:
    return Actor(f"老板{number}", "enterprise", "440802", enterprise=f"第{number}加工厂")


def _published(app: App, limit: int | None) -> int:
    giver = arrive(app, lawyer("主办人"))
    given = Event("融资沙龙", TODAY + timedelta(3), "", "440802", capacity=limit)
    return app.database.write(lambda work: publish(work, by_person(work, giver), given, MONDAY)).result()


def test_of_many_who_race_no_more_sit_than_there_are_places(app: App) -> None:
    key = _published(app, 5)
    names = [f"老板{number}" for number in range(16)]
    for number in range(16):
        arrive(app, _boss(number))
    for answered in [send(app, name, f"报名{key}号活动") for name in names]:
        answered.result()
    found = app.database.write(lambda work: seats(work, [key])[key]).result()
    assert (found.taken, found.waiting) == (5, 11)
    for answered in [send(app, name, "不去了") for name in names]:
        answered.result()
    left = app.database.write(lambda work: seats(work, [key])[key]).result()
    assert left.taken <= 5
    assert not left.waiting or left.taken == 5


@pytest.mark.soak
def test_a_postponement_reaches_500_once_each(app: App, clock: StoppedClock) -> None:
    key = _published(app, None)
    for number in range(MANY):
        who = arrive(app, _boss(number))
        app.database.write(lambda work: join_event(work, by_person(work, who), key, False, MONDAY)).result()  # noqa: B023
    later = Event("融资沙龙", TODAY + timedelta(4), "", "440802")
    again = Event("融资沙龙", TODAY + timedelta(5), "", "440802")

    def put_off_twice(work: UnitOfWork) -> None:
        """A second thought before the first has left: only what is true then is told."""
        for change in (later, again):
            move(work, _giver(work), key, change, MONDAY)

    app.database.write(put_off_twice).result()
    app.scheduler.deliver_now()
    moved = (Outbox.kind == "event_moved", Outbox.state == "sent")
    assert rows(app, Outbox, *moved) == MANY
    with app.database.read() as connection:
        each = select(func.count()).where(*moved).group_by(Outbox.person_id)
        assert set(connection.execute(each).scalars()) == {1}
    app.scheduler.deliver_now()
    assert rows(app, Outbox, *moved) == MANY


def test_nobody_is_reminded_of_what_was_cancelled(app: App, clock: StoppedClock) -> None:
    key = _published(app, None)
    arrive(app, _boss(1))
    send(app, "老板1", f"报名{key}号活动").result()
    clock.move(timedelta(days=2, hours=1))

    def at_once(work: UnitOfWork) -> None:
        """The reminder is queued, and has not left when the activity is called off."""
        sweep(work, clock.now(), app.rules)
        take_down(work, _giver(work), key, clock.now())

    app.database.write(at_once).result()
    assert rows(app, Outbox, Outbox.kind == "event_soon") == 1
    app.scheduler.deliver_now()
    assert rows(app, Outbox, Outbox.kind == "event_soon", Outbox.state == "sent") == 0
    clock.move(timedelta(days=3))
    app.clockwork.tick()
    assert rows(app, Outbox, Outbox.kind.in_(("event_rate", "event_diary"))) == 0


def _giver(work: UnitOfWork) -> Speaker:
    """Whoever holds the only activity there is."""
    found = work.session.scalars(select(Activity.person_id)).one()
    return by_person(work, found)
