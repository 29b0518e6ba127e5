"""Recruitment rounds that a centre opens, beside those that a rule pack names."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key, Region


class Recruitment(Base):
    """A round for applicants of a region, of one `kind` or, without it, of all. `notice` is the paper it rests on, `closes` the last day.

    States as in `programme.cases.recruitment_round`.
    """

    __tablename__ = "recruitment"

    id: Mapped[Key]
    pack: Mapped[Code]
    region: Mapped[Region]
    kind: Mapped[Code | None]
    notice: Mapped[str] = mapped_column(String(200))
    closes: Mapped[date]
    state: Mapped[Code]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
