"""Micro-courses 微课: offered by holders, released by staff, opened by everybody (S4.1)."""

from __future__ import annotations

from datetime import datetime

from actions.access import require
from actions.activities.notices import CourseOffered, CourseReleased
from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Course
from storage.unit_of_work import UnitOfWork


def offer_course(
    work: UnitOfWork, speaker: Speaker, title: str, link: str, domain: str | None, now: datetime
) -> tuple[int, bool]:
    """Put a course before the staff of one's place; theirs is released at once. Return its id, and whether it is."""
    region = speaker.jurisdiction or speaker.home
    require(speaker, "publish_event", region, [speaker.person_id])
    state = "released" if speaker.staff_id else "offered"
    one = Course(title=title, link=link, domain=domain, region=region, state=state, created_at=now)
    one.person_id = speaker.person_id
    work.session.add(one)
    work.session.flush()
    if state == "offered":
        notify(work, to_staff(work, region, CourseOffered(one.id), f"course_offered:{one.id}"), now)
    note(work, f"course_{state}", "course", one.id, speaker.person_id, now)
    return one.id, state == "released"


def decide_course(work: UnitOfWork, speaker: Speaker, course_id: int, releases: bool, now: datetime) -> None:
    """Staff release a course, or do not. Refused «no_course», or by authority."""
    one = work.session.get(Course, course_id, with_for_update=True, populate_existing=True)
    if one is None or one.state != "offered":
        raise Refused("no_course", "这门微课已经处理过了。")
    require(speaker, "give_training", one.region)
    one.state = "released" if releases else "withdrawn"
    if releases:
        told = Addressed(one.person_id, CourseReleased(one.id), f"course_released:{one.id}")
        notify(work, [told], now)
    note(work, f"course_{one.state}", "course", one.id, speaker.person_id, now)


def open_course(work: UnitOfWork, course_id: int) -> str:
    """Count one more view; return the link. Refused «course_gone»."""
    one = work.session.get(Course, course_id, with_for_update=True, populate_existing=True)
    if one is None or one.state != "released":
        raise Refused("course_gone", "这门微课已经下架了。")
    one.views += 1
    return one.link
