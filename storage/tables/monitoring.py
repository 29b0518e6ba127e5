"""Figures reported to the level above, and what volunteers need on the spot."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region


class FigureReport(Base):
    """The figures of a jurisdiction's year up to a day, as they were reported."""

    __tablename__ = "figure_report"

    id: Mapped[Key]
    region: Mapped[Region]
    up_to: Mapped[date]
    figures: Mapped[dict[str, Any]]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[datetime]


class Protection(Base):
    """Insurance and protective needs for a service on the spot. States: asked, arranged."""

    __tablename__ = "protection"
    __table_args__ = (Index("ix_protection_state", "state"),)

    id: Mapped[Key]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(SealedText("protection.text"))
    state: Mapped[Code] = mapped_column(default="asked")
    answer: Mapped[str] = mapped_column(SealedText("protection.answer"), default="")
    asked_at: Mapped[datetime]
    arranged_at: Mapped[datetime | None]
