"""What waits is judged with the staff read once for each right, however much of it there is."""

from __future__ import annotations

from sqlalchemy import event, select

from actions.reports.own_steps import OwnSteps
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.reports.digests import Found, Reach, WaitingCase
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


def _waiting(work: UnitOfWork, person: int, staff: int) -> tuple[list[int], list[int]]:
    """Four objections and four decisions that wait for a second person."""
    for _ in range(4):
        one = Application(person_id=person, **APPLIED)
        work.session.add(one)
        work.session.flush()
        case = {"kind": "objection", "region": "440802", "text": "不实", "filed_at": MONDAY}
        work.session.add(Case(person_id=person, application_id=one.id, **case))
        work.session.add(StaffDecision(subject_id=one.id, person_id=person, proposed_by=staff, **PROPOSED))
    work.session.flush()
    cases = list(work.session.scalars(select(Case.id)))
    return cases, list(work.session.scalars(select(StaffDecision.id)))


def test_staff_are_read_once_for_each_right(sqlite_app: App) -> None:
    person = arrive(sqlite_app, FIRM)
    reader = arrive(sqlite_app, Actor("小赵", "staff", jurisdiction="440800"))
    arrive(sqlite_app, Actor("小孙", "staff", jurisdiction="440000"))

    def read(work: UnitOfWork) -> list[str]:
        ids = _waiting(work, person, reader)
        seen: list[str] = []
        event.listen(work.connection, "before_cursor_execute", lambda *args: seen.append(args[2]))
        steps = OwnSteps(Reach(work, "440800", 99, reader=reader), MONDAY)
        for what, keys in zip(("objection", "second"), ids, strict=True):
            assert steps.is_shared(what)
            steps.of(what, Found(len(keys), [WaitingCase(key, "", MONDAY) for key in keys]))
        return [one for one in seen if "FROM staff " in one and "staff.roles" in one]

    assert len(sqlite_app.database.write(read).result()) == 3  # objections, revocations, reviews
