"""Which titles somebody holds, and with whom they work: at a station, in teams, at firms that they have gone to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from storage.queries.console.history import Held, titles_of
from storage.tables import Expert, Person, Station, StationClerk, Team, TeamMember, VisitNeed
from storage.together import together
from storage.unit_of_work import UnitOfWork

MOST_VISITS = 50


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who works at a station beside the person in charge; `role` as of `programme.clerks`."""

    id: int
    person_id: int
    name: str
    role: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """What a firm told who came to see it; its words are nobody's before it agrees, and then they are the need's."""

    id: int
    state: str
    need_id: int | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """`held`: their titles, the first first. `clerks`: of the station that the person has charge of.

    `works_at`: the station at which they are a clerk, its head, their role. `teams`: each with whether the person leads it.
    `calling` and `retired`: what an expert told of themselves.
    """

    held: list[Held]
    clerks: Sequence[Clerk]
    works_at: tuple[str, int, str] | None
    teams: Sequence[tuple[str, bool]]
    visits: Sequence[Visit]
    calling: str | None
    retired: bool | None


def beside(work: UnitOfWork, person_id: int) -> Beside:
    """All of it in one statement."""
    work.flush()
    asked = (titles_of, _clerks, _desk, _teams, _visits, _expert)
    held, clerks, desk, teams, visits, expert = together(work, *(one(person_id) for one in asked))
    told = (expert[0][0], expert[0][1]) if expert else (None, None)
    return Beside(
        sorted((Held(*row) for row in held), key=lambda one: one.id),
        sorted((Clerk(*row) for row in clerks), key=lambda one: one.id),
        (desk[0][0], desk[0][1], desk[0][2]) if desk else None,
        [(name, bool(leads)) for _, name, leads in sorted(teams)],
        sorted((Visit(*row) for row in visits), key=lambda one: -one.id),
        *told,
    )


def _clerks(person_id: int) -> Select[*tuple[Any, ...]]:
    found = select(StationClerk.id, Person.id, Person.name, StationClerk.role, StationClerk.joined_at)
    found = found.join(Person, Person.id == StationClerk.person_id)
    return found.join(Station, Station.id == StationClerk.station_id).where(Station.person_id == person_id)


def _desk(person_id: int) -> Select[*tuple[Any, ...]]:
    found = select(Station.name, Station.person_id, StationClerk.role)
    found = found.join(StationClerk, StationClerk.station_id == Station.id)
    return found.where(StationClerk.person_id == person_id)


def _teams(person_id: int) -> Select[*tuple[Any, ...]]:
    """Who came first leads."""
    others = aliased(TeamMember)
    first = select(func.min(others.id)).where(others.team_id == Team.id).scalar_subquery()
    found = select(Team.id, Team.name, (TeamMember.id == first).label("leads"))
    found = found.join(TeamMember, TeamMember.team_id == Team.id)
    own = select(Expert.id).where(Expert.person_id == person_id)
    return found.where(TeamMember.expert_id.in_(own), Team.closed_at.is_(None))


def _visits(person_id: int) -> Select[*tuple[Any, ...]]:
    found = select(VisitNeed.id, VisitNeed.state, VisitNeed.need_id, VisitNeed.asked_at)
    return found.where(VisitNeed.person_id == person_id).order_by(VisitNeed.id.desc()).limit(MOST_VISITS)


def _expert(person_id: int) -> Select[*tuple[Any, ...]]:
    return select(Expert.calling, Expert.retired).where(Expert.person_id == person_id)
