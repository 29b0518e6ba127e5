"""Files that were taken in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from storage.queries.console.listing import Listing
from storage.queries.console.lists.conditions import number_or, one_of, text
from storage.tables import ImportBatch, ImportRow, Person


def _imports(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(ImportBatch).outerjoin(Person, Person.id == ImportBatch.person_id)


_ROWS = select(func.count()).where(ImportRow.batch_id == ImportBatch.id)
IMPORTS = Listing(
    "imports",
    _imports,
    ImportBatch.id,
    ImportBatch.region,
    {
        "name": ImportBatch.name,
        "kind": ImportBatch.kind,
        "region": ImportBatch.region,
        "state": ImportBatch.state,
        "since": ImportBatch.created_at,
        "who": Person.name,
        "rows": _ROWS.scalar_subquery(),
        "back": _ROWS.where(ImportRow.state == "back").scalar_subquery(),
    },
    {"newest": (ImportBatch.id, True), "oldest": (ImportBatch.id, False)},
    {
        "state": one_of(ImportBatch.state),
        "kind": one_of(ImportBatch.kind),
        "q": number_or(ImportBatch.id, text(ImportBatch.name)),
    },
)
