"""Needs that staff filed under another domain: examples for the next training, kept and never trained on by themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key


class Filing(Base):
    """What a need was read as, and what a member of staff says it is. `text` names neither firm nor phone."""

    __tablename__ = "filing"

    id: Mapped[Key]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    text: Mapped[str] = mapped_column(SealedText("filing.text"))
    was: Mapped[Code]
    domain: Mapped[Code]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
