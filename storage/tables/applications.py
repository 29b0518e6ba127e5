"""Applications to become an expert or a station, from hand-in to certification."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedJSON, SealedText
from storage.tables.base import Base, Code, Key, Region
from storage.tables.telephone import Telephone


class Application(Telephone, Base):
    """One application under one rule pack; `state` is one of `programme.application.STATES`.

    `name` is the expert's, or the station's; `unit` the expert's employer. `answers` holds the facts
    that the pack's conditions speak of, `papers` the uploads («ITEM:KEY», see actions.applications.attachments). `reason` is the last one given
    for a return or a refusal. `publicity_ends` is the last day of 公示, `passed_on` when the last review was passed.
    """

    __tablename__ = "application"
    __table_args__ = (Index("ix_application_state_publicity_ends", "state", "publicity_ends"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[Code]
    pack: Mapped[Code]
    name: Mapped[str] = mapped_column(String(100), index=True)
    unit: Mapped[str] = mapped_column(String(100), default="")
    region: Mapped[Region] = mapped_column(index=True)
    phone: Mapped[str | None] = mapped_column(SealedText("application.phone"))
    domains: Mapped[list[str]]
    category: Mapped[Code | None]
    answers: Mapped[dict[str, Any]] = mapped_column(SealedJSON("application.answers"))
    papers: Mapped[list[str]]
    state: Mapped[Code]
    reason: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime]
    published_on: Mapped[date | None]
    publicity_ends: Mapped[date | None]
    passed_on: Mapped[date | None]
    decided_at: Mapped[datetime | None]
