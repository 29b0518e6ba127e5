"""What centres and stations offer and ask for besides activities: tasks, micro-courses, campaigns, rooms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key, Region


class Task(Base):
    """A deed that a centre asks of holders by a day (S10.11). `audience`: expert, station or both; or a team, «team-3»."""

    __tablename__ = "task"

    id: Mapped[Key]
    text: Mapped[str] = mapped_column(String(500))
    due_on: Mapped[date] = mapped_column(index=True)
    region: Mapped[Region]
    audience: Mapped[Code]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class TaskAnswer(Base):
    """Whom a task was given to. States: asked, done, declined."""

    __tablename__ = "task_answer"
    __table_args__ = (UniqueConstraint("task_id", "person_id"),)

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[Code]
    changed_at: Mapped[datetime]


class Course(Base):
    """A micro-course 微课 by its link (S4.1). States: offered (waits for staff), released, withdrawn. `views`: how often it was opened."""

    __tablename__ = "course"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(100))
    link: Mapped[str] = mapped_column(String(300))
    domain: Mapped[Code | None]
    region: Mapped[Region | None]
    state: Mapped[Code]
    views: Mapped[int] = mapped_column(default=0, server_default="0")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class Campaign(Base):
    """A campaign of a place (S4.5): services and activities of its days, both ends counted, count towards it, as far as `counts`
    leaves them in (`programme.campaigns.Counts`).
    """

    __tablename__ = "campaign"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(60))
    first: Mapped[date]
    last: Mapped[date]
    region: Mapped[Region]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class MajorEvent(Base):
    """A major event 重大突发事件 of a place (S3.4). States: open, closed. `policies`: what firms are told of."""

    __tablename__ = "major_event"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(60))
    region: Mapped[Region]
    policies: Mapped[str] = mapped_column(String(500))
    state: Mapped[Code] = mapped_column(default="open")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Room(Base):
    """A room of a station that others may use (S10.5)."""

    __tablename__ = "room"

    id: Mapped[Key]
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    seats: Mapped[int | None]
    equipment: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime]


class RoomRequest(Base):
    """Somebody asks for a room. States: asked, granted, refused. `hour`: as it was said."""

    __tablename__ = "room_request"

    id: Mapped[Key]
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    held_on: Mapped[date]
    hour: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[Code]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
