"""A training that somebody was at lets them serve, where their title waits for one (S7.3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from actions.activities.notices import Trained
from actions.audit import note
from actions.notify import Addressed, notify
from storage.tables import Activity, Expert, Qualification, Station
from storage.unit_of_work import UnitOfWork


def put_on_record(work: UnitOfWork, one: Activity, people: Collection[int], now: datetime) -> None:
    """These persons were at a training: those who hold a title hear that it is on record, and from now on experts may serve."""
    freed = {who for who in people if _let_serve(work, who, one.id, now)}
    told = [
        Addressed(who, Trained(one.id, frees=who in freed), f"trained:{one.id}:{who}")
        for who in people
        if who in freed or _holds(work, who)
    ]
    notify(work, told, now)


def _let_serve(work: UnitOfWork, person_id: int, activity_id: int, now: datetime) -> bool:
    """Whether titles of theirs waited for it."""
    held = select(Qualification).join(Expert, Expert.id == Qualification.holder_id)
    held = held.where(Qualification.holder == "expert", Qualification.awaits_training)
    waiting = list(work.session.scalars(held.where(Expert.person_id == person_id).with_for_update()))
    for title in waiting:
        title.awaits_training = False
        note(work, "may_serve", "qualification", title.id, person_id, now, activity=activity_id)
    return bool(waiting)


def _holds(work: UnitOfWork, person_id: int) -> bool:
    return any(
        work.session.scalar(select(model.id).where(model.person_id == person_id))
        for model in (Expert, Station)
    )
