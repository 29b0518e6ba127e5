"""A part of a transaction that fails takes nothing else with it, however it fails."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from actions.refusal import Refused
from bot.app import App
from storage.tables import Enterprise, Expert
from storage.unit_of_work import UnitOfWork


def _count(work: UnitOfWork) -> int:
    return work.session.scalar(select(func.count()).select_from(Enterprise)) or 0


def _firm(app: App, name: str) -> Enterprise:
    return Enterprise(name=name, region="440802", focus=[], created_at=app.clock.now())


def _firm_and_an_expert_without_person(app: App, work: UnitOfWork) -> None:
    with work.part() as part:
        part.session.add(_firm(app, "乙"))
        part.flush()
        part.session.add(Expert(person_id=999, domains=[], capacity=3, load=0))


def _two_firms_and_a_mistake(app: App, work: UnitOfWork) -> None:
    with work.part() as part:
        part.session.add(_firm(app, "甲"))
        part.flush()
        part.session.add(_firm(app, "乙"))
        _ = 1 / 0


def test_rows_that_the_database_refuses_undo_only_their_own_part(app: App) -> None:
    def three_parts(work: UnitOfWork) -> int:
        with work.part() as first:
            first.session.add(_firm(app, "甲"))
        with pytest.raises(IntegrityError):
            _firm_and_an_expert_without_person(app, work)
        with work.part() as third:
            third.session.add(_firm(app, "丙"))
        return _count(work)

    assert app.database.write(three_parts).result() == 2
    assert app.database.write(_count).result() == 2


def test_an_error_of_the_code_undoes_only_its_own_part(app: App) -> None:
    def two_parts(work: UnitOfWork) -> int:
        with pytest.raises(ZeroDivisionError):
            _two_firms_and_a_mistake(app, work)
        with work.part() as second:
            second.session.add(_firm(app, "丙"))
        return _count(work)

    assert app.database.write(two_parts).result() == 1


def test_a_job_that_fails_hurts_none_of_its_group(app: App) -> None:
    def bad(work: UnitOfWork) -> None:
        work.session.add(Expert(person_id=999, domains=[], capacity=3, load=0))

    jobs = [app.database.write(lambda work, n=n: work.session.add(_firm(app, f"第{n}"))) for n in range(5)]  # type: ignore[misc]
    broken = app.database.write(bad)
    with pytest.raises(Exception, match="person"):
        broken.result()
    for job in jobs:
        job.result()
    assert app.database.write(_count).result() == 5


def _refused(app: App, work: UnitOfWork, before: Enterprise) -> None:
    with work.undone_if_refused():
        before.name = "改名"
        work.session.add(_firm(app, "乙"))
        work.connection.execute(update(Enterprise).values(name="都改"))
        work.request_delivery(2, app.clock.now())
        work.after_commit.append(lambda: None)
        raise Refused("full", "满了")


def test_a_refused_deed_leaves_nothing_of_itself_and_all_that_was_done_before(app: App) -> None:
    def deed(work: UnitOfWork) -> tuple[int, str, set[tuple[int, datetime]], int]:
        before = _firm(app, "甲")
        work.session.add(before)
        work.request_delivery(1, app.clock.now())
        with pytest.raises(Refused):
            _refused(app, work, before)
        work.session.add(_firm(app, "丙"))
        return _count(work), before.name, work.pending_delivery, len(work.after_commit)

    assert app.database.write(deed).result() == (2, "甲", {(1, app.clock.now())}, 0)
    assert app.database.write(_count).result() == 2


def test_a_deed_that_is_not_refused_stands(app: App) -> None:
    def deeds(work: UnitOfWork) -> None:
        for name in ("甲", "乙"):
            with work.undone_if_refused():
                work.session.add(_firm(app, name))

    app.database.write(deeds).result()
    assert app.database.write(_count).result() == 2
