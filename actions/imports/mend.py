"""The file of the rows that come back."""

from __future__ import annotations

from documents.rosters.failed import Failed, failed_rows
from storage.queries.imports import BatchFacts, rows_back
from storage.unit_of_work import UnitOfWork


def to_mend(work: UnitOfWork, facts: BatchFacts) -> bytes:
    """An xlsx of the rows of a batch that are wrong or doubtful, with the column 原因."""
    rows = (Failed(row.sheet, row.number, row.why, row.cells) for row in rows_back(work, facts.id))
    return failed_rows(rows, facts.headings)
