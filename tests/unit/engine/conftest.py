"""A unit of work without a table in it, so that deeds have their savepoints; and one that remembers what was shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import insert

from storage.engine import make_engine
from storage.tables import Account, Enterprise, Inbox, Outbox, Person, ServiceChat, Setting
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.front import Front
from tests.unit.engine.talks import NOW


@pytest.fixture
def work() -> Iterator[UnitOfWork]:
    engine = make_engine("sqlite://")
    with engine.connect() as connection:
        yield UnitOfWork(connection)
    engine.dispose()


@pytest.fixture
def front(work: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> Front:
    """One person with two accounts, who has been shown nothing yet; what their sentences want is written down."""
    needed = {one.__tablename__ for one in (Enterprise, Person, Account, Inbox, Outbox, ServiceChat, Setting)}
    tables = [table for name, table in Base.metadata.tables.items() if name in needed]
    Base.metadata.create_all(work.connection, tables=tables)
    work.connection.execute(insert(Person).values({"id": 1, "created_at": NOW}))
    for number in (1, 2):
        row = {"id": number, "channel": "web", "external_id": str(number), "person_id": 1, "created_at": NOW}
        work.connection.execute(insert(Account).values(row))
    behind = Front(work)
    monkeypatch.setattr(
        "handlers.engine.standing.wish_of", lambda _, utterance, alone=False: behind.wish(utterance.text)
    )
    return behind
