"""What people bring before the centre: objections, complaints, suggestions."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region


class Case(Base):
    """One case. `kind`: objection (to an application in publicity), complaint, suggestion, request (a wish that staff answer).

    `about` says what a complaint is for (programme.cases.COMPLAINTS), or which intent a request has (language.intents);
    `against` whom it names. `staff_id` is the member of staff who talks with the person since `taken_at`.
    States are those of `programme.cases`; a suggestion stays filed. `sum`: yuan that were taken for a service, `repaid_at`: when they
    were given back.
    """

    __tablename__ = "filed_case"
    __table_args__ = (Index("ix_filed_case_state_kind", "state", "kind"),)

    id: Mapped[Key]
    kind: Mapped[Code]
    about: Mapped[Code | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    against: Mapped[str] = mapped_column(String(100), default="")
    region: Mapped[Region] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(SealedText("filed_case.text"))
    state: Mapped[Code] = mapped_column(default="filed")
    staff_id: Mapped[int | None]
    taken_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    sum: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    repaid_at: Mapped[datetime | None]
    filed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class TradeDemand(Base):
    """行业诉求 (S10.10): a request of a station that speaks for a whole trade, a section of `language.industries`, with the number of
    firms behind it; the words are the case's.
    """

    __tablename__ = "trade_demand"

    case_id: Mapped[int] = mapped_column(ForeignKey("filed_case.id"), primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"))
    trade: Mapped[Code]
    firms: Mapped[int]
