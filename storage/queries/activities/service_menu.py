"""The service menu: what staff have listed, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from storage.jurisdiction import inside
from storage.tables import ServiceItem
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item. `text` says what it holds; `domain` is the field of a need that it opens, None where it has none."""

    id: int
    title: str
    text: str
    domain: str | None
    region: str


def service_items(work: UnitOfWork) -> list[ItemFacts]:
    """All that are listed, in the order in which they were added."""
    return _found(work)


def service_item(work: UnitOfWork, item_id: int) -> ItemFacts | None:
    """A listed item by its id; None where there is none."""
    return next(iter(_found(work, ServiceItem.id == item_id)), None)


def own_service_items(work: UnitOfWork, jurisdiction: str | None) -> list[ItemFacts]:
    """What the staff of a jurisdiction may take off."""
    return _found(work, inside(ServiceItem.region, jurisdiction))


def _found(work: UnitOfWork, *where: Any) -> list[ItemFacts]:
    columns = (
        ServiceItem.id,
        ServiceItem.title,
        ServiceItem.text,
        ServiceItem.domain,
        ServiceItem.region,
    )
    found = select(*columns).where(ServiceItem.state == "listed", *where).order_by(ServiceItem.id)
    return [ItemFacts(*row) for row in work.session.execute(found)]
