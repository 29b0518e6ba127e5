"""Tasks from a centre, and who has done them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from storage.jurisdiction import inside
from storage.tables import Person, Task, TaskAnswer
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task: what is to be done, by when (that day counts)."""

    id: int
    text: str
    due_on: date


_COLUMNS = (Task.id, Task.text, Task.due_on)


def task(work: UnitOfWork, task_id: int) -> TaskFacts | None:
    """A task by its id; None where there is none."""
    row = work.session.execute(select(*_COLUMNS).where(Task.id == task_id)).first()
    return TaskFacts(*row) if row else None


def tasks_in(work: UnitOfWork, jurisdiction: str | None, since: date) -> list[TaskFacts]:
    """A jurisdiction's tasks that were due on this day or later, the next first."""
    found = select(*_COLUMNS).where(inside(Task.region, jurisdiction), Task.due_on >= since)
    return [TaskFacts(*row) for row in work.session.execute(found.order_by(Task.due_on, Task.id))]


def tasks_to_do(work: UnitOfWork, person_id: int, today: date) -> list[TaskFacts]:
    """What was asked of somebody, is not answered and not over, the next first."""
    own = select(*_COLUMNS).join(TaskAnswer, TaskAnswer.task_id == Task.id)
    own = own.where(TaskAnswer.person_id == person_id, TaskAnswer.state == "asked", Task.due_on >= today)
    return [TaskFacts(*row) for row in work.session.execute(own.order_by(Task.due_on, Task.id))]


def counts(work: UnitOfWork, task_id: int) -> dict[str, int]:
    """How many have done it, declined it, or not answered, by state."""
    found = select(TaskAnswer.state, func.count()).where(TaskAnswer.task_id == task_id)
    rows = work.session.execute(found.group_by(TaskAnswer.state))
    return {row[0]: row[1] for row in rows}


def silent(work: UnitOfWork, task_id: int) -> list[tuple[int, str]]:
    """Who has not answered: person and name."""
    found = select(Person.id, Person.name).join(TaskAnswer, TaskAnswer.person_id == Person.id)
    found = found.where(TaskAnswer.task_id == task_id, TaskAnswer.state == "asked")
    return [(key, name or "一位") for key, name in work.session.execute(found.order_by(Person.id))]


def due_between(work: UnitOfWork, first: date, last: date) -> list[TaskFacts]:
    """Tasks that are due on one of these days."""
    found = select(*_COLUMNS).where(Task.due_on.between(first, last)).order_by(Task.id)
    return [TaskFacts(*row) for row in work.session.execute(found)]


def next_due_on(work: UnitOfWork, since: date) -> date | None:
    """The first day on which a task is due."""
    return work.session.scalar(select(func.min(Task.due_on)).where(Task.due_on >= since))
