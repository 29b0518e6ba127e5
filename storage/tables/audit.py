"""Who did what to whom, and when; and the chain over it, by which a trace that was tampered with is found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedJSON
from storage.tables.base import Base, Code, Key


class Audit(Base):
    """One deed. `person_id` is empty where the calendar did it (an offer lapsed). Rows are added and never changed,
    but that `words` and `salt` go with who is erased.

    `detail` has ids, codes and days; whatever people may have worded (reasons, places) stands in `words`, sealed.
    `salt` is what the chain commits to the words with.
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
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))


class AuditLink(Base):
    """The link of one trace (`programme.audit_chain`), in its place: 1, 2, 3, … without a gap."""

    __tablename__ = "audit_link"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    words_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    link: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditBatch(Base):
    """What was sealed at once: the places of the first and the last link, and that last link."""

    __tablename__ = "audit_batch"

    last: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first: Mapped[int]
    link: Mapped[bytes] = mapped_column(LargeBinary(32))
    sealed_at: Mapped[datetime]
