"""What is known of the titles of a person, of a firm, of a need and of how it ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, extract, func, select

from storage.jurisdiction import inside
from storage.queries.console.lists.matters import NEED_STATE
from storage.queries.titles.holders import held_by, holding
from storage.tables import (
    Application,
    Audit,
    Case,
    Diary,
    Enterprise,
    Expert,
    Need,
    Offer,
    Person,
    Qualification,
    Rating,
    Station,
    VisitNeed,
)
from storage.unit_of_work import UnitOfWork

ENDINGS = ("close_need", "cannot_serve", "withdraw_need")


@dataclass(frozen=True, slots=True)
class Held:
    """A title of a person: with what is needed to reckon its year."""

    id: int
    holder: str
    holder_id: int
    pack: str
    state: str
    certified_on: date
    until: date
    silent_since: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """An expert who was asked for a need, and what came of it."""

    person_id: int
    name: str
    state: str
    reasons: tuple[str, ...]
    decline_reason: str
    terms: str
    asked_at: datetime
    answered_at: datetime | None


def titles_of(person_id: int) -> Select[Any]:
    """All titles of a person, those in force or not, with the columns of `Held`."""
    columns = (
        Qualification.id,
        Qualification.holder,
        Qualification.holder_id,
        Qualification.pack,
        Qualification.state,
        Qualification.certified_on,
        Qualification.until,
        Qualification.silent_since,
    )
    return holding(*columns).where(held_by(person_id))


def hours_by_month(work: UnitOfWork, held: Held, years: tuple[int, int]) -> dict[tuple[int, int], Decimal]:
    """Hours on record by year and month."""
    year, month = extract("year", Diary.served_on), extract("month", Diary.served_on)
    own = (Diary.holder == held.holder, Diary.holder_id == held.holder_id, Diary.state == "recorded")
    days = Diary.served_on.between(date(min(years), 1, 1), date(max(years), 12, 31))
    found = select(year, month, func.sum(Diary.hours)).where(*own, days).group_by(year, month)
    return {(int(y), int(m)): Decimal(str(hours)) for y, m, hours in work.connection.execute(found)}


def asked_for(work: UnitOfWork, need_id: int) -> list[Asked]:
    """Who was asked for a need, the first first."""
    columns = (
        Person.id,
        Person.name,
        Offer.state,
        Offer.reasons,
        Offer.decline_reason,
        Offer.terms,
        Offer.created_at,
        Offer.answered_at,
    )
    found = (
        select(*columns)
        .join(Expert, Expert.id == Offer.expert_id)
        .join(Person, Person.id == Expert.person_id)
    )
    rows = work.connection.execute(found.where(Offer.need_id == need_id).order_by(Offer.id))
    return [
        Asked(row[0], row[1], row[2], tuple(row[3]), row[4] or "", row[5] or "", row[6], row[7])
        for row in rows
    ]


def asked_still(work: UnitOfWork, need_ids: Collection[int]) -> dict[int, list[str]]:
    """Of each need the experts who were asked and have not answered yet, by name."""
    found = select(Offer.need_id, Person.name).join(Expert, Expert.id == Offer.expert_id)
    found = found.join(Person, Person.id == Expert.person_id)
    found = found.where(Offer.need_id.in_(need_ids), Offer.state == "pending").order_by(Offer.id)
    asked: dict[int, list[str]] = {}
    for need, name in work.connection.execute(found):
        asked.setdefault(need, []).append(name)
    return asked


@dataclass(frozen=True, slots=True)
class Course:
    """When a need was posted, taken on and served; stars, effect in per cent and words of who rated, None where nobody did.

    `told_to`: the station, else the person, who heard of it on a visit to the firm; None where the firm came by itself.
    """

    posted: datetime
    taken: datetime | None
    served: datetime | None
    stars: int | None
    effect: int | None
    comment: str | None
    told_to: str | None


def course_of(work: UnitOfWork, need_id: int) -> Course:
    """How a need that is there has fared."""
    told_to = func.coalesce(Station.name, Person.name)
    columns = (Need.created_at, Need.accepted_at, Need.served_at, Rating.stars, Rating.effect, Rating.comment)
    found = select(*columns, told_to).outerjoin(Rating, Rating.need_id == Need.id)
    found = found.outerjoin(VisitNeed, VisitNeed.need_id == Need.id)
    found = found.outerjoin(Person, Person.id == VisitNeed.person_id)
    found = found.outerjoin(Station, Station.person_id == Person.id).where(Need.id == need_id)
    return Course(*work.connection.execute(found).one())


@dataclass(frozen=True, slots=True)
class Ending:
    """How a need was ended by hand: when, by whom, by which deed, for which reason."""

    at: datetime
    name: str
    deed: str
    reason: str


def ending_of(work: UnitOfWork, need_id: int) -> Ending | None:
    """How a need was ended by staff or by its firm; None where nobody did."""
    columns = (Audit.at, Person.name, Audit.deed, Audit.detail, Audit.words)
    found = select(*columns).join(Person, Person.id == Audit.person_id)
    ends = (Audit.subject == "need", Audit.subject_id == need_id, Audit.deed.in_(ENDINGS))
    row = work.connection.execute(found.where(*ends).order_by(Audit.id.desc()).limit(1)).first()
    if row is None:
        return None
    told = {**(row[3] or {}), **(row[4] or {})}
    return Ending(row[0], row[1] or "", row[2], str(told.get("reason", "")))


def chat_readers(work: UnitOfWork, need_id: int) -> list[tuple[datetime, str, str]]:
    """Who of the staff has read what was written about a need, the last first: when, by name, and what for."""
    found = select(Audit.at, Person.name, Audit.words).join(Person, Person.id == Audit.person_id)
    looks = (Audit.subject == "need", Audit.subject_id == need_id, Audit.deed == "read_chat")
    rows = work.connection.execute(found.where(*looks).order_by(Audit.id.desc()))
    return [(at, name or "", str((words or {}).get("reason", ""))) for at, name, words in rows]


def firm_people(work: UnitOfWork, enterprise_id: int) -> list[tuple[int, str, str, str | None, bool]]:
    """Who speaks for a firm: person, name, what they are in it, telephone, whether it is verified."""
    found = select(Person.id, Person.name, Person.firm_role, Person.phone, Person.phone_verified).where(
        Person.enterprise_id == enterprise_id
    )
    rows = work.connection.execute(found.order_by(Person.id))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def firm_name(work: UnitOfWork, enterprise_id: int) -> tuple[str, str | None, bool]:
    """Name, place, whether somebody stands for it."""
    row = work.connection.execute(
        select(Enterprise.name, Enterprise.region, Enterprise.vouched).where(Enterprise.id == enterprise_id)
    ).one()
    return row[0], row[1], row[2]


def needs_of_firm(
    work: UnitOfWork, enterprise_id: int, jurisdiction: str | None, most: int
) -> list[tuple[int, str, str, datetime, bool]]:
    """A firm's needs in a jurisdiction, newest first: number, words, state, when, whether it was told on a visit."""
    told = VisitNeed.id.is_not(None)
    found = select(Need.id, Need.text, NEED_STATE, Need.created_at, told)
    found = found.outerjoin(VisitNeed, VisitNeed.need_id == Need.id)
    found = found.where(Need.enterprise_id == enterprise_id, inside(Need.region, jurisdiction))
    found = found.order_by(Need.id.desc()).limit(most)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in work.connection.execute(found)]


