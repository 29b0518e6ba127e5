"""Diaries and what was asked for on the spot, as talks read them."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select

from storage.jurisdiction import inside
from storage.tables import Diary, Enterprise, Need, Person, Protection, Qualification, Rating
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DiaryFacts:
    """One service as recorded; codes as in `language.domains` and `language.regions`.

    `state` says whether it stands, `replaces_id` which entry it stands in the place of,
    `activity_id` which activity it tells of. `times`: the clock times told, as
    beginnings and ends in minutes of the day. `writer` is the name of the person who wrote it.
    """

    id: int
    person_id: int
    writer: str
    need_id: int | None
    served_on: date
    hours: Decimal
    enterprises: int
    names: tuple[str, ...]
    domains: tuple[str, ...]
    times: tuple[tuple[int, int], ...]
    form: str | None
    kind: str | None
    region: str | None
    outcome: str
    result: str
    state: str
    replaces_id: int | None
    recorded_at: datetime
    activity_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProtectionFacts:
    """What a volunteer needs on the spot, for which service, and what was arranged (empty until it is)."""

    id: int
    volunteer: str
    need_id: int
    enterprise: str
    region: str
    text: str
    state: str
    answer: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What a firm gave for a service: 1 to 5 stars, and its words."""

    stars: int
    comment: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """Since when somebody holds a title under a pack: what a duty year depends on."""

    pack: str
    holder: str
    holder_id: int
    certified_on: date


def get_diary(work: UnitOfWork, diary_id: int) -> DiaryFacts:
    """The diary of this number. LookupError where there is none."""
    return {one.id: one for one in _facts(work, _diaries().where(Diary.id == diary_id))}[diary_id]


def find_written_by(work: UnitOfWork, person_id: int, diary_id: int) -> DiaryFacts | None:
    """The diary of this number, where that person wrote it."""
    found = _facts(work, _diaries().where(Diary.id == diary_id, Diary.person_id == person_id))
    return found[0] if found else None


def written_by(work: UnitOfWork, person_id: int, limit: int = 8) -> list[DiaryFacts]:
    """The person's diaries that stand, the last written first."""
    own = _diaries().where(Diary.person_id == person_id, Diary.state == "recorded")
    return _facts(work, own.order_by(Diary.id.desc()).limit(limit))


def latest_services(work: UnitOfWork, holder: str, holder_id: int, limit: int) -> list[DiaryFacts]:
    """A holder's diaries that stand, the last served first."""
    own = _diaries().where(Diary.holder == holder, Diary.holder_id == holder_id, Diary.state == "recorded")
    return _facts(work, own.order_by(Diary.served_on.desc(), Diary.id.desc()).limit(limit))


def services_between(
    work: UnitOfWork, holder: str, holder_id: int, first: date, last: date
) -> list[DiaryFacts]:
    """All that a holder wrote of services of these days, also what was taken back or replaced; the last served first."""
    own = _diaries().where(Diary.holder == holder, Diary.holder_id == holder_id)
    own = own.where(Diary.served_on.between(first, last))
    return _facts(work, own.order_by(Diary.served_on.desc(), Diary.id.desc()))


def written_for(
    work: UnitOfWork, enterprise_id: int | None, name: str | None, limit: int = 8
) -> list[DiaryFacts]:
    """Diaries that stand of services for a firm: of its needs, or with its name; the last written first."""
    if enterprise_id is None:
        return []
    needs = select(Need.id).where(Need.enterprise_id == enterprise_id)
    theirs: ColumnElement[bool] = Diary.need_id.in_(needs)
    if name:
        theirs = or_(theirs, cast(Diary.names, String).contains(_in_json(name), autoescape=True))
    found = _diaries().where(Diary.state == "recorded", theirs).order_by(Diary.id.desc())
    return _facts(work, found.limit(limit))


def _in_json(name: str) -> str:
    """A name as it stands in a JSON list."""
    return json.dumps(name, ensure_ascii=False)[1:-1]


def written_on(work: UnitOfWork, holder: str, holder_id: int, person_id: int, day: date) -> list[DiaryFacts]:
    """What stands of a day, of this holder's or from this person's hand, as it was written."""
    theirs = or_((Diary.holder == holder) & (Diary.holder_id == holder_id), Diary.person_id == person_id)
    stands = _diaries().where(theirs, Diary.served_on == day, Diary.state == "recorded")
    return _facts(work, stands.order_by(Diary.id))


