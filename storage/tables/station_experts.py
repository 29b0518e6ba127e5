"""The experts who belong to a station: its own register of them (GD 第八条, S3.1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key


class StationExpert(Base):
    """A station's own expert, if they say so. States: asked, yes, no (declined, or left), struck (by the station).

    `by_phone`: they were asked by their telephone, which names nobody until they agree. The
    row stays, so that nobody is asked again right after a no. `reminded_at`: when the station last reminded them of their diaries.
    """

    __tablename__ = "station_expert"
    __table_args__ = (UniqueConstraint("station_id", "expert_id"),)

    id: Mapped[Key]
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), index=True)
    state: Mapped[Code] = mapped_column(default="asked")
    by_phone: Mapped[bool]
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
