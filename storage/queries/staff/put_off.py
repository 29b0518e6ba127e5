"""What staff have put off until a day: gone from their lists until then. The trace of the deed is what says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from storage.tables import Audit

DEED = "put_off"
"""Under which the audit keeps it; its subject is the kind of line, its detail has the day as `until` (ISO)."""


def put_off(what: str, subject_id: Any, today: date) -> ColumnElement[bool]:
    """That the last word on this line (kind `what`, number of its row) names a day that has not come yet."""
    of_it = (Audit.subject == what, Audit.subject_id == subject_id, Audit.deed == DEED)
    last = select(Audit.detail["until"].as_string()).where(*of_it).order_by(Audit.id.desc()).limit(1)
    return func.coalesce(last.scalar_subquery(), "") > today.isoformat()