def count_in_year(work: UnitOfWork, holder: str, holder_id: int, year: tuple[date, date]) -> int:
    """How many services of the days from the first to the last a holder has on record."""
    within = Diary.served_on.between(*year)
    own = select(func.count()).where(Diary.holder == holder, Diary.holder_id == holder_id, within)
    return work.session.execute(own.where(Diary.state == "recorded")).scalar_one()


def tenure_of(
    work: UnitOfWork, holder: str, holder_id: int, pack: str, states: Collection[str]
) -> Tenure | None:
    """The holder's title under this pack, in whatever state, else the newest in one of these states, else None."""
    columns = (Qualification.pack, Qualification.holder, Qualification.holder_id, Qualification.certified_on)
    held = select(*columns).where(Qualification.holder == holder, Qualification.holder_id == holder_id)
    own = Qualification.pack == pack
    held = held.where(or_(own, Qualification.state.in_(states)))
    row = work.session.execute(held.order_by(own.desc(), Qualification.id.desc())).first()
    return Tenure(*row) if row else None


def tenures_of(work: UnitOfWork, holder: str, holder_id: int, states: Collection[str]) -> list[Tenure]:
    """The holder's titles in these states, the oldest first."""
    columns = (Qualification.pack, Qualification.holder, Qualification.holder_id, Qualification.certified_on)
    held = select(*columns).where(Qualification.holder == holder, Qualification.holder_id == holder_id)
    rows = work.session.execute(held.where(Qualification.state.in_(states)).order_by(Qualification.id))
    return [Tenure(*row) for row in rows]


def get_protection(work: UnitOfWork, protection_id: int) -> ProtectionFacts:
    """What was asked for under this number. LookupError where there is nothing."""
    found = _protections().where(Protection.id == protection_id)
    return {one.id: one for one in _asked(work, found)}[protection_id]


def protections_waiting(work: UnitOfWork, jurisdiction: str | None) -> list[ProtectionFacts]:
    """What waits to be arranged in a jurisdiction, oldest first."""
    waiting = _protections().where(Protection.state == "asked", inside(Need.region, jurisdiction))
    return _asked(work, waiting.order_by(Protection.id))


def _diaries() -> Select[*tuple[Any, ...]]:
    columns = (
        Diary.id,
        Diary.person_id,
        Person.name.label("writer"),
        Diary.need_id,
        Diary.served_on,
        Diary.hours,
        Diary.enterprises,
        Diary.names,
        Diary.domains,
        Diary.times,
        Diary.form,
        Diary.kind,
        Diary.region,
        Diary.outcome,
        Diary.result,
        Diary.state,
        Diary.replaces_id,
        Diary.recorded_at,
        Diary.activity_id,
    )
    return select(*columns).join(Person, Person.id == Diary.person_id)


def _facts(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[DiaryFacts]:
    rows = (dict(row) for row in work.session.execute(query).mappings())
    return [DiaryFacts(**row | _as_tuples(row)) for row in rows]


def _as_tuples(row: dict[str, Any]) -> dict[str, Any]:
    times = tuple((begin, end) for begin, end in row["times"])
    return {"names": tuple(row["names"]), "domains": tuple(row["domains"]), "times": times}


def _protections() -> Select[*tuple[Any, ...]]:
    columns = (
        Protection.id,
        Person.name.label("volunteer"),
        Protection.need_id,
        Enterprise.name.label("enterprise"),
        Need.region,
        Protection.text,
        Protection.state,
        Protection.answer,
    )
    found = select(*columns).join(Need, Need.id == Protection.need_id)
    found = found.join(Person, Person.id == Protection.person_id)
    return found.join(Enterprise, Enterprise.id == Need.enterprise_id)


def _asked(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[ProtectionFacts]:
    return [ProtectionFacts(**row) for row in work.session.execute(query).mappings()]


def mark_of(work: UnitOfWork, need_id: int) -> Mark | None:
    """The rating of a need's service; None before there is one."""
    given = select(Rating.stars, Rating.comment).where(Rating.need_id == need_id)
    row = work.session.execute(given).first()
    return Mark(row.stars, row.comment or "") if row else None
