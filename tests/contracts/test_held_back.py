"""What an act at the console queued is taken back whole or not at all, also while a worker takes it up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine, func, insert, select, text, update

from storage.engine import make_engine
from storage.queries.console.held_back import take_back
from storage.tables import Outbox, Person
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    made = make_engine(database)
    yield made
    made.dispose()


def _queued(engine: Engine, count: int) -> list[int]:
    with engine.begin() as connection:
        person = connection.execute(
            insert(Person).values(created_at=MONDAY).returning(Person.id)
        ).scalar_one()
        return [_letter(connection, person, number) for number in range(count)]


def _letter(connection: Connection, person: int, number: int) -> int:
    values = {"key": f"letter:{number}", "kind": "announced", "facts": {}, "state": "queued"}
    letter = insert(Outbox).values(person_id=person, due_at=MONDAY, created_at=MONDAY, **values)
    return connection.execute(letter.returning(Outbox.id)).scalar_one()


def _taken_back(engine: Engine, ids: list[int]) -> bool:
    with engine.begin() as connection:
        return take_back(UnitOfWork(connection), ids)


def _left(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(Outbox)).scalar_one()


def test_all_that_waits_is_gone(engine: Engine) -> None:
    ids = _queued(engine, 3)
    assert _taken_back(engine, ids[:2])
    assert _left(engine) == 1
    assert not _taken_back(engine, [])


def test_where_one_is_sent_the_others_stay(engine: Engine) -> None:
    ids = _queued(engine, 2)
    with engine.begin() as connection:
        connection.execute(update(Outbox).where(Outbox.id == ids[1]).values(state="sent"))
    assert not _taken_back(engine, ids)
    assert _left(engine) == 2


def test_where_a_worker_takes_one_up_at_this_moment_nothing_is_taken_back(
    postgres: Callable[[], str],
) -> None:
    engine = make_engine(postgres())
    ids = _queued(engine, 2)
    with ThreadPoolExecutor(1) as officer:
        with engine.begin() as worker:
            worker.execute(update(Outbox).where(Outbox.id == ids[1]).values(state="sending"))
            asked = officer.submit(_taken_back, engine, ids)
            _until_somebody_waits(engine)
        assert not asked.result(10)
    assert _left(engine) == 2
    engine.dispose()


def _until_somebody_waits(engine: Engine) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with engine.connect() as connection:
        for _ in range(200):
            if connection.execute(waiting).scalar_one():
                return
            time.sleep(0.05)
    raise AssertionError("nobody waits")
