"""Needs as deeds and talks read them: frozen, with the names of the firm and of the expert who has one in hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from storage.jurisdiction import inside
from storage.prepared import Prepared
from storage.queries.major_events import SEEN_TO_FIRST
from storage.tables import Enterprise, Expert, Filing, Need, Offer, Person, Rating
from storage.unit_of_work import UnitOfWork

ADDITION = "\n补充："
"""What stands in a need's text before each part that was told later."""


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """One need. `asker` is the name of who told it, `expert` of who accepted it, empty where nobody did.

    States as in `storage.tables.Need`.
    """

    id: int
    person_id: int
    enterprise_id: int
    enterprise: str
    text: str
    domain: str
    also: tuple[str, ...]
    region: str
    urgent: bool
    form: str | None
    focus: tuple[str, ...]
    state: str
    expert_id: int | None
    expert: str
    asker: str = ""
    prefers: tuple[str, ...] = ()
    waits_for: int | None = None
    waits_until: datetime | None = None
    track: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks, and how to reach them: for the expert who has accepted, and for nobody else (S9.1)."""

    need_id: int
    enterprise: str
    name: str
    phone: str | None
    phone_verified: bool
    region: str
    text: str
    form: str | None


@dataclass(frozen=True, slots=True)
class UntakenNeed:
    """A need that nobody has taken, whose it is and since when."""

    id: int
    person_id: int
    created_at: datetime
    urgent: bool
    answer_by: datetime | None


def untaken_needs(work: UnitOfWork) -> list[UntakenNeed]:
    """All needs that nobody has taken and nobody took back."""
    found = _untaken().where(Need.state.in_(("open", "unanswered"))).order_by(Need.id)
    return [UntakenNeed(*row) for row in work.connection.execute(found)]


def untaken_need(work: UnitOfWork, need_id: int) -> UntakenNeed:
    """The need of this number, which must be there and is not taken."""
    return UntakenNeed(*work.connection.execute(_untaken().where(Need.id == need_id)).one())


def _untaken() -> Select[int, int, datetime, bool, datetime | None]:
    return select(Need.id, Need.person_id, Need.created_at, Need.urgent, Need.answer_by)


def find_need(work: UnitOfWork, need_id: int) -> NeedFacts | None:
    """The need of this number, or None."""
    return needs_by_id(work, [need_id]).get(need_id)


def get_need(work: UnitOfWork, need_id: int) -> NeedFacts:
    """The need of this number. LookupError where there is none."""
    work.flush()
    if rows := _BY_ID.run(work.connection, {"id": need_id}):
        return _fact(rows[0])
    raise LookupError(need_id)


def needs_by_id(work: UnitOfWork, ids: Collection[int]) -> dict[int, NeedFacts]:
    """Of these numbers those there are."""
    return {one.id: one for one in _facts(work, _needs().where(Need.id.in_(ids)))}


def needs_of(
    work: UnitOfWork, enterprise_id: int | None, states: Collection[str] = (), limit: int = 8
) -> list[NeedFacts]:
    """An enterprise's needs, newest first, in these states (all when none is named)."""
    work.flush()
    values = {"enterprise": enterprise_id, "limit": limit}
    return [_fact(row) for row in _own_needs(tuple(states)).run(work.connection, values)]


def needs_to_rate(work: UnitOfWork, enterprise_id: int | None) -> list[NeedFacts]:
    """An enterprise's needs that were served and are not rated, the latest first."""
    work.flush()
    return [_fact(row) for row in _TO_RATE.run(work.connection, {"enterprise": enterprise_id})]


def newest_rated(work: UnitOfWork, enterprise_id: int | None) -> int | None:
    """The need of the enterprise that was rated last; None where it has rated none."""
    work.flush()
    rated = select(Rating.need_id).join(Need, Need.id == Rating.need_id)
    own = rated.where(Need.enterprise_id == enterprise_id, Need.state == "rated")
    return work.session.scalar(own.order_by(Rating.created_at.desc(), Rating.id.desc()).limit(1))


def services_under_way(work: UnitOfWork, expert_id: int | None) -> list[NeedFacts]:
    """What the expert has accepted and not yet served, oldest first; nothing for None."""
    own = _needs().where(Need.expert_id == expert_id, Need.state == "accepted")
    return _facts(work, own.order_by(Need.accepted_at, Need.id))


