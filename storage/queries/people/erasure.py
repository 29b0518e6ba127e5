"""Who somebody is, for erasing and exporting: all that is theirs, and by which words others know them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, exists, or_, select

from programme.cases import UNJUDGED
from storage.encryption.columns import is_one_of
from storage.owned import Subject
from storage.personal import GONE, NOBODY, PERSONAL
from storage.tables import (
    Account,
    Application,
    Audit,
    Case,
    Enterprise,
    Expert,
    Need,
    Offer,
    Person,
    Qualification,
    Staff,
    Station,
)
from storage.together import together
from storage.unit_of_work import UnitOfWork

SHORTEST = 2
"""A name of one character stands in half of all words."""


def subject_of(work: UnitOfWork, person_id: int) -> Subject:
    """A person with all that is theirs."""
    work.flush()
    rooms = select(Person.id).where(Person.room_of == person_id)
    theirs = or_(Account.person_id == person_id, Account.person_id.in_(rooms))
    mine = {
        "expert": select(Expert.id).where(Expert.person_id == person_id),
        "station": select(Station.id).where(Station.person_id == person_id),
    }
    held = (
        and_(Qualification.holder == kind, Qualification.holder_id.in_(ids)) for kind, ids in mine.items()
    )
    groups, accounts, *others = together(
        work,
        rooms,
        select(Account.id, Account.channel, Account.external_id).where(theirs),
        mine["expert"],
        mine["station"],
        select(Qualification.id).where(or_(*held)),
        _own_firms(person_id),
    )
    chats: list[tuple[int, str, str]] = sorted((key, channel, name) for key, channel, name in accounts)
    experts, stations, titles, firms = (_ids(rows) for rows in others)
    return Subject(person_id, (person_id, *_ids(groups)), tuple(chats), experts, stations, titles, firms)


def words_of(work: UnitOfWork, person_id: int) -> dict[str, str]:
    """By which words others may know this person and nobody else, with what comes in their place."""
    person = work.session.get_one(Person, person_id)
    filed = work.session.execute(
        select(Application.phone).where(Application.person_id == person_id)
    ).scalars()
    phones = {phone for phone in (person.phone, *filed) if phone and not _has_another(work, person_id, phone)}
    words = dict.fromkeys([*sorted(phones), *([person.email] if person.email else [])], GONE)
    if len(person.name) >= SHORTEST and not _is_called_alike(work, person_id, person.name):
        words[person.name] = NOBODY
    return words


def worded_traces(work: UnitOfWork, subject: Subject) -> list[int]:
    """Traces in the audit that say something in words about the person: those that erasing takes."""
    return list(_all(work, select(Audit.id).where(PERSONAL["audit"].of(subject)).order_by(Audit.id)))


def open_matters(
    work: UnitOfWork,
    subject: Subject,
    needs: Iterable[str],
    applications: Iterable[str],
    cases: Iterable[str],
    titles: Iterable[str],
) -> list[str]:
    """What is still under way and must end first, by name: staff, title, service, need, application, case."""
    mine = subject.people
    found: dict[str, Any] = {
        "staff": exists().where(Staff.person_id == subject.person_id),
        "title": exists().where(Qualification.id.in_(subject.titles), Qualification.state.in_(titles)),
        "service": exists().where(Need.expert_id.in_(subject.experts), Need.state == "accepted")
        | exists().where(Need.person_id.in_(mine), Need.state == "accepted"),
        "need": exists().where(Need.person_id.in_(mine), Need.state.in_(set(needs) - {"accepted"})),
        "offer": exists().where(Offer.expert_id.in_(subject.experts), Offer.state == "pending"),
        "application": exists().where(Application.person_id.in_(mine), Application.state.in_(applications)),
        "case": exists().where(Case.person_id.in_(mine), Case.kind.not_in(UNJUDGED), Case.state.in_(cases)),
    }
    row = work.session.execute(select(*(there.label(name) for name, there in found.items()))).one()
    return [name for name, there in zip(found, row, strict=True) if there]


def _own_firms(person_id: int) -> Any:
    """Firms that came in by a talk, that nobody stands for and nobody else speaks for."""
    others = exists().where(Person.enterprise_id == Enterprise.id, Person.id != person_id)
    mine = exists().where(Person.enterprise_id == Enterprise.id, Person.id == person_id)
    return select(Enterprise.id).where(mine, ~others, Enterprise.vouched.is_(False))


def _has_another(work: UnitOfWork, person_id: int, phone: str) -> bool:
    own = is_one_of(Person.phone_index, [phone])
    return work.session.scalar(select(Person.id).where(own, Person.id != person_id).limit(1)) is not None


def _is_called_alike(work: UnitOfWork, person_id: int, name: str) -> bool:
    alike = select(Person.id).where(Person.name.contains(name, autoescape=True), Person.id != person_id)
    return work.session.scalar(alike.limit(1)) is not None


def _ids(rows: Iterable[tuple[Any, ...]]) -> tuple[int, ...]:
    return tuple(sorted(key for (key,) in rows))


def _all(work: UnitOfWork, query: Any) -> tuple[int, ...]:
    return tuple(work.connection.execute(query).scalars())
