"""Teams of experts, who is in them, and what their members did."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from storage.jurisdiction import inside
from storage.served import enterprises_by
from storage.tables import Diary, Expert, NeedTeam, Person, Team, TeamCommendation, TeamMember
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """A team that there is."""

    id: int
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Member:
    """An expert of a team."""

    expert_id: int
    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Sums:
    """What the members did in some days: services, hours, firms (one that is named twice counts once)."""

    services: int
    hours: float
    enterprises: int


NOTHING = Sums(0, 0.0, 0)


def _teams() -> Select[int, str, str]:
    return select(Team.id, Team.name, Team.region).where(Team.closed_at.is_(None)).order_by(Team.id)


def team(work: UnitOfWork, team_id: int) -> TeamFacts | None:
    """A team that there still is; None otherwise."""
    row = work.session.execute(_teams().where(Team.id == team_id)).first()
    return TeamFacts(*row) if row else None


def team_name(work: UnitOfWork, team_id: int) -> str:
    """How a team is called, or was."""
    return work.session.scalar(select(Team.name).where(Team.id == team_id)) or ""


def teams_in(work: UnitOfWork, jurisdiction: str | None) -> list[TeamFacts]:
    """The teams of a jurisdiction, the oldest first."""
    found = _teams().where(inside(Team.region, jurisdiction))
    return [TeamFacts(*row) for row in work.session.execute(found)]


def teams_of(work: UnitOfWork, expert_id: int | None) -> list[TeamFacts]:
    """The teams that an expert is in."""
    own = select(TeamMember.team_id).where(TeamMember.expert_id == expert_id)
    return [TeamFacts(*row) for row in work.session.execute(_teams().where(Team.id.in_(own)))]


def members(work: UnitOfWork, team_id: int) -> list[Member]:
    """Who is in a team, in the order in which they came; the first leads it."""
    return members_of(work, [team_id]).get(team_id, [])


def members_of(work: UnitOfWork, teams: Collection[int]) -> dict[int, list[Member]]:
    """The same of several teams, by the team's id."""
    found = select(TeamMember.team_id, Expert.id, Expert.person_id, Person.name)
    found = found.join(TeamMember, TeamMember.expert_id == Expert.id)
    found = found.join(Person, Person.id == Expert.person_id).where(TeamMember.team_id.in_(teams))
    known: dict[int, list[Member]] = {}
    for row in work.session.execute(found.order_by(TeamMember.id)):
        known.setdefault(row[0], []).append(Member(*row[1:]))
    return known


def team_sent_to(work: UnitOfWork, need_id: int, leader_id: int | None) -> TeamFacts | None:
    """The team that was sent to a need under this leader, also one that is no more; None where none was."""
    found = select(Team.id, Team.name, Team.region).join(NeedTeam, NeedTeam.team_id == Team.id)
    row = work.session.execute(
        found.where(NeedTeam.need_id == need_id, NeedTeam.leader_id == leader_id)
    ).first()
    return TeamFacts(*row) if row else None


def experts_of(work: UnitOfWork, people: Collection[int]) -> dict[int, int]:
    """The number as an expert of each of these persons who is one."""
    found = select(Expert.person_id, Expert.id).where(Expert.person_id.in_(people))
    return {person: key for person, key in work.session.execute(found)}  # noqa: C416 - rows are no pairs to mypy


def sums(work: UnitOfWork, teams: Collection[int], days: tuple[date, date]) -> dict[int, Sums]:
    """What the members of each of these teams did in these days, both counted, by the team's id; `NOTHING` of who is left out."""
    work.flush()
    done = (
        TeamMember.team_id.in_(teams),
        TeamMember.expert_id == Diary.holder_id,
        Diary.holder == "expert",
        Diary.state == "recorded",
        Diary.served_on.between(*days),
    )
    served = enterprises_by(TeamMember.team_id, *done)
    found = select(TeamMember.team_id, func.count(), func.sum(Diary.hours), func.max(served.c.enterprises))
    found = found.where(*done, served.c.key == TeamMember.team_id).group_by(TeamMember.team_id)
    return {
        key: Sums(count, round(float(hours or 0), 2), int(firms or 0))
        for key, count, hours, firms in work.connection.execute(found)
    }


def commended_for(work: UnitOfWork, team_id: int) -> Sequence[int]:
    """The years for which a team was commended."""
    found: Any = select(TeamCommendation.year).where(TeamCommendation.team_id == team_id)
    return list(work.session.scalars(found.order_by(TeamCommendation.year)))