def needs_waiting(
    work: UnitOfWork, jurisdiction: str | None, states: Collection[str], limit: int
) -> list[NeedFacts]:
    """Needs in these states, inside the jurisdiction, for which nobody is being asked: the urgent ones, those of a
    major event, then as they came.
    """
    pending = exists().where(Offer.need_id == Need.id, Offer.state == "pending")
    found = _needs().where(Need.state.in_(states), inside(Need.region, jurisdiction), ~pending)
    return _facts(work, found.order_by(SEEN_TO_FIRST, Need.id).limit(limit))


def needs_where(work: UnitOfWork, *where: ColumnElement[bool]) -> list[NeedFacts]:
    """Needs of which all this is true, by number: for the queries of other shelves."""
    return _facts(work, _needs().where(*where).order_by(Need.id))


def running_texts(work: UnitOfWork, enterprise_id: int, states: Collection[str]) -> dict[int, str]:
    """The texts of an enterprise's needs in these states, by number."""
    work.flush()
    return dict(_running(tuple(states)).run(work.connection, {"enterprise": enterprise_id}))


def in_state(work: UnitOfWork, enterprise_id: int, states: Collection[str]) -> int | None:
    """The number of the enterprise's newest need in these states; None where there is none."""
    work.flush()
    own = select(Need.id).where(Need.enterprise_id == enterprise_id, Need.state.in_(states))
    return work.session.scalars(own.order_by(Need.id.desc())).first()


@cache
def _running(states: tuple[str, ...]) -> Prepared:
    own = select(Need.id, Need.text).where(Need.enterprise_id == bindparam("enterprise"))
    return Prepared(lambda dialect: own.where(or_(*(Need.state == state for state in states))))


def contact_of(work: UnitOfWork, need_id: int) -> Contact:
    """Whom to get in touch with about a need. Only for the expert who has it in hand."""
    person = (Person.name, Person.phone, Person.phone_verified)
    columns: tuple[Any, ...] = (Need.id, Enterprise.name, *person, Need.region, Need.text, Need.form)
    found = select(*columns).join(Enterprise, Enterprise.id == Need.enterprise_id)
    found = found.join(Person, Person.id == Need.person_id)
    return Contact(*work.session.execute(found.where(Need.id == need_id)).one())


_SERVER, _ASKER = aliased(Person), aliased(Person)


_COLUMNS = tuple(field.name for field in fields(NeedFacts))


def _needs() -> Select[*tuple[Any, ...]]:
    columns = (
        Need.id,
        Need.person_id,
        Need.enterprise_id,
        Enterprise.name.label("enterprise"),
        Need.text,
        Need.domain,
        Need.also,
        Need.region,
        Need.urgent,
        Need.form,
        Need.focus,
        Need.state,
        Need.expert_id,
        _SERVER.name.label("expert"),
        _ASKER.name.label("asker"),
        Need.prefers,
        Need.waits_for,
        Need.waits_until,
        Need.track,
    )
    found = select(*columns).join(Enterprise, Enterprise.id == Need.enterprise_id)
    found = found.join(_ASKER, _ASKER.id == Need.person_id)
    found = found.outerjoin(Expert, Expert.id == Need.expert_id)
    return found.outerjoin(_SERVER, _SERVER.id == Expert.person_id)


def _facts(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[NeedFacts]:
    return [_fact(row) for row in work.session.execute(query)]


def _fact(row: Sequence[Any]) -> NeedFacts:
    values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    values |= {
        "also": tuple(values["also"]),
        "focus": tuple(values["focus"]),
        "prefers": tuple(values["prefers"]),
        "expert": values["expert"] or "",
    }
    return NeedFacts(**values)


@cache
def _own_needs(states: tuple[str, ...]) -> Prepared:
    own = _needs().where(Need.enterprise_id == bindparam("enterprise"))
    own = own.where(or_(*(Need.state == state for state in states))) if states else own
    return Prepared(lambda dialect: own.order_by(Need.id.desc()).limit(bindparam("limit", type_=Integer)))


_BY_ID = Prepared(lambda dialect: _needs().where(Need.id == bindparam("id")))
_TO_RATE = Prepared(
    lambda dialect: (
        _needs()
        .where(Need.enterprise_id == bindparam("enterprise"), Need.state == "served")
        .order_by(Need.served_at.desc(), Need.id.desc())
    )
)


def filed_anew(connection: Connection) -> list[tuple[str, str, str]]:
    """Needs that staff filed under another domain, oldest first: the right domain, the first reading, the text."""
    found = select(Filing.domain, Filing.was, Filing.text).order_by(Filing.id)
    return [(row.domain, row.was, row.text) for row in connection.execute(found)]
