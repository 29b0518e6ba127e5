"""The recommendation track: whom the body has certified itself is taken in directly (S2.2)."""

from __future__ import annotations

from datetime import datetime

from actions.access import actor_of, kind_of, may_ever, pack_of, policy, require
from actions.applications.apply import REVIEWS, Filing, recommended
from actions.applications.certify import certify
from actions.applications.notices import Recommended
from actions.applications.review import access_application
from actions.audit import note
from actions.notify import notify
from actions.refusal import Refused
from actions.road import life_on_its_road
from actions.steps import StepAt, StepOwners, has_waited
from programme.application import recommendation
from programme.packs import Kind, RulePack
from programme.packs.admitting import Recommendation
from programme.qualification import IN_FORCE
from storage.queries.applications.filed import ApplicationFacts, applications_in
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import holders_in
from storage.tables import Application, Dialogue, Person
from storage.unit_of_work import UnitOfWork

FIRST = "recommended"
NO_GROUND = "由谁、什么时候认定过？"


def recommend(
    work: UnitOfWork, speaker: Speaker, filing: Filing, ground: str, rules: RulePack, now: datetime
) -> int:
    """Put forward somebody who has not applied, by a `ground` that says by whom and when they were certified;
    return the application's id.

    Whoever reviews takes them in; they come into the chat by a one-time code.
    """
    clause = _check(work, speaker, filing, ground, rules)
    one = recommended(filing, newcomer(work, filing, now), rules, ground, now)
    work.session.add(one)
    work.session.flush()
    key = f"recommended:{one.id}"
    taken_in = StepAt("certify", rules, filing.kind, one.region)
    notify(work, StepOwners(work).told(taken_in, Recommended(one.id), key), now)
    note(work, "recommend", "application", one.id, speaker.person_id, now, clause=clause, reason=ground)
    return one.id


def _check(work: UnitOfWork, speaker: Speaker, filing: Filing, ground: str, rules: RulePack) -> str:
    """The clause that the recommendation rests on. Refused without a ground, a clause, or for one who is known."""
    require(speaker, "recommend", filing.region)
    StepOwners(work).require(speaker, StepAt("file", rules, filing.kind, filing.region))
    if not ground:
        raise Refused("no_reason", NO_GROUND)
    rule = direct_track(filing.kind, rules)
    namesakes = holders_in(work, speaker.jurisdiction, IN_FORCE, named=filing.name)
    if any(one.unit in ("", filing.unit) for one in namesakes):
        raise Refused("known", f"{filing.name}已经在库里了，不用再推荐。")
    return rule.clause


def newcomer(work: UnitOfWork, filing: Filing, now: datetime) -> int:
    """A person who has not written yet; their id."""
    person = Person(name=filing.contact, phone=filing.phone, created_at=now)
    work.session.add(person)
    work.session.flush()
    work.session.add(Dialogue(person_id=person.id, state={}, updated_at=now))
    return person.id


def include(
    work: UnitOfWork, speaker: Speaker, application_id: int, reason: str, rules: RulePack, now: datetime
) -> None:
    """Certify without review and publicity; `reason` says by whom and when the applicant was certified."""
    application, pack = access_application(work, speaker, application_id, rules)
    reason = reason or (application.reason if application.state == FIRST else "")
    if not reason:
        raise Refused("no_reason", NO_GROUND)
    clause = _step(work, speaker, application, "include", pack, now)
    application.reason = reason
    certify(work, application, pack, now)
    note(work, "include", "application", application.id, speaker.person_id, now, clause=clause, reason=reason)


def turn_down(
    work: UnitOfWork, speaker: Speaker, application_id: int, reason: str, rules: RulePack, now: datetime
) -> None:
    """Do not take in one who was put forward."""
    application, pack = access_application(work, speaker, application_id, rules)
    if not reason:
        raise Refused("no_reason", "原因是？")
    clause = _step(work, speaker, application, "refuse", pack, now)
    application.state, application.reason, application.decided_at = "refused", reason, now
    by, detail = speaker.person_id, {"clause": clause, "reason": reason}
    note(work, "turn_down", "application", application.id, by, now, **detail)


def includable(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime, *states: str
) -> list[ApplicationFacts]:
    """What this staff member may take in by recommendation, those put forward first, then the oldest."""
    if not may_ever(speaker, "review"):
        return []
    among = states or (FIRST, *REVIEWS)
    waiting = applications_in(work, speaker.jurisdiction, among, but_of=speaker.person_id)
    owners = StepOwners(work)
    mine = [
        one
        for one in waiting
        if track(one, rules)
        and owners.owns(speaker.jurisdiction, _taking_in(one, pack_of(one.pack, rules), now))
    ]
    return sorted(mine, key=lambda one: one.state != FIRST)


def _step(
    work: UnitOfWork, speaker: Speaker, application: Application, deed: str, pack: RulePack, now: datetime
) -> str:
    """The clause of a deed that the speaker may do to this application now."""
    kind = kind_of(application.kind)
    clause = direct_track(kind, pack).clause
    life = recommendation(pack, kind) if application.state == FIRST else life_on_its_road(application, pack)
    with policy():
        life.step(application.state, deed, actor_of(speaker).roles)
    StepOwners(work).require(speaker, _taking_in(application, pack, now))
    return clause


def _taking_in(application: Application | ApplicationFacts, pack: RulePack, now: datetime) -> StepAt:
    """Taking in directly is certifying, at once."""
    overdue = has_waited(pack, application.submitted_at, now)
    return StepAt("certify", pack, kind_of(application.kind), application.region, overdue=overdue)


def track(application: ApplicationFacts, rules: RulePack) -> Recommendation | None:
    """The pack's recommendation, where it spares the review."""
    rule = pack_of(application.pack, rules).rules(application.kind).recommendation
    return rule if rule and rule.direct else None


def direct_track(kind: Kind, pack: RulePack) -> Recommendation:
    """The pack's recommendation that spares the review. Refused «no_track» where it has none."""
    rule = pack.rules(kind).recommendation
    if rule and rule.direct:
        return rule
    raise Refused("no_track", f"{pack.short}没有推荐后直接纳入的规定，请按审核程序办。")
