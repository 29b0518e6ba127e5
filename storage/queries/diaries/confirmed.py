"""Diaries beside the words that told them, for whoever makes the reading better."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from language.reading.corrected import Confirmed
from storage.tables import Diary, Expert, Person


def confirmed(connection: Connection, begins: datetime, ends: datetime) -> list[Confirmed]:
    """Diaries as they were told and as they stand, of those who consented, recorded from one moment up to another."""
    columns = (
        Diary.outcome,
        Diary.recorded_at,
        Expert.region,
        Diary.served_on,
        Diary.hours,
        Diary.enterprises,
        Diary.names,
        Diary.form,
        Diary.kind,
        Diary.region,
    )
    told = select(*columns).join(Person, Person.id == Diary.person_id)
    told = told.outerjoin(Expert, (Diary.holder == "expert") & (Expert.id == Diary.holder_id))
    told = told.where(Person.consented_at.is_not(None), Diary.state == "recorded")
    within = (Diary.recorded_at >= begins, Diary.recorded_at < ends)
    return [
        Confirmed(text, said, home, day, float(hours), number, tuple(names), *rest)
        for text, said, home, day, hours, number, names, *rest in connection.execute(
            told.where(*within).order_by(Diary.id)
        )
        if text
    ]
