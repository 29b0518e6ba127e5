"""志愿日记: what was served, when, for whom."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region

_ONCE = "state IN ('recorded', 'held') AND activity_id IS NOT NULL"

UNUSUAL = "state != 'recorded'"
"""Few diaries are so; of an index on all states a database that keeps no statistics thinks too well."""


class Diary(Base):
    """One service as reported. `holder` is expert or station.

    States: recorded; retracted (taken back, kept and marked); replaced (a corrected entry, whose
    `replaces_id` names this one, stands in its place); held (its firm disputes it: it counts no more until that is decided); struck
    (by staff, with a reason). `kind` of service (N23 四). `outcome`: what was told; `result`: what
    came of it. `times`: the clock times told, [[begin, end], …] in minutes of the day. `activity_id`: the activity that it tells of;
    of one activity each holder has one diary that stands.
    """

    __tablename__ = "diary"
    __table_args__ = (
        Index("ix_diary_holder", "holder", "holder_id", "served_on"),
        Index("ix_diary_unusual", "state", sqlite_where=text(UNUSUAL), postgresql_where=text(UNUSUAL)),
        Index(
            "uq_diary_activity_holder",
            "activity_id",
            "holder",
            "holder_id",
            unique=True,
            sqlite_where=text(_ONCE),
            postgresql_where=text(_ONCE),
        ),
    )

    id: Mapped[Key]
    holder: Mapped[Code]
    holder_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    activity_id: Mapped[int | None]
    served_on: Mapped[date]
    hours: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    enterprises: Mapped[int]
    names: Mapped[list[str]]
    domains: Mapped[list[str]]
    times: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    form: Mapped[Code | None]
    kind: Mapped[Code | None]
    region: Mapped[Region | None]
    outcome: Mapped[str] = mapped_column(SealedText("diary.outcome"))
    result: Mapped[str] = mapped_column(SealedText("diary.result"), default="")
    state: Mapped[Code] = mapped_column(default="recorded")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("diary.id"))
    recorded_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
