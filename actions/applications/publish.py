"""The level whose step it is begins the publicity of those who were passed below (ZJ 四（二）: the city reviews, the province publishes)."""

from __future__ import annotations

from datetime import datetime

from actions.access import may, pack_of, step
from actions.applications.apply import PASSED
from actions.applications.notices import InPublicity
from actions.applications.publicity import begin, publicity_at
from actions.applications.review import access_application
from actions.audit import note
from actions.notify import Addressed, notify
from actions.road import life_on_its_road
from actions.steps import StepOwners
from programme.packs import RulePack
from storage.queries.applications.filed import ApplicationFacts, applications_in, deeds_of
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def publish(work: UnitOfWork, speaker: Speaker, application_id: int, rules: RulePack, now: datetime) -> None:
    """Begin its publicity; the applicant is told. Refused «wrong_level», or by its life."""
    application, pack = access_application(work, speaker, application_id, rules)
    transition = step(life_on_its_road(application, pack), application.state, "publish", speaker)
    owners, at = StepOwners(work), publicity_at(application, pack, now)
    owners.require(speaker, at)
    begin(application, pack, rules.calendar, now)
    application.state, application.decided_at = transition.target, now
    key = f"{application.state}:{application.id}:{deeds_of(work, application.id)}"
    notify(work, [Addressed(application.person_id, InPublicity(application.id, was_passed=True), key)], now)
    clause = {"clause": transition.clause}
    note(work, "publish_application", "application", application.id, speaker.person_id, now, **clause)


def publishable(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime, *, own: bool = True
) -> list[ApplicationFacts]:
    """Those that were passed and wait for their publicity; where `own`, for the speaker to begin it."""
    waiting = applications_in(work, speaker.jurisdiction, (PASSED,), but_of=speaker.person_id)
    owners = StepOwners(work)
    return [one for one in waiting if not own or may_publish(owners, speaker, one, rules, now)]


def may_publish(
    owners: StepOwners, speaker: Speaker, one: ApplicationFacts, rules: RulePack, now: datetime
) -> bool:
    """Whether beginning its publicity is the speaker's."""
    at = publicity_at(one, pack_of(one.pack, rules), now)
    able = may(speaker, "review", one.region, [one.person_id])
    return able and owners.owns(speaker.jurisdiction, at)
