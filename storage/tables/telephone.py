"""A telephone that is sealed, and what it is found by."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, validates

from storage.encryption.columns import BlindIndex, indexed


class Telephone:
    """For tables with a `phone`: whoever sets it through the session sets both indexes, the whole number and its tail."""

    phone_index: Mapped[Any | None] = mapped_column(BlindIndex("phone"), index=True)
    phone_tail: Mapped[Any | None] = mapped_column(BlindIndex("tail"), index=True)

    @validates("phone")
    def _index(self, _name: str, phone: str | None) -> str | None:
        for name, value in indexed(phone).items():
            setattr(self, name, value)
        return phone
