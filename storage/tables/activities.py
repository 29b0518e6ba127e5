"""Trainings that a centre gives, activities that experts and stations hold, and who came."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key, Region


class Activity(Base):
    """Something on a day. `kind`: training (by a centre) or event (by a holder: `holder`, `holder_id`, else by a centre).

    `audience` of a training: expert, station or both. States as in `programme.activities`.
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_holder", "holder", "holder_id", "held_on"),
        Index("ix_activity_kind_state_held_on", "kind", "state", "held_on"),
    )

    id: Mapped[Key]
    kind: Mapped[Code]
    title: Mapped[str] = mapped_column(String(100))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(100), default="")
    region: Mapped[Region] = mapped_column(index=True)
    audience: Mapped[Code | None]
    holder: Mapped[Code | None]
    holder_id: Mapped[int | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[Code] = mapped_column(default="announced")
    created_at: Mapped[datetime]


class Attendance(Base):
    """Who comes to an activity. States: signed_up, speaks, declined; of a training then attended or absent.

    `holder` is expert or station for a training; for an event it is person, and `holder_id` the person's.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("activity_id", "holder", "holder_id"),
        Index("ix_attendance_holder", "holder", "holder_id"),
    )

    id: Mapped[Key]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    holder: Mapped[Code]
    holder_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[Code]
    changed_at: Mapped[datetime]
