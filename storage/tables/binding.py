"""One-time codes by which a person is bound to an entry of the register."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Key


class BindCode(Base):
    """A code for the person of a register entry. Only its hash is kept; `used_at` ends it."""

    __tablename__ = "bind_code"

    id: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
