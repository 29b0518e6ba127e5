"""The index in memory follows the rows: of this transaction, of another process, and back when it was all undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from actions.offers.availability import set_availability
from actions.offers.pool import Pool, open_pool, pool_of
from bot.app import App
from matching.facts import Wanted
from matching.ranking import rank
from matching.weights import Duty, Weights
from storage.changes import changes_after, forget_changes
from storage.engine import make_engine
from storage.queries.people.speakers import by_account
from storage.tables import Expert, ExpertChange
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, arrive, lawyer
from tests.contracts.test_deeds import accept, offers, post

NEED = Wanted(0, "law", "440802", date(2026, 3, 2))


def found(app: App, pool: Pool) -> list[int]:
    """Who is free, as a process with this pool sees it."""
    return app.database.write(lambda work: _found(work, pool)).result()


def _found(work: UnitOfWork, pool: Pool) -> list[int]:
    return [one.expert_id for one in pool.ask(work, 2026, lambda index: rank(index, NEED))]


@pytest.fixture
def another() -> Pool:
    """Another process's memory."""
    return Pool(Weights(), Duty())


def test_another_process_sees_who_came_who_is_full_and_who_is_away(app: App, another: Pool) -> None:
    assert found(app, another) == []
    arrive(app, FIRM)
    for name in ("甲律师", "乙律师"):
        arrive(app, lawyer(name, capacity=1))
    assert sorted(found(app, another)) == [1, 2]
    post(app)
    accept(app, "甲律师", offers(app)[0], "one").exception()
    accept(app, "乙律师", offers(app)[0], "other").exception()
    assert len(found(app, another)) == 1
    for name in ("甲律师", "乙律师"):
        app.database.write(_going_away(app, name)).result()
    assert found(app, another) == []


def _going_away(app: App, name: str) -> Callable[[UnitOfWork], None]:
    def go(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", name)
        assert speaker
        set_availability(work, speaker, app.clock.now(), away_until=date(2026, 4, 1))

    return go


def test_what_was_undone_is_undone_in_memory_too(app: App, another: Pool) -> None:
    arrive(app, lawyer("甲律师"))
    assert found(app, another) == [1]

    def fail(work: UnitOfWork) -> None:
        work.session.get_one(Expert, 1).load = 3
        assert _found(work, another) == []
        raise ArithmeticError

    assert isinstance(app.database.write(fail).exception(), ArithmeticError)
    assert found(app, another) == [1]


def test_notes_are_kept_for_a_while_only(app: App, monkeypatch: pytest.MonkeyPatch, another: Pool) -> None:
    monkeypatch.setattr("storage.changes.KEPT", 5)
    monkeypatch.setattr("actions.offers.pool.KEPT", 5)
    arrive(app, lawyer("甲律师"))
    assert found(app, another) == [1]
    for load in (1, 2, 3, 0, 1, 2, 3):
        app.database.write(_loaded(load)).result()
    app.database.write(lambda work: forget_changes(work.connection)).result()
    assert len(app.database.write(lambda work: changes_after(work.connection, 0)).result()) <= 5
    assert (
        app.database.write(lambda work: work.session.scalar(select(func.count(ExpertChange.id)))).result()
        == 5
    )
    assert found(app, another) == []


def _loaded(load: int) -> Callable[[UnitOfWork], None]:
    def change(work: UnitOfWork) -> None:
        work.session.get_one(Expert, 1).load = load

    return change


def test_each_database_has_its_own_pool(app: App) -> None:
    other = make_engine("sqlite://")
    open_pool(other, Weights(), Duty())
    with other.connect() as connection, app.database.read() as reading:
        assert pool_of(UnitOfWork(connection)) is pool_of(UnitOfWork(connection))
        assert pool_of(UnitOfWork(connection)) is not pool_of(UnitOfWork(reading))
    assert app.database.write(pool_of).result() is app.database.write(pool_of).result()


def test_without_a_pool_nobody_is_matched() -> None:
    with make_engine("sqlite://").connect() as connection, pytest.raises(RuntimeError):
        pool_of(UnitOfWork(connection))
