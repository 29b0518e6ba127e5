"""What is past the time that the pack promised (`Need.answer_by`, `contact_by`, `review_by`): questions for lists, and rows for figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select

from programme.packs.times import Step
from storage.jurisdiction import inside
from storage.queries.reports.span import Span
from storage.queries.reports.undone import dated
from storage.queries.reports.waiting import Asked, Question, Reach, WaitingHolder, once
from storage.queries.staff.put_off import on_day, put_off
from storage.tables import Enterprise, Expert, Need, Person, Rating

REVIEWED_WITHIN = timedelta(days=30)
"""So long after its time a service without a rating is still listed; later nobody remembers it well."""
_SILENT = or_(Need.contacted_at.is_(None), Need.contacted_at < Need.accepted_at)


def late_answer(at: Reach, now: datetime) -> Asked[WaitingHolder]:
    """Needs that nobody took on in time, while others are still being asked; by their firm and the day of that time."""
    return Asked(dated(now), _late_answer(at.jurisdiction), on_day(now.date()) | {"answer_before": now})


@once
def _late_answer(jurisdiction: str) -> Question:
    query = select(Need.id, Enterprise.name, Need.answer_by, Need.person_id)
    query = query.join(Enterprise, Enterprise.id == Need.enterprise_id)
    late = and_(Need.state == "open", Need.answer_by <= bindparam("answer_before"))
    open_ones = and_(late, inside(Need.region, jurisdiction), ~put_off("late_answer", Need.id))
    return query.where(open_ones).order_by(Need.answer_by, Need.id)


def late_contact(at: Reach, now: datetime) -> Asked[WaitingHolder]:
    """Needs taken on of which nobody has said in time that both are in touch; by their expert."""
    return Asked(dated(now), _late_contact(at.jurisdiction), on_day(now.date()) | {"contact_before": now})


@once
def _late_contact(jurisdiction: str) -> Question:
    late = and_(Need.state == "accepted", Need.contact_by <= bindparam("contact_before"), _SILENT)
    return _by_expert(jurisdiction, "late_contact", Need.contact_by, late)


def late_review(at: Reach, now: datetime) -> Asked[WaitingHolder]:
    """Services whose firm has not said in time how they were; by their expert."""
    known = {"review_before": now, "review_after": now - REVIEWED_WITHIN}
    return Asked(dated(now), _late_review(at.jurisdiction), on_day(now.date()) | known)


@once
def _late_review(jurisdiction: str) -> Question:
    late = and_(
        Need.state == "served",
        Need.review_by <= bindparam("review_before"),
        Need.review_by > bindparam("review_after"),
    )
    return _by_expert(jurisdiction, "late_review", Need.review_by, late)


def _by_expert(jurisdiction: str, what: str, by: Any, late: Any) -> Question:
    query = select(Need.id, Person.name, by, Person.id)
    query = query.join(Expert, Expert.id == Need.expert_id).join(Person, Person.id == Expert.person_id)
    here = (late, inside(Need.region, jurisdiction), ~put_off(what, Need.id))
    return query.where(*here).order_by(by, Need.id)


@dataclass(frozen=True, slots=True)
class Promise:
    """One time that was promised: since when it ran, by when it was to be kept, when that was done; None while it is not."""

    since: datetime
    by: datetime
    done: datetime | None


def promises(connection: Connection, jurisdiction: str, span: Span, step: Step) -> Iterator[Promise]:
    """Those whose time began within the span. A need that its firm took back before anybody answered promised nothing more.

    Where nobody said that both are in touch, a service that took place says so at its own time.
    """
    called = case((_SILENT, None), else_=Need.contacted_at)
    since, by, done = {
        "answer": (Need.created_at, Need.answer_by, Need.accepted_at),
        "contact": (Need.accepted_at, Need.contact_by, func.coalesce(called, Need.served_at)),
        "review": (Need.served_at, Need.review_by, Rating.created_at),
    }[step]
    found = select(since, by, done).select_from(Need).outerjoin(Rating, Rating.need_id == Need.id)
    found = found.where(span.holds(since), by.is_not(None), inside(Need.region, jurisdiction))
    found = found.where(or_(Need.state != "withdrawn", Need.accepted_at.is_not(None)))
    for row in connection.execute(found):
        yield Promise(*row)
