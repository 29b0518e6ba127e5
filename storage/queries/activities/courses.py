"""Micro-courses: what is released, for everybody; what waits for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from storage.jurisdiction import inside
from storage.tables import Course, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A course and who offered it. States as of `storage.tables.Course`."""

    id: int
    title: str
    link: str
    domain: str | None
    state: str
    views: int
    giver: str
    region: str | None


def course(work: UnitOfWork, course_id: int) -> CourseFacts | None:
    """A course by its id; None where there is none."""
    return next(iter(_found(work, Course.id == course_id)), None)


def courses(work: UnitOfWork) -> list[CourseFacts]:
    """All that are released, the newest first."""
    return _found(work, Course.state == "released")


def offered_courses(work: UnitOfWork, jurisdiction: str | None) -> list[CourseFacts]:
    """What waits for the staff of a jurisdiction to release."""
    return _found(work, Course.state == "offered", inside(Course.region, jurisdiction))


def _found(work: UnitOfWork, *where: Any) -> list[CourseFacts]:
    columns = (Course.id, Course.title, Course.link, Course.domain, Course.state, Course.views)
    found = select(*columns, Person.name, Course.region).join(Person, Person.id == Course.person_id)
    return [CourseFacts(*row) for row in work.session.execute(found.where(*where).order_by(Course.id.desc()))]
