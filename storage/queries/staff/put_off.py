"""What staff have put off until a day: gone from their lists until then. The trace of the deed is what says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from storage.tables import Audit
from storage.unit_of_work import UnitOfWork

TODAY: BindParameter[str] = bindparam("today", type_=String)
"""The day on which a question is asked, where it is put together for all days; see `on_day`."""
DEED = "put_off"
"""Under which the audit keeps it; its subject is the kind of line, its detail has the day as `until` (ISO)."""


def on_day(today: date) -> dict[str, str]:
    """What a question asked on this day has for `TODAY`."""
    return {"today": today.isoformat()}


def put_off(what: str, subject_id: Any, today: date | BindParameter[str] = TODAY) -> ColumnElement[bool]:
    """That the last word on this line (kind `what`, number of its row) names a day that has not come yet."""
    own = aliased(Audit)
    of_it = (own.subject == what, own.subject_id == subject_id, own.deed == DEED)
    last = select(own.detail["until"].as_string()).where(*of_it).order_by(own.id.desc()).limit(1)
    return func.coalesce(last.scalar_subquery(), "") > (
        today.isoformat() if isinstance(today, date) else today
    )


def put_off_days(work: UnitOfWork, lines: Collection[str]) -> dict[str, date]:
    """Of these lines («need:12»), until when each was put off last."""
    kinds = {one.partition(":")[0] for one in lines}
    ids = {int(one.partition(":")[2]) for one in lines}
    found = select(Audit.subject, Audit.subject_id, Audit.detail["until"].as_string()).where(
        Audit.subject_id.in_(ids), Audit.subject.in_(kinds), Audit.deed == DEED
    )
    rows = work.connection.execute(found.order_by(Audit.id)) if ids else ()
    days = {f"{what}:{key}": date.fromisoformat(until) for what, key, until in rows}
    return {line: day for line, day in days.items() if line in lines}


def put_off_until_later(
    work: UnitOfWork, whats: Collection[str], ids: Collection[int], today: date
) -> frozenset[int]:
    """Those of these rows of which a line of one of these kinds is put off until a day to come."""
    audited = select(Audit.subject_id).where(Audit.subject_id.in_(ids), Audit.deed == DEED)
    either = or_(*(and_(Audit.subject == what, put_off(what, Audit.subject_id, today)) for what in whats))
    return frozenset(work.connection.execute(audited.where(either)).scalars()) if ids else frozenset()
