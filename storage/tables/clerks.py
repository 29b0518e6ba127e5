"""Who works at a station beside the person in charge, and the codes by which they come in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key


class StationClerk(Base):
    """Somebody of a station's. `role`: clerk, who does its work, or viewer, who only looks. The row goes when they leave."""

    __tablename__ = "station_clerk"

    id: Mapped[Key]
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    role: Mapped[Code]
    invited_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime]


class ClerkCode(Base):
    """A one-time code that the person in charge hands to somebody for a role. Only its hash is kept; `used_at` ends it."""

    __tablename__ = "clerk_code"

    id: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"), index=True)
    role: Mapped[Code]
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
