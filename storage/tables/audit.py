"""Who did what to whom, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedJSON
from storage.tables.base import Base, Code, Key


class Audit(Base):
    """One deed. `person_id` is empty where the calendar did it (an offer lapsed).

    `detail` has ids, codes and days; whatever people may have worded (reasons, places) stands in `words`, sealed.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "subject_id"),)

    id: Mapped[Key]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    deed: Mapped[Code]
    subject: Mapped[Code]
    subject_id: Mapped[int]
    detail: Mapped[dict[str, Any]]
    words: Mapped[dict[str, Any] | None] = mapped_column(SealedJSON("audit.words"))
