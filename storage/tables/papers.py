"""Papers that were issued, byte for byte; their numbers, and the keys that sign them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedBytes, SealedText
from storage.tables.base import Base, Code, Key


class SigningKey(Base):
    """An Ed25519 key, public and private as raw bytes in hex; the newest signs. A retired key has no private half."""

    __tablename__ = "signing_key"

    id: Mapped[Key]
    public: Mapped[str] = mapped_column(String(64), unique=True)
    private: Mapped[str | None] = mapped_column(SealedText("signing_key.private"))
    created_at: Mapped[datetime]


class PaperSeries(Base):
    """The last serial that was given for a prefix, kind and year; no number is ever given twice."""

    __tablename__ = "paper_series"

    prefix: Mapped[Code] = mapped_column(primary_key=True)
    kind: Mapped[Code] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class IssuedPaper(Base):
    """A paper as it went out. `kind` as in `documents.papers.numbers`; `first` and `last` are the term or the span proved.

    `state`: valid, revoked (`reason` says why) or replaced (by the number in `replaced_by`). `hours` stands in proofs.
    """

    __tablename__ = "issued_paper"
    __table_args__ = (Index("ix_issued_paper_qualification_id", "qualification_id", "kind"),)

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[Code]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"))
    name: Mapped[str] = mapped_column(String(100))
    first: Mapped[date]
    last: Mapped[date | None]
    hours: Mapped[str] = mapped_column(String(16), default="")
    token: Mapped[str] = mapped_column(String(600))
    content: Mapped[bytes] = mapped_column(SealedBytes("issued_paper.content"))
    file_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[Code] = mapped_column(default="valid")
    reason: Mapped[str] = mapped_column(default="")
    replaced_by: Mapped[str] = mapped_column(String(32), default="")
    issued_at: Mapped[datetime]
    changed_at: Mapped[datetime]
