"""A unit of work without a table in it: deeds have their savepoints, and nothing to write to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork


@pytest.fixture
def work() -> Iterator[UnitOfWork]:
    engine = make_engine("sqlite://")
    with engine.connect() as connection:
        yield UnitOfWork(connection)
    engine.dispose()
