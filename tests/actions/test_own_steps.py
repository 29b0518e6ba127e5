"""What waits is found in one statement, and judged with the staff read once, however much of it there is."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from actions.reports import digests
from actions.reports.digests import in_need_of_a_hand
from bot.app import App
from bot.devtools.fixtures import Actor
from programme.authority import Actor as Officer
from programme.roles import Role
from storage.tables import Application, Case, StaffDecision
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import FIRM, arrive

APPLIED = {
    "kind": "expert", "pack": "national-2023", "name": "何工", "region": "440802", "domains": [], "answers": {}, "papers": [],
    "submitted_at": MONDAY, "state": "publicity",
}  # fmt: skip
PROPOSED = {
    "subject": "application", "deed": "refuse", "region": "440802", "state": "proposed", "before": {}, "proposed_at": MONDAY,
}  # fmt: skip


def _waiting(work: UnitOfWork, person: int, staff: int) -> None:
    """Four objections and four decisions that wait for a second person."""
    for _ in range(4):
        one = Application(person_id=person, **APPLIED)
        work.session.add(one)
        work.session.flush()
        case = {"kind": "objection", "region": "440802", "text": "不实", "filed_at": MONDAY}
        work.session.add(Case(person_id=person, application_id=one.id, **case))
        work.session.add(StaffDecision(subject_id=one.id, person_id=person, proposed_by=staff, **PROPOSED))
    work.session.flush()


def test_staff_are_read_once(sqlite_app: App) -> None:
    person = arrive(sqlite_app, FIRM)
    reader = arrive(sqlite_app, Actor("小赵", "staff", jurisdiction="440800"))
    arrive(sqlite_app, Actor("小孙", "staff", jurisdiction="440000"))

    def read(work: UnitOfWork) -> list[str]:
        _waiting(work, person, reader)
        work.flush()
        seen: list[str] = []
        event.listen(work.connection, "before_cursor_execute", lambda *args: seen.append(args[2]))
        in_need_of_a_hand(
            work,
            Officer(reader, frozenset({Role.reviewer}), "440800"),
            MONDAY,
            99,
            only=("objection", "second"),
        )
        return seen

    seen = sqlite_app.database.write(read).result()
    assert len([one for one in seen if "FROM staff " in one and "staff.roles" in one]) == 1
    assert len([one for one in seen if "UNION ALL" in one]) == 1


def test_more_than_are_looked_at_first_are_counted(sqlite_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "ALL", 2)
    person = arrive(sqlite_app, FIRM)
    reader = arrive(sqlite_app, Actor("小赵", "staff", jurisdiction="440000"))
    arrive(sqlite_app, Actor("小孙", "staff", jurisdiction="440800"))

    def counts(work: UnitOfWork) -> dict[str, tuple[int, int]]:
        _waiting(work, person, reader)
        officer = Officer(reader, frozenset({Role.reviewer}), "440000")
        found = in_need_of_a_hand(work, officer, MONDAY, 1)
        return {what: (one.count, len(one.rows)) for what, one in found.items()}

    found = sqlite_app.database.write(counts).result()
    assert found["objection"] == (4, 1)


def test_who_was_short_is_counted_beyond_the_rows_that_are_brought(sqlite_app: App) -> None:
    reader = arrive(sqlite_app, Actor("小赵", "staff", jurisdiction="440000"))
    arrive(sqlite_app, Actor("小孙", "staff", jurisdiction="440800"))
    for name in ("李律师", "何工", "王会计"):
        arrive(sqlite_app, Actor(name, "expert", "440802", domains=("law",), certified=date(2024, 1, 5)))
    officer = Officer(reader, frozenset({Role.reviewer}), "440000")
    found = sqlite_app.database.write(lambda work: in_need_of_a_hand(work, officer, MONDAY, 1)).result()
    assert (found["year"].count, len(found["year"].rows)) == (3, 1)
