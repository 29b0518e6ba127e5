"""What is kept of a person: how to reach them, whom they stand for, and how much of each record there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from storage.queries.people.speakers import Speaker
from storage.tables import (
    Account,
    Application,
    Case,
    Diary,
    Enterprise,
    Expert,
    Inbox,
    Need,
    Person,
    Rating,
    Station,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's own facts, empty where there are none; `region` is the expert's, the station's or the firm's."""

    name: str
    phone: str | None
    phone_verified: bool
    enterprise: str | None
    unit: str | None
    domains: tuple[str, ...]
    station: str | None
    region: str | None


def profile(work: UnitOfWork, person_id: int) -> Profile:
    """The person of this id, who must be there."""
    columns: tuple[Any, ...] = (
        Person.name,
        Person.phone,
        Person.phone_verified,
        Enterprise.name,
        Expert.unit,
        Expert.domains,
        Station.name,
        func.coalesce(Expert.region, Station.region, Enterprise.region),
    )
    found = select(*columns).outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    found = found.outerjoin(Expert, Expert.person_id == Person.id)
    found = found.outerjoin(Station, Station.person_id == Person.id).where(Person.id == person_id)
    name, phone, verified, enterprise, unit, domains, *rest = work.session.execute(found).one()
    return Profile(name, phone, verified, enterprise, unit, tuple(domains or ()), *rest)


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept of what a person did here."""

    needs: int
    diaries: int
    ratings: int
    applications: int
    cases: int
    messages: int


def kept_of(work: UnitOfWork, speaker: Speaker) -> Kept:
    """The records that the speaker has brought about."""
    who = speaker.person_id
    diaries = or_(
        and_(Diary.holder == "expert", Diary.holder_id == speaker.expert_id),
        and_(Diary.holder == "station", Diary.holder_id == speaker.station_id),
    )
    counts = {
        "needs": _count(Need.id, Need.person_id == who),
        "diaries": _count(Diary.id, diaries),
        "ratings": _count(Rating.id, Rating.need_id == Need.id, Need.person_id == who),
        "applications": _count(Application.id, Application.person_id == who),
        "cases": _count(Case.id, Case.person_id == who),
        "messages": _count(Inbox.id, Inbox.account_id == Account.id, Account.person_id == who),
    }
    asked = select(*(count.label(name) for name, count in counts.items()))
    return Kept(**work.session.execute(asked).mappings().one())


def _count(key: Any, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count(key)).where(*where).scalar_subquery()
