"""How far the sweep has come: the moment up to which everything that fell due has been seen to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Sweep
from storage.unit_of_work import UnitOfWork

MARK = "moments"


def read_watermark(work: UnitOfWork) -> datetime | None:
    """The moment, locked until the transaction ends; None before the very first sweep."""
    mark = select(Sweep.until).where(Sweep.name == MARK).with_for_update()
    return work.connection.execute(mark).scalar()


def advance(work: UnitOfWork, now: datetime) -> None:
    """Everything is seen to up to `now`."""
    dialect = sqlite if work.on_sqlite else postgresql
    mark = dialect.insert(Sweep).values(name=MARK, until=now)
    work.connection.execute(mark.on_conflict_do_update(index_elements=[Sweep.name], set_={"until": now}))
