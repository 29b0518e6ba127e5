"""Teams 服务队 of experts (S10.12), and the goals that a centre sets itself for a year (S7.4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Code, Key, Region


class Team(Base):
    """A team of a place's experts, made by its staff `person_id`; with `closed_at` it is no more."""

    __tablename__ = "team"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(30))
    region: Mapped[Region] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class TeamMember(Base):
    """An expert of a team; the row goes when they leave it."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("team_id", "expert_id"),)

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), index=True)
    joined_at: Mapped[datetime]


class NeedTeam(Base):
    """A team that staff `person_id` sent to a need: its leader of that day is asked, and the team is there while that one has it in hand."""

    __tablename__ = "need_team"

    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    leader_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime]


class TeamCommendation(Base):
    """A team commended as one for a year; `sums` as they stood that day."""

    __tablename__ = "team_commendation"
    __table_args__ = (UniqueConstraint("team_id", "year"),)

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    year: Mapped[int]
    sums: Mapped[str] = mapped_column(String(100))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    commended_at: Mapped[datetime]


class YearlyGoal(Base):
    """What an office wants to reach in a year: so much (`target`) of a measure of `programme.goal.MEASURES`."""

    __tablename__ = "yearly_goal"
    __table_args__ = (UniqueConstraint("region", "year", "measure"),)

    id: Mapped[Key]
    region: Mapped[Region]
    year: Mapped[int]
    measure: Mapped[Code]
    target: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
