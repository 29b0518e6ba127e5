"""What a centre has settled about its own house without a file: each change a row, the newest of a key in force."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key, Region


class Setting(Base):
    """A change. `name`: centre, faq, words, places or weight; `key`: which of them. A `value` that is None: as without it.

    `region`: the jurisdiction of who changed it.
    """

    __tablename__ = "setting"
    __table_args__ = (Index("ix_setting_name_key", "name", "key"),)

    id: Mapped[Key]
    name: Mapped[Code]
    key: Mapped[str] = mapped_column(String(64))
    region: Mapped[Region]
    value: Mapped[dict[str, Any] | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
