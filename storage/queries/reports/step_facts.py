"""Since when applications wait, under which pack."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from storage.tables import Application
from storage.unit_of_work import UnitOfWork


def waiting_since(work: UnitOfWork, states: Collection[str]) -> list[tuple[str, datetime]]:
    """The pack of each application in these states, and when it was handed in."""
    query = select(Application.pack, Application.submitted_at).where(Application.state.in_(states))
    return [(pack, since) for pack, since in work.connection.execute(query)]
