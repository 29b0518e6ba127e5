"""People, the accounts they write from, and what they are in the programme."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, validates

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region
from storage.tables.telephone import Telephone


class Enterprise(Base):
    """An SME. `name` is as its people write it.

    `claims`: the firm of the register that this one's voice says to be, while nobody of it has agreed: it stands
    beside it with needs of its own, so that naming a firm gives nothing of it.
    `vouched` is false for one that came in by a talk, until staff stand for it. `trade`: a section of `language.industries`, as far as
    it was read or told; `trade_asked`: it was asked for, which happens once.
    """

    __tablename__ = "enterprise"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(100), index=True)
    region: Mapped[Region | None] = mapped_column(index=True)
    focus: Mapped[list[str]] = mapped_column(default=list)
    claims: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"), index=True)
    vouched: Mapped[bool] = mapped_column(default=True, server_default=true())
    trade: Mapped[Code | None]
    trade_asked: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]


class Person(Telephone, Base):
    """A human being; without `consented_at` nothing personal may be kept (PIPL).

    `phone_verified` is false for a number that was told in a talk and nobody has confirmed.
    `phone_since`: when it was told, where that was in a talk. `phone_settles_at`: it took the place of a confirmed number, and until then
    it proves nobody.
    `firm_role`: what they are in their enterprise, owner or colleague; who spoke for it first is its owner.
    `papers_consented_at`: when they agreed that papers which identify them are kept, a consent of its own (PIPL Art. 29).
    `reminded`: how often they wish it, usual, quarterly or must (programme.limits.Wish).
    With `room_of` it is no human being but a group, which follows that person's reminders.
    """

    __tablename__ = "person"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(50), default="", index=True)
    phone: Mapped[str | None] = mapped_column(SealedText("person.phone"))
    phone_verified: Mapped[bool] = mapped_column(default=True, server_default=true())
    phone_since: Mapped[datetime | None]
    phone_settles_at: Mapped[datetime | None]
    email: Mapped[str | None] = mapped_column(SealedText("person.email"))
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"), index=True)
    firm_role: Mapped[Code] = mapped_column(default="owner", server_default="owner")
    consented_at: Mapped[datetime | None]
    papers_consented_at: Mapped[datetime | None]
    room_of: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    reminded: Mapped[Code] = mapped_column(default="usual", server_default="usual")
    created_at: Mapped[datetime]


class Account(Base):
    """Where a person writes from: one account on one channel. `secret_hash` guards web accounts.

    `closed_at`: since when the vendor lets nothing through to it. `ends_at`: when a session of staff is over.
    `confirmed_at`: when whoever sits there last proved who they are. `waits`: a newcomer's beyond the limit, who was told so.
    """

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("channel", "external_id"),)

    id: Mapped[Key]
    channel: Mapped[Code]
    external_id: Mapped[str] = mapped_column(String(128))
    secret_hash: Mapped[str | None] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    closed_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    waits: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]


class Expert(Base):
    """A volunteer expert 志愿专家. `load`, the services under way, never passes `capacity`.

    Not asked from `away_from` (at once, where it is empty) to `away_until`. `quiet`: weekdays without any asking, as «67» for the weekend.
    `traits`: what they have said of themselves, as codes of `language.traits`. `calling`: what they are (S1.2), as a code of
    `language.callings`; `retired`: whether they are in office no more; empty where nobody told.
    """

    __tablename__ = "expert"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    unit: Mapped[str] = mapped_column(String(100), default="", index=True)
    domains: Mapped[list[str]]
    specialities: Mapped[str] = mapped_column(String(500), default="")
    region: Mapped[Region | None] = mapped_column(index=True)
    capacity: Mapped[int] = mapped_column(default=3)
    load: Mapped[int] = mapped_column(default=0)
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    quiet: Mapped[str] = mapped_column(String(7), default="", server_default="")
    traits: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    calling: Mapped[Code | None]
    retired: Mapped[bool | None]


class Station(Base):
    """A workstation 工作站; `person_id` is the person in charge.

    `needs_told_at`: when it last handed in needs that it collected, or said that there were none.
    """

    __tablename__ = "station"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    name: Mapped[str] = mapped_column(String(100), index=True)
    region: Mapped[Region | None] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(SealedText("station.address"), default="")
    needs_told_at: Mapped[datetime | None]


class Staff(Base):
    """A member of a service centre's staff; `jurisdiction` is a GB/T 2260 code and all beneath it.

    `roles`: of reviewer, operator, admin (programme.roles.STAFF). `digest`: daily, weekly, both or none;
    `digest_empty`: whether one with nothing in it comes as one line, or not at all.
    """

    __tablename__ = "staff"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    jurisdiction: Mapped[Region]
    roles: Mapped[list[str]] = mapped_column(default=lambda: ["reviewer", "operator"])
    digest: Mapped[Code] = mapped_column(default="daily")
    digest_empty: Mapped[bool] = mapped_column(default=False)


class Qualification(Base):
    """An expert's or a station's standing under one rule pack, with its term.

    `next_due` is the day on which the calendar looks at it next; whatever changes the standing sets it to the
    earliest of days, that is: at the next tick. `silent_since` is what it found then. `registered_on`: the day on which a
    title that is older came into this register; what was served before is not known here. `awaits_training`: nobody is served
    before a training is on record, as the pack said when the title was given.
    """

    __tablename__ = "qualification"
    __table_args__ = (
        UniqueConstraint("holder", "holder_id", "pack"),
        Index("ix_qualification_holder", "holder", "holder_id"),
        Index("ix_qualification_holder_next_due", "holder", "next_due"),
        Index("ix_qualification_holder_state_until", "holder", "state", "until"),
        Index("ix_qualification_state_silent_since", "state", "silent_since"),
    )

    id: Mapped[Key]
    holder: Mapped[Code]
    holder_id: Mapped[int]
    pack: Mapped[Code]
    state: Mapped[Code] = mapped_column(default="active")
    certified_on: Mapped[date]
    until: Mapped[date]
    next_due: Mapped[date] = mapped_column(default=date.min)
    silent_since: Mapped[date | None]
    registered_on: Mapped[date | None]
    awaits_training: Mapped[bool] = mapped_column(default=False, server_default=false())

    @validates("state", "certified_on", "until")
    def _look_again(self, _name: str, value: object) -> object:
        self.next_due = date.min
        return value