def application_days(work: UnitOfWork, application_id: int) -> tuple[date | None, date | None]:
    """From which day to which an application is or was made public."""
    days = select(Application.published_on, Application.publicity_ends)
    row = work.connection.execute(days.where(Application.id == application_id)).first()
    return (row[0], row[1]) if row else (None, None)


def objections_to(work: UnitOfWork, application_id: int) -> list[tuple[int, datetime, str, str]]:
    """The objections to an application, the first first: number, when, state, words."""
    found = select(Case.id, Case.filed_at, Case.state, Case.text)
    found = found.where(Case.application_id == application_id, Case.kind == "objection").order_by(Case.id)
    return [(row[0], row[1], row[2], row[3]) for row in work.connection.execute(found)]


def holder_of_diary(work: UnitOfWork, diary_id: int) -> tuple[str, str, int]:
    """Whose diary it is: name, kind, person. LookupError where there is none."""
    name = func.coalesce(Station.name, Person.name)
    found = select(name, Diary.holder, Diary.person_id).join(Person, Person.id == Diary.person_id)
    found = found.outerjoin(Station, and_(Diary.holder == "station", Station.id == Diary.holder_id))
    row = work.connection.execute(found.where(Diary.id == diary_id)).first()
    if row is None:
        raise LookupError(diary_id)
    return row[0], row[1], row[2]
