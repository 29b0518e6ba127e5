"""With what staff sign in by themselves, and how often somebody has tried: what must outlast a restart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import BlindIndex, SealedText
from storage.tables.base import Base


class Credential(Base):
    """A colleague's password (argon2id, as a PHC string) and the secret of their one-time codes, in base 32.

    `last_step`: the time step of the newest code that was taken, so that none is taken twice.
    """

    __tablename__ = "credential"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    login: Mapped[str] = mapped_column(String(50), unique=True)
    password: Mapped[str] = mapped_column(SealedText("credential.password"))
    secret: Mapped[str] = mapped_column(SealedText("credential.secret"))
    last_step: Mapped[int] = mapped_column(default=0, server_default="0")
    changed_at: Mapped[datetime]


class Ledger(Base):
    """A token bucket that all processes share: what it held at a moment. Whose it is, its blind index tells nobody."""

    __tablename__ = "ledger"

    bucket: Mapped[Any] = mapped_column(BlindIndex("ledger"), primary_key=True)
    tokens: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime]
