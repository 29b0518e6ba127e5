"""Trainings that centres give, and who is down for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select

from programme.packs import Kind
from storage.jurisdiction import inside
from storage.tables import Activity, Attendance, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """A training; `audience` is expert, station or both."""

    id: int
    title: str
    held_on: date
    region: str
    place: str
    audience: str
    state: str


_COLUMNS: tuple[Any, ...] = (
    Activity.id,
    Activity.title,
    Activity.held_on,
    Activity.region,
    Activity.place,
    Activity.audience,
    Activity.state,
)


def training(work: UnitOfWork, training_id: int) -> TrainingFacts | None:
    """A training by its id; None where there is none."""
    return next(iter(_found(work, select(*_COLUMNS).where(Activity.id == training_id))), None)


def trainings_in(
    work: UnitOfWork,
    jurisdiction: str | None,
    states: Collection[str],
    *,
    by: date | None = None,
    limit: int | None = None,
) -> list[TrainingFacts]:
    """The trainings of a jurisdiction in these states, the newest first; `by`: those held by this day alone."""
    found = select(*_COLUMNS).where(Activity.state.in_(states), inside(Activity.region, jurisdiction))
    if by is not None:
        found = found.where(Activity.held_on <= by)
    return _found(work, found.order_by(Activity.held_on.desc(), Activity.id.desc()).limit(limit))


def trainings_to_answer(work: UnitOfWork, kind: Kind, holder_id: int, today: date) -> list[TrainingFacts]:
    """Announced trainings of the whole country that lie ahead, are meant for this kind of holder, and that this
    one has not answered."""
    answered = select(Attendance.activity_id).where(
        Attendance.holder == kind, Attendance.holder_id == holder_id
    )
    found = select(*_COLUMNS).where(
        Activity.state == "announced",
        Activity.held_on >= today,
        Activity.audience.in_((kind, "both")),
        Activity.id.not_in(answered),
    )
    return _found(work, found.order_by(Activity.id))


def names_down(work: UnitOfWork, training_id: int) -> list[str]:
    """The names of those signed up for a training, in the order in which they did."""
    down = select(Person.name).join(Attendance, Attendance.person_id == Person.id)
    down = down.where(Attendance.activity_id == training_id, Attendance.state == "signed_up")
    return list(work.session.scalars(down.order_by(Attendance.id)))


def attendance_of(work: UnitOfWork, trainings: Collection[int]) -> dict[tuple[int, str], int]:
    """How many are in which state of each training, by its id and the state."""
    counted = select(Attendance.activity_id, Attendance.state, func.count())
    counted = counted.where(Attendance.activity_id.in_(trainings))
    rows = work.session.execute(counted.group_by(Attendance.activity_id, Attendance.state))
    return {(training, state): count for training, state, count in rows}


def attended(work: UnitOfWork, kind: str, holder_id: int) -> int:
    """How many trainings a holder has on record."""
    came = select(func.count()).where(
        Attendance.holder == kind, Attendance.holder_id == holder_id, Attendance.state == "attended"
    )
    return work.session.scalar(came) or 0


def trained_by(work: UnitOfWork, kind: str, holder_id: int, day: date) -> bool:
    """Whether a holder had been at a training before or on a day."""
    came = exists().where(
        Attendance.activity_id == Activity.id,
        Attendance.holder == kind,
        Attendance.holder_id == holder_id,
        Attendance.state == "attended",
        Activity.held_on <= day,
    )
    return bool(work.session.scalar(select(came)))


def _found(work: UnitOfWork, query: Any) -> list[TrainingFacts]:
    return [TrainingFacts(*row) for row in work.session.execute(query.where(Activity.kind == "training"))]
