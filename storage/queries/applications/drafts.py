"""People whose application is not handed in yet."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select, true

from storage.tables import Dialogue
from storage.unit_of_work import UnitOfWork


def people_filling(work: UnitOfWork, forms: Collection[str]) -> list[int]:
    """The persons who have one of these forms under way, in hand or parked; goes through all talks."""
    each = func.json_each if work.on_sqlite else func.json_array_elements_text
    form = each(Dialogue.forms).table_valued("value")
    found = select(Dialogue.person_id).join(form, true()).where(form.c.value.in_(forms)).distinct()
    return list(work.session.scalars(found.order_by(Dialogue.person_id)))
