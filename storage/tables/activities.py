"""Trainings that a centre gives, activities that experts and stations hold, and who came."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key, Region


class Activity(Base):
    """Something on a day. `kind`: training (by a centre) or event (by a holder: `holder`, `holder_id`, else by a centre).

    `audience` of a training: expert, station or both; of an event: enterprise or expert, where it is not for all. States as in
    `programme.activities`. `place` holds all that was said of hour, room, speaker and limit as people read it; what is counted with
    stands beside it: `begins` and `finishes` in minutes of the day, `capacity`, `closes_on` (the last day to sign up). `sort`: a code of
    `programme.activities.SORTS`. `door_code`: what is said at the door to check in. `changes`: how often it was moved.
    `slot_minutes`: how long each has who books a place of its own (义诊). `photos`: keys of files;
    `photos_agreed`: those of which whoever holds it said that everybody in them agrees to have them shown; `photos_released`: those that staff
    let everybody see.
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
    sort: Mapped[Code | None]
    domain: Mapped[Code | None]
    begins: Mapped[int | None]
    finishes: Mapped[int | None]
    capacity: Mapped[int | None]
    closes_on: Mapped[date | None]
    door_code: Mapped[str | None] = mapped_column(String(8))
    summary: Mapped[str] = mapped_column(Text, default="", server_default="")
    photos: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    photos_agreed: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    photos_released: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    slot_minutes: Mapped[int | None]
    changes: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]


class Attendance(Base):
    """Who comes to an activity. States: signed_up, waiting (for a place, by `changed_at`), speaks (offers to), invited (to speak),
    declined; then attended or absent. `part`: guest, or speaker once that is settled. `stars`: how it was, 1 to 5.
    `slot`: the minute of the day at which one's own slot begins.

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
    part: Mapped[Code] = mapped_column(default="guest", server_default="guest")
    stars: Mapped[int | None]
    slot: Mapped[int | None]
    changed_at: Mapped[datetime]


class ActivitySupport(Base):
    """Money or goods that an activity was given (S10.4): from whom, how much, used for what, and what is left. Never a firm's fee."""

    __tablename__ = "activity_support"

    id: Mapped[Key]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str] = mapped_column(String(60))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    goods: Mapped[str] = mapped_column(String(100), default="")
    used_for: Mapped[str] = mapped_column(String(100), default="")
    left_over: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    told_at: Mapped[datetime]
