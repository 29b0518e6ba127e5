"""What has happened with a person: services, offers, decisions, papers, notices, looks and cases, in one statement."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from storage.jurisdiction import ranged
from storage.queries.complaints.cases import accuses
from storage.queries.titles.holders import held_by, holding
from storage.tables import (
    Audit,
    Case,
    Diary,
    Enterprise,
    Expert,
    IssuedPaper,
    Need,
    Offer,
    Outbox,
    Person,
    Qualification,
    StaffDecision,
)
from storage.together import together
from storage.unit_of_work import UnitOfWork

LOOKS = ("look_up", "see_phone", "see_page", "export_person")
Asked = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, of which sort, what it is about (`key`), and words or codes that tell it."""

    at: datetime | date
    sort: str
    key: int
    code: str = ""
    words: str = ""
    more: str = ""
    facts: Mapping[str, Any] | None = None
    """Of a notice that is not worded yet."""


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Who reads cases: those of these kinds that lie in the jurisdiction, and never one that accuses them."""

    name: str
    jurisdiction: str | None
    kinds: Collection[str]


def of_person(work: UnitOfWork, person_id: int, most: int, reader: CaseReader) -> list[Event]:
    """The newest of each sort, in no order; of their cases those that the reader may see."""
    sorts: tuple[tuple[Asked, Callable[..., Event]], ...] = (
        (_services(person_id), _service),
        (_offers(person_id), _offer),
        (_decisions(person_id), _decision),
        (_papers(person_id), _paper),
        (_notices(person_id), _notice),
        (_looks(person_id), _look),
    )
    *found, cases = together(
        work, *(asked.limit(most) for asked, _ in sorts), _cases(person_id, reader).limit(most)
    )
    events = [told(*row) for (_, told), rows in zip(sorts, found, strict=True) for row in rows]
    return events + [
        Event(at, "case", key, kind, text, state)
        for at, key, kind, text, state, against in cases
        if not accuses(reader.name, kind, against, text)
    ]


def _services(person_id: int) -> Asked:
    columns = (Diary.served_on, Diary.id, Diary.state, Diary.hours, Diary.enterprises, Diary.outcome)
    return select(*columns).where(Diary.person_id == person_id).order_by(Diary.id.desc())


def _service(on: date, key: int, state: str, hours: Decimal, firms: int, outcome: str) -> Event:
    return Event(on, "service", key, state, outcome, f"{hours}/{firms}")


def _offers(person_id: int) -> Asked:
    columns = (Offer.created_at, Need.id, Offer.state, Enterprise.name, Offer.decline_reason)
    found = (
        select(*columns)
        .join(Need, Need.id == Offer.need_id)
        .join(Enterprise, Enterprise.id == Need.enterprise_id)
    )
    mine = select(Expert.id).where(Expert.person_id == person_id).scalar_subquery()
    return found.where(Offer.expert_id == mine).order_by(Offer.id.desc())


def _offer(at: datetime, need: int, state: str, firm: str, why_not: str | None) -> Event:
    return Event(at, "offer", need, state, firm, why_not or "")


def _decisions(person_id: int) -> Asked:
    by = aliased(Person)
    columns = (StaffDecision.proposed_at, StaffDecision.id, StaffDecision.deed, StaffDecision.reason, by.name)
    found = select(*columns).join(by, by.id == StaffDecision.proposed_by)
    return found.where(StaffDecision.person_id == person_id).order_by(StaffDecision.id.desc())


def _decision(at: datetime, key: int, deed: str, reason: str, by: str) -> Event:
    return Event(at, "decision", key, deed, reason, by)


def _papers(person_id: int) -> Asked:
    columns = (IssuedPaper.issued_at, IssuedPaper.id, IssuedPaper.kind, IssuedPaper.number, IssuedPaper.state)
    found = holding(*columns).join(IssuedPaper, IssuedPaper.qualification_id == Qualification.id)
    return found.where(held_by(person_id)).order_by(IssuedPaper.id.desc())


def _paper(at: datetime, key: int, kind: str, number: str, state: str) -> Event:
    return Event(at, "paper", key, kind, number, state)


def _notices(person_id: int) -> Asked:
    columns = (
        func.coalesce(Outbox.sent_at, Outbox.created_at),
        Outbox.id,
        Outbox.state,
        Outbox.kind,
        Outbox.shown,
        Outbox.facts,
    )
    told = (Outbox.person_id == person_id, Outbox.inbox_id.is_(None), Outbox.state != "dropped")
    return select(*columns).where(*told).order_by(Outbox.id.desc())


def _notice(
    at: datetime | str, key: int, state: str, kind: str, shown: dict[str, Any] | None, facts: dict[str, Any]
) -> Event:
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    return Event(moment, "notice", key, state, _worded(shown or {}), kind, None if shown else facts)


def _worded(shown: Mapping[str, Any]) -> str:
    """All that a message says: its text, else what its card is called."""
    card = shown.get("card") or {}
    return str(shown.get("text") or card.get("title") or "")


def _looks(person_id: int) -> Asked:
    columns = (Audit.at, Audit.id, Audit.deed, Person.name, Audit.detail)
    found = select(*columns).join(Person, Person.id == Audit.person_id)
    found = found.where(Audit.subject == "person", Audit.subject_id == person_id, Audit.deed.in_(LOOKS))
    return found.order_by(Audit.id.desc())


def _look(at: datetime, key: int, deed: str, by: str, detail: Mapping[str, Any]) -> Event:
    return Event(at, "look", key, deed, by, str(detail.get("reason", "")))


def _cases(person_id: int, reader: CaseReader) -> Asked:
    columns = (Case.filed_at, Case.id, Case.kind, Case.text, Case.state, Case.against)
    here = (
        Case.person_id == person_id,
        Case.kind.in_(reader.kinds),
        ranged(Case.region, reader.jurisdiction),
    )
    return select(*columns).where(*here).order_by(Case.id.desc())
