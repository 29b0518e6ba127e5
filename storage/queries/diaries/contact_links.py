"""What contacts who are not here said of diaries by a one-time link."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from storage.tables import ContactLink, Diary
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """A link and what came of it; `answer` None as long as nobody has used it."""

    id: int
    diary_id: int
    answer: str | None
    stars: int | None
    hours: Decimal | None
    expires_at: datetime


def open_link(work: UnitOfWork, code_hash: str, now: datetime) -> LinkFacts | None:
    """The link of this code while it may still be used and its diary stands."""
    found = _links().where(ContactLink.code_hash == code_hash, ContactLink.used_at.is_(None))
    row = work.session.execute(found.where(ContactLink.expires_at > now, Diary.state == "recorded")).first()
    return LinkFacts(*row) if row else None


def links_of(work: UnitOfWork, diaries: Collection[int]) -> dict[int, LinkFacts]:
    """The newest link of each of these diaries that has one; an answered one before all."""
    work.flush()
    found = _links().where(ContactLink.diary_id.in_(diaries))
    rows = work.session.execute(found.order_by(ContactLink.used_at.is_not(None), ContactLink.id))
    return {row.diary_id: LinkFacts(*row) for row in rows}


def link(work: UnitOfWork, link_id: int) -> LinkFacts | None:
    """A link by its id."""
    row = work.session.execute(_links().where(ContactLink.id == link_id)).first()
    return LinkFacts(*row) if row else None


def issued(work: UnitOfWork, *, diary_id: int | None = None, by: int | None = None, since: datetime) -> int:
    """How many links were given since then: of a diary, or by a person."""
    found = select(func.count()).select_from(ContactLink).where(ContactLink.issued_at >= since)
    found = found.where(ContactLink.diary_id == diary_id) if diary_id is not None else found
    found = found.where(ContactLink.issued_by == by) if by is not None else found
    return work.session.execute(found).scalar_one()


def _links() -> Select[*tuple[Any, ...]]:
    columns = (
        ContactLink.id,
        ContactLink.diary_id,
        ContactLink.answer,
        ContactLink.stars,
        ContactLink.hours,
        ContactLink.expires_at,
    )
    found: Select[*tuple[Any, ...]] = select(*columns)
    return found.join(Diary, Diary.id == ContactLink.diary_id)
