"""Which rule packs rows are kept under."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, union

from storage.tables import Application, Qualification
from storage.unit_of_work import UnitOfWork


def packs_in_use(work: UnitOfWork, states: Collection[str]) -> list[str]:
    """The names of the packs of qualifications in these states, and of applications in publicity."""
    held = select(Qualification.pack).where(Qualification.state.in_(states))
    waiting = select(Application.pack).where(Application.state == "publicity")
    return list(work.connection.execute(union(held, waiting)).scalars())
