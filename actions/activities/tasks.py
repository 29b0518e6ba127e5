"""Tasks: a centre asks holders for a deed by a day; each does it or declines, and nobody must (S10.11, S9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from actions.access import require
from actions.activities.notices import TaskGiven
from actions.activities.trainings import audience_of
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from programme.packs import Kind
from programme.qualification import SERVING
from storage.queries.people.speakers import Speaker
from storage.queries.staff.teams import members
from storage.queries.titles.holders import holders_in
from storage.tables import Task, TaskAnswer
from storage.unit_of_work import UnitOfWork

TEAM = "team-"
"""What the audience of a task begins with that is given to a team; its number follows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A task as its giver confirmed it. `audience`: expert, station or both; or a team's, «team-3». `region`: where they are at
    home, if not all of the jurisdiction is meant.
    """

    text: str
    due_on: date
    audience: str
    region: str | None = None


def give_task(work: UnitOfWork, speaker: Speaker, asked: Asked, now: datetime) -> tuple[int, int]:
    """Give a task to the serving holders of the place; return its id and how many have it. Refused «nobody_there»."""
    region = asked.region or speaker.jurisdiction
    require(speaker, "notify_many", region)
    people = _whom(work, region, asked.audience)
    if not people:
        raise Refused("nobody_there", "辖区里现在没有这样的专家和工作站。")
    one = Task(
        text=asked.text,
        due_on=asked.due_on,
        region=region,
        audience=asked.audience,
        person_id=speaker.person_id,
        created_at=now,
    )
    work.session.add(one)
    work.session.flush()
    work.session.add_all(
        TaskAnswer(task_id=one.id, person_id=person, state="asked", changed_at=now) for person in people
    )
    told = TaskGiven(one.id)
    notify(work, (Addressed(person, told, f"task:{one.id}:{person}") for person in people), now)
    note(work, "give_task", "task", one.id, speaker.person_id, now, count=len(people))
    return one.id, len(people)


def _whom(work: UnitOfWork, region: str | None, audience: str) -> list[int]:
    """The persons of a team, or the serving holders of these kinds, in a place."""
    kinds: tuple[Kind, ...] = ("expert",) if audience.startswith(TEAM) else audience_of(audience)
    serving = {who.person_id for who in holders_in(work, region, SERVING, kinds=kinds)}
    if audience.startswith(TEAM):
        serving &= {one.person_id for one in members(work, int(audience.removeprefix(TEAM)))}
    return sorted(serving)


def answer_task(work: UnitOfWork, speaker: Speaker, task_id: int, does: bool, now: datetime) -> None:
    """It is done, or declined, for which nobody asks a reason. Refused «no_task»."""
    own = select(TaskAnswer).where(TaskAnswer.task_id == task_id, TaskAnswer.person_id == speaker.person_id)
    found = work.session.scalars(own.with_for_update()).first()
    if found is None:
        raise Refused("no_task", "没有交给您的这项任务。")
    found.state, found.changed_at = ("done" if does else "declined"), now
    note(work, f"task_{found.state}", "task", task_id, speaker.person_id, now)
