"""Who asked for whom, who is not wanted again, which experts changed, and what their phrases mean."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Key


class Wish(Base):
    """The expert that the enterprise itself asked for (S3.2)."""

    __tablename__ = "wish"

    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))


class Refusal(Base):
    """An enterprise does not want to be paired with this expert again."""

    __tablename__ = "refusal"
    __table_args__ = (UniqueConstraint("enterprise_id", "expert_id"),)

    id: Mapped[Key]
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    created_at: Mapped[datetime]


class ExpertChange(Base):
    """A note that something of an expert changed that matching looks at, for every process to read.

    `stamp` is drawn anew each time, so that an id used again after a rollback is known as another change.
    """

    __tablename__ = "expert_change"

    id: Mapped[Key]
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    stamp: Mapped[int]


class PhraseVector(Base):
    """What a phrase means, as bytes, under a digest of its text: no phrase can be read from it."""

    __tablename__ = "phrase_vector"

    digest: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
