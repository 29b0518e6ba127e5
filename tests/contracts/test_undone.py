"""What is begun and not ended: a warning whose reminders did not arrive is a call to make, and no warning."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from actions.reports.digests import in_need_of_a_hand
from actions.staff.put_off import put_off
from bot.app import App
from bot.devtools.fixtures import Actor
from programme.authority import Actor as Officer
from programme.roles import Role
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import FormalWarning, Outbox, Qualification
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import arrive, lawyer

OFFICER = Officer(99, frozenset({Role.reviewer}), "440800")


def _warning(work: UnitOfWork, app: App, person: int, *states: str) -> None:
    """A warning due since yesterday, and reminders that ended so."""
    held = work.session.scalars(select(Qualification)).one()
    since = app.clock.now().date() - timedelta(days=184)
    held.silent_since = since
    work.session.add(
        FormalWarning(
            qualification_id=held.id, silent_since=since, due_on=app.clock.now().date(), state="due"
        )
    )
    now = app.clock.now()
    for day, state in zip((90, 150, 170), states, strict=False):
        work.session.add(
            Outbox(
                person_id=person, kind="silence", facts={}, state=state, due_at=now, created_at=now,
                key=f"silent:{held.id}:{since}:{day}",
            )
        )  # fmt: skip
    work.flush()


def _lists(app: App) -> set[str]:
    now = app.clock.now()
    return set(app.database.write(lambda work: in_need_of_a_hand(work, OFFICER, now, 9)).result())


@pytest.mark.parametrize(
    ("states", "listed"),
    [
        ((), "warning"),
        (("dead", "dead", "dead"), "call"),
        (("dead", "dropped"), "call"),
        (("dead", "sent", "dead"), "warning"),
        (("unknown",), "warning"),
    ],
)
def test_a_warning_is_proposed_where_a_reminder_arrived_or_none_was_sent(
    app: App, states: tuple[str, ...], listed: str
) -> None:
    person = arrive(app, lawyer("何律师"))
    app.database.write(lambda work: _warning(work, app, person, *states)).result()
    assert _lists(app) & {"warning", "call"} == {listed}


def test_what_was_put_off_is_gone_until_its_day(app: App) -> None:
    person = arrive(app, lawyer("何律师"))
    arrive(app, Actor(name="小赵", role="staff", jurisdiction="440800"))
    app.database.write(lambda work: _warning(work, app, person)).result()
    today = app.clock.now().date()

    def later(work: UnitOfWork, until: date) -> None:
        speaker = by_account(work, "web", "小赵")
        assert isinstance(speaker, Speaker)
        put_off(work, speaker, "warning", 1, until, app.clock.now())

    app.database.write(lambda work: later(work, today + timedelta(days=9))).result()
    assert "warning" not in _lists(app)
    app.database.write(lambda work: later(work, today)).result()
    assert "warning" in _lists(app)
