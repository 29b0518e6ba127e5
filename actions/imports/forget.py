"""What rosters said of people is not kept longer than it is needed for mending: what went in stands in the register."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from storage.tables import ImportBatch, ImportRow
from storage.unit_of_work import UnitOfWork

KEPT = timedelta(days=90)


def forget_rosters(work: UnitOfWork, now: datetime) -> None:
    """Empty the cells and values of batches that were closed long ago, and their digests; they can still be undone."""
    long_ago = (ImportBatch.closed_at < now - KEPT, ImportBatch.state.in_(["done", "undone"]))
    old = list(
        work.connection.execute(select(ImportBatch.id).where(*long_ago, ImportBatch.digest != "")).scalars()
    )
    if old:
        rows = update(ImportRow).where(ImportRow.batch_id.in_(old))
        work.connection.execute(rows.values({"cells": [], "values": {}}))
        work.connection.execute(update(ImportBatch).where(ImportBatch.id.in_(old)).values(digest=""))
