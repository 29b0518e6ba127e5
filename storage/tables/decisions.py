"""What staff decide that is hard to undo: the decision with its dossier, a year that is closed, who was commended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region


class StaffDecision(Base):
    """One decision of staff about `subject` (qualification, application, warning, case, renewal), whose person is `person_id`.

    States as in `programme.deciding`. `ground` is the clause it rests on; `against`: the facts did not bear it, or conditions were
    not met. `dossier`: what was known when it was decided, line by line. `before`: the states that it changed, for who takes it
    back. `proposed_by` and `confirmed_by` are persons of staff; `alone`: they are one and the same, for want of another. `year`: the
    duty year that it settles.
    """

    __tablename__ = "staff_decision"
    __table_args__ = (
        Index("ix_staff_decision_subject", "subject", "subject_id"),
        Index("ix_staff_decision_state", "state", "region"),
    )

    id: Mapped[Key]
    subject: Mapped[Code]
    subject_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    region: Mapped[Region]
    deed: Mapped[Code]
    state: Mapped[Code]
    ground: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    against: Mapped[bool] = mapped_column(default=False)
    alone: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(SealedText("staff_decision.reason"), default="")
    dossier: Mapped[str] = mapped_column(SealedText("staff_decision.dossier"), default="")
    before: Mapped[dict[str, Any]]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    appeal_until: Mapped[date | None]
    closed_at: Mapped[datetime | None]


class YearClosing(Base):
    """A duty year of a jurisdiction that its staff have closed: whoever was short has been decided about."""

    __tablename__ = "year_closing"
    __table_args__ = (UniqueConstraint("region", "pack", "year"),)

    id: Mapped[Key]
    region: Mapped[Region]
    pack: Mapped[Code]
    year: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime]


class Commendation(Base):
    """A holder commended for a year, with the arithmetic as it stood that day."""

    __tablename__ = "commendation"
    __table_args__ = (UniqueConstraint("qualification_id", "year"),)

    id: Mapped[Key]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"))
    year: Mapped[int]
    arithmetic: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    commended_at: Mapped[datetime]


class DiaryReview(Base):
    """What was said against a diary. `kind`: question or strike by staff, dispute by the firm (with its case). `person_id` said it.

    States: open, answered, settled.
    """

    __tablename__ = "diary_review"

    id: Mapped[Key]
    diary_id: Mapped[int] = mapped_column(ForeignKey("diary.id"), index=True)
    kind: Mapped[Code]
    state: Mapped[Code]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("filed_case.id"), index=True)
    text: Mapped[str] = mapped_column(SealedText("diary_review.text"))
    answer: Mapped[str] = mapped_column(SealedText("diary_review.answer"), default="")
    said_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
