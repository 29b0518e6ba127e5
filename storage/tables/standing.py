"""What happens to a qualification: warnings, renewals, letters and agreements; and how far the calendar has come."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key


class FormalWarning(Base):
    """A warning for silence since `silent_since`; states as in `programme.qualification.warning`."""

    __tablename__ = "warning"
    __table_args__ = (UniqueConstraint("qualification_id", "silent_since"),)

    id: Mapped[Key]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"))
    silent_since: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[Code] = mapped_column(default="due", index=True)
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]


class Renewal(Base):
    """A holder's wish for another term; one for each end of term."""

    __tablename__ = "renewal"
    __table_args__ = (UniqueConstraint("qualification_id", "until"),)

    id: Mapped[Key]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"))
    until: Mapped[date]
    state: Mapped[Code] = mapped_column(default="asked", index=True)
    reason: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class Conferral(Base):
    """What the certified receive and sign. `what`: letter (聘书, certificate) or agreement (服务协议)."""

    __tablename__ = "conferral"

    id: Mapped[Key]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"), index=True)
    what: Mapped[Code]
    state: Mapped[Code]
    until: Mapped[date]
    changed_at: Mapped[datetime]


class YearPaper(Base):
    """A station's plan or summary of a year (GD 第七条（五）). `what`: plan or summary. `remark`: what staff said of it last;
    `returned_at`: they want it again, and until it comes it is owed.
    """

    __tablename__ = "year_paper"
    __table_args__ = (UniqueConstraint("station_id", "what", "year"),)

    id: Mapped[Key]
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"))
    what: Mapped[Code]
    year: Mapped[int]
    text: Mapped[str] = mapped_column(SealedText("year_paper.text"))
    handed_in_at: Mapped[datetime]
    remark: Mapped[str | None] = mapped_column(SealedText("year_paper.remark"))
    returned_at: Mapped[datetime | None]


class SystemEntry(Base):
    """The number under which a holder stands in 全国志愿服务信息系统 (S10.1); one a holder."""

    __tablename__ = "system_entry"
    __table_args__ = (UniqueConstraint("holder", "holder_id"),)

    id: Mapped[Key]
    holder: Mapped[Code]
    holder_id: Mapped[int]
    number: Mapped[str] = mapped_column(SealedText("system_entry.number"))
    entered_on: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Sweep(Base):
    """How far the calendar has come: whatever fell due up to `until` was seen to."""

    __tablename__ = "sweep"

    name: Mapped[Code] = mapped_column(primary_key=True)
    until: Mapped[datetime]
