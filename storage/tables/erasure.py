"""Wishes to be erased, and how far each has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedJSON
from storage.tables.base import Base, Code, Key


class Erasure(Base):
    """A person's wish. `erased_at`: their own rows are done; `done_at`: what others were told of them, too.

    `words`: the telephone, e-mail and name that are looked for in what others wrote or were told; emptied at the end.
    `table` and `after` say how far that has come: behind the row of this key.
    """

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_done_at", "done_at"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    words: Mapped[dict[str, str]] = mapped_column(SealedJSON("erasure.words"), default=dict)
    table: Mapped[Code] = mapped_column(default="")
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
