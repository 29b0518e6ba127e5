"""Whether somebody has been told: what waits or was lost has told nobody, and can be called off."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.delivery.arrived import call_off, has_arrived
from storage.tables import Outbox, Qualification
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer, rows, say


def _told(work: UnitOfWork, person: int, state: str) -> None:
    """A notice of case 5 in this state."""
    about = {"person_id": person, "kind": "case_decided", "facts": {"case": 5}, "key": "case_decided:5"}
    work.session.add(Outbox(**about, state=state, due_at=MONDAY, created_at=MONDAY))
    work.flush()


@pytest.mark.parametrize(
    ("state", "arrived", "after"),
    [
        ("queued", False, "dropped"),
        ("retry", False, "dropped"),
        ("dead", False, "dropped"),
        ("sending", True, "sending"),
        ("unknown", True, "unknown"),
        ("sent", True, "sent"),
        ("told", True, "told"),
        ("dropped", False, "dropped"),
    ],
)
def test_what_waits_or_was_lost_has_told_nobody_and_is_called_off(
    sqlite_app: App, state: str, arrived: bool, after: str
) -> None:
    person = arrive(sqlite_app, lawyer("李律师"))

    def deed(work: UnitOfWork) -> tuple[bool, str]:
        _told(work, person, state)
        found = has_arrived(work, person, "case_decided", case=5)
        call_off(work, person, "case_decided", case=5)
        return found, work.connection.execute(
            select(Outbox.state).where(Outbox.kind == "case_decided")
        ).scalar_one()

    assert sqlite_app.database.write(deed).result() == (arrived, after)


def test_the_key_of_what_was_called_off_is_free(sqlite_app: App) -> None:
    person = arrive(sqlite_app, lawyer("李律师"))

    def deed(work: UnitOfWork) -> None:
        for _ in range(2):
            _told(work, person, "dead")
            call_off(work, person, "case_decided", case=5)

    sqlite_app.database.write(deed).result()
    assert rows(sqlite_app, Outbox, Outbox.state == "dropped", Outbox.kind == "case_decided") == 2


def test_who_was_warned_elsewhere_hears_that_the_warning_is_lifted(sqlite_app: App) -> None:
    """No warning of ours stands: it came with a roster, and its holder knows of it."""
    arrive(sqlite_app, lawyer("李律师"))
    arrive(sqlite_app, Actor("小赵", "staff", jurisdiction="440800"))

    def warned(work: UnitOfWork) -> None:
        work.session.scalars(select(Qualification)).one().state = "warned"

    sqlite_app.database.write(warned).result()
    say(sqlite_app, "小赵", "解除警告 李律师 已补报")
    assert "已解除李律师的警告" in say(sqlite_app, "小赵", "确认")
    assert rows(sqlite_app, Outbox, Outbox.kind == "standing") == 1
