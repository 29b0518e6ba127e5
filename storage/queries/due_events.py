"""What falls due within a window of time, each found through an index; and how far the calendar has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Application, Expert, Need, Offer, Sweep
from storage.unit_of_work import UnitOfWork

Moment = TypeVar("Moment", date, datetime)
MARK = "moments"
Found = Sequence[Any]
"""Rows by the names of their columns."""


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens`, which was seen to, up to `closes`, which is now."""

    opens: datetime
    closes: datetime

    def shifted(self, by: timedelta) -> Window:
        """The window in which something lies that falls due so much earlier, or later."""
        return Window(self.opens + by, self.closes + by)

    def holds(self, column: Any) -> ColumnElement[bool]:
        return and_(column > self.opens, column <= self.closes)

    @property
    def dates(self) -> bool:
        """Whether a new day has begun in it."""
        return self.opens.astimezone(self.closes.tzinfo).date() < self.closes.date()


def advance(work: UnitOfWork) -> datetime | None:
    """How far it has come, locked until the transaction ends; None at the very first time."""
    mark = select(Sweep.until).where(Sweep.name == MARK).with_for_update()
    return work.connection.execute(mark).scalar()


def read_watermark(work: UnitOfWork, now: datetime) -> None:
    """Move the mark."""
    dialect = sqlite if work.on_sqlite else postgresql
    mark = dialect.insert(Sweep).values(name=MARK, until=now)
    work.connection.execute(mark.on_conflict_do_update(index_elements=[Sweep.name], set_={"until": now}))


def lapsing(work: UnitOfWork, now: datetime, by: datetime) -> Found:
    """Offers without an answer that lapse by then, and have not yet."""
    columns = (Offer.id, Offer.created_at, Offer.expires_at, Need.urgent, Expert.person_id)
    pending = and_(Offer.state == "pending", Offer.expires_at > now, Offer.expires_at <= by)
    found = select(*columns).select_from(Offer).join(Need, Need.id == Offer.need_id)
    found = found.join(Expert, Expert.id == Offer.expert_id)
    return work.connection.execute(found.where(pending)).all()


def without_diary(work: UnitOfWork, windows: Sequence[Window]) -> Found:
    """Services accepted within one of the windows, still under way."""
    columns = (Need.id.label("need_id"), Need.expert_id, Need.accepted_at, Expert.person_id)
    within = or_(*(window.holds(Need.accepted_at) for window in windows))
    found = select(*columns).select_from(Need).join(Expert, Expert.id == Need.expert_id)
    return work.connection.execute(found.where(Need.state == "accepted", within)).all()


def without_rating(work: UnitOfWork, window: Window) -> Found:
    """Services done within the window and not rated."""
    columns = (Need.id, Need.person_id, Need.served_at)
    return work.connection.execute(
        select(*columns).where(Need.state == "served", window.holds(Need.served_at))
    ).all()


def ending_publicity(work: UnitOfWork, day: date) -> Found:
    """Applications whose 公示 ends on this day."""
    columns = (Application.id, Application.publicity_ends, Application.region)
    ending = and_(Application.state == "publicity", Application.publicity_ends == day)
    return work.connection.execute(select(*columns).where(ending)).all()


def first_lapse(work: UnitOfWork, after: datetime, urgent: bool) -> datetime | None:
    """When the first offer without an answer lapses."""
    first = select(func.min(Offer.expires_at)).join(Need, Need.id == Offer.need_id)
    return _first(
        work, first.where(Offer.state == "pending", Need.urgent == urgent, Offer.expires_at > after)
    )


def first_service(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first service under way was accepted."""
    return _first(
        work, select(func.min(Need.accepted_at)).where(Need.state == "accepted", Need.accepted_at > after)
    )


def first_unrated(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first service without a rating was done."""
    return _first(
        work, select(func.min(Need.served_at)).where(Need.state == "served", Need.served_at > after)
    )


def first_end_of_publicity(work: UnitOfWork, after: date) -> date | None:
    """The first last day of 公示 after a day."""
    ends = select(func.min(Application.publicity_ends))
    return _first(work, ends.where(Application.state == "publicity", Application.publicity_ends > after))


def _first(work: UnitOfWork, query: Select[Moment | None]) -> Moment | None:
    return work.connection.execute(query).scalar()
