"""A station's group follows its reminders as long as the station says so; no other station ends that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from actions.people.groups import follow, unfollow
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import Account, Audit, Person
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import arrive, rows

HERE = Actor("陈站长", "station", "440803", unit="霞山产业园工作站", certified=date(2026, 1, 1))
THERE = Actor("林站长", "station", "440802", unit="赤坎工作站", certified=date(2026, 1, 1))
GROUP = "group 7"
Deed = Callable[[UnitOfWork, Speaker, str, str, datetime], None]


def _does(app: App, deed: Deed, name: str) -> None:
    def doing(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", name)
        assert speaker
        deed(work, speaker, "web", GROUP, app.clock.now())

    app.database.write(doing).result()


def _followed(app: App) -> int | None:
    """Whose reminders the group gets."""
    with app.database.read() as connection:
        group = select(Person.room_of).join(Account).where(Account.external_id == GROUP)
        return connection.execute(group).scalar_one()


def test_a_group_that_nobody_knew_follows_the_station_that_spoke_last(app: App) -> None:
    here, there = arrive(app, HERE), arrive(app, THERE)
    _does(app, follow, HERE.name)
    assert _followed(app) == here
    _does(app, follow, THERE.name)
    assert _followed(app) == there
    assert rows(app, Account, Account.external_id == GROUP) == 1
    assert rows(app, Audit, Audit.deed == "follow") == 2


def test_only_the_station_that_a_group_follows_ends_it(app: App) -> None:
    here = arrive(app, HERE)
    arrive(app, THERE)
    _does(app, follow, HERE.name)
    _does(app, unfollow, THERE.name)
    assert _followed(app) == here
    _does(app, unfollow, HERE.name)
    assert _followed(app) is None
    assert rows(app, Audit, Audit.deed == "unfollow") == 1


def test_a_group_that_nobody_knows_is_not_made_to_end_what_it_never_had(app: App) -> None:
    arrive(app, HERE)
    _does(app, unfollow, HERE.name)
    assert rows(app, Account, Account.external_id == GROUP) == rows(app, Audit) == 0
