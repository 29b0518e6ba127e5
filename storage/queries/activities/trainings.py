"""Trainings that centres give, and who is down for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from language.regions import are_nested
from programme.activities import TRAINING
from programme.packs import Kind
from storage.jurisdiction import inside
from storage.tables import Activity, Attendance, Expert, Person, Station
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


def trainings_to_answer(
    work: UnitOfWork, kind: Kind, holder_id: int, today: date, *, declined: bool = False
) -> list[TrainingFacts]:
    """Announced trainings of the whole country that lie ahead, are meant for this kind of holder, and that this
    one has not answered, or has `declined` where that is asked for."""
    answered = select(Attendance.activity_id).where(
        Attendance.holder == kind, Attendance.holder_id == holder_id
    )
    if declined:
        answered = answered.where(Attendance.state != "declined")
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
    """How many trainings a holder has on record, of centres and of stations."""
    found = select(func.count(Attendance.id)).join(Activity, Activity.id == Attendance.activity_id)
    return work.session.scalar(found.where(_came(kind, holder_id))) or 0


def trained_by(work: UnitOfWork, kind: str, holder_id: int, day: date) -> bool:
    """Whether a holder had been at a training before or on a day."""
    came = exists().where(
        Attendance.activity_id == Activity.id, _came(kind, holder_id), Activity.held_on <= day
    )
    return bool(work.session.scalar(select(came)))


def next_for(work: UnitOfWork, region: str | None, kind: Kind, today: date) -> TrainingFacts | None:
    """The next training that a centre of this place has announced for this kind of holder."""
    ahead = select(*_COLUMNS).where(
        Activity.state == "announced", Activity.held_on >= today, Activity.audience.in_((kind, "both"))
    )
    found = _found(work, ahead.order_by(Activity.held_on, Activity.id))
    return next((one for one in found if are_nested(region or "", one.region)), None)


def is_signed_up(work: UnitOfWork, training_id: int, kind: Kind, holder_id: int) -> bool:
    """Whether a holder has signed up for a training."""
    own = select(Attendance.id).where(
        Attendance.activity_id == training_id, Attendance.holder == kind, Attendance.holder_id == holder_id
    )
    return work.session.scalar(own.where(Attendance.state == "signed_up")) is not None


def activity_title(work: UnitOfWork, activity_id: int) -> str:
    """What a training is called, whoever gave it; empty where there is none."""
    return work.session.scalar(select(Activity.title).where(Activity.id == activity_id)) or ""


def _came(kind: str, holder_id: int) -> ColumnElement[bool]:
    """An attendance of theirs: at a training of a centre, or as a guest at what a station or a centre holds as one."""
    holder = Expert if kind == "expert" else Station
    person = select(holder.person_id).where(holder.id == holder_id).scalar_subquery()
    own = and_(Attendance.holder == kind, Attendance.holder_id == holder_id)
    guest = and_(Attendance.holder == "person", Attendance.holder_id == person, Attendance.part == "guest")
    return and_(Attendance.state == "attended", or_(own, and_(guest, Activity.sort == TRAINING)))


def _found(work: UnitOfWork, query: Any) -> list[TrainingFacts]:
    return [TrainingFacts(*row) for row in work.session.execute(query.where(Activity.kind == "training"))]
