"""What experts ask of stations by themselves (S3.3)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key


class StationRequest(Base):
    """An expert would like to serve at a station. States: asked, welcome, declined; `answer`: what the station says with it.

    `wanted_on`: the day, where one was named; `text`: what they would do there, as said.
    """

    __tablename__ = "station_request"

    id: Mapped[Key]
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), index=True)
    text: Mapped[str] = mapped_column(String(200))
    wanted_on: Mapped[date | None]
    state: Mapped[Code] = mapped_column(default="asked")
    answer: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
