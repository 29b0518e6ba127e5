"""A pass is taken back while the application is in publicity: it is under review again, and the applicant hears why."""

from __future__ import annotations

from datetime import datetime

from actions.access import kind_of, may, step
from actions.applications.apply import PASSED
from actions.applications.notices import InPublicity, PassedFirst, PassTakenBack
from actions.applications.review import access_application
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.road import life_on_its_road
from actions.steps import StepAt, StepOwners
from programme.packs import RulePack
from storage.queries.applications.filed import ApplicationFacts, applications_in, deeds_of
from storage.queries.delivery.arrived import call_off, has_arrived
from storage.queries.people.speakers import Speaker
from storage.tables import Application
from storage.unit_of_work import UnitOfWork


def recall_pass(
    work: UnitOfWork, speaker: Speaker, application_id: int, reason: str, rules: RulePack, now: datetime
) -> None:
    """Back to the review that passed it; told only where the applicant knew of the publicity. Refused «no_reason», or by its life."""
    application, pack = access_application(work, speaker, application_id, rules)
    if not reason:
        raise Refused("no_reason", "撤回公示，原因是？会原样写给本人。")
    transition = step(life_on_its_road(application, pack), application.state, "recall", speaker)
    at = StepAt("review", pack, kind_of(application.kind), application.region, transition.level)
    StepOwners(work).require(speaker, at)
    application.state, application.reason = transition.target, reason
    application.published_on = application.publicity_ends = application.decided_at = None
    application.passed_on = None
    told = [kind for kind in (PassedFirst.kind, InPublicity.kind) if _heard(work, application, kind)]
    if told:
        key = f"pass_taken_back:{application.id}:{deeds_of(work, application.id)}"
        notify(work, [Addressed(application.person_id, PassTakenBack(application.id), key)], now)
    for kind in (PassedFirst.kind, InPublicity.kind):
        call_off(work, application.person_id, kind, application=application.id)
    note(work, "recall_pass", "application", application.id, speaker.person_id, now, reason=reason)


def _heard(work: UnitOfWork, application: Application, kind: str) -> bool:
    return has_arrived(work, application.person_id, kind, application=application.id)


def recallable(work: UnitOfWork, speaker: Speaker) -> list[ApplicationFacts]:
    """Those passed or in publicity that the speaker may review."""
    shown = applications_in(work, speaker.jurisdiction, (PASSED, "publicity"), but_of=speaker.person_id)
    return [one for one in shown if may(speaker, "review", one.region, [one.person_id])]
