"""The recommendation track: whom the body has certified itself is taken in directly (S2.2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import actor_of, kind_of, may, pack_of, policy, require
from actions.applications.apply import REVIEWS, Filing, recommended
from actions.applications.certify import certify
from actions.applications.review import locked
from actions.audit import note
from actions.notify import tell_staff
from actions.refusal import Refused
from programme.application import application as life_of
from programme.application import recommendation
from programme.packs import Kind, RulePack
from programme.packs.model import Recommendation
from programme.qualification import IN_FORCE
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import holders_in
from storage.tables import Application, Dialogue, Person
from storage.unit_of_work import UnitOfWork

FIRST = "recommended"
NO_GROUND = "请说明由谁、什么时候认定过。"


def recommend(
    work: UnitOfWork, speaker: Speaker, filing: Filing, ground: str, rules: RulePack, now: datetime
) -> Application:
    """Put forward somebody who has not applied; `ground` says by whom and when they were certified.

    Whoever reviews takes them in; they come into the chat by a one-time code.
    """
    require(speaker, "recommend", filing.region)
    if not ground:
        raise Refused("no_reason", NO_GROUND)
    rule = _direct(filing.kind, rules)
    if any(
        one.unit in ("", filing.unit)
        for one in holders_in(work, speaker.jurisdiction, IN_FORCE, named=filing.name)
    ):
        raise Refused("known", f"{filing.name}已经在库里了，不用再推荐。")
    person = Person(name=filing.contact, phone=filing.phone, created_at=now)
    work.session.add(person)
    work.session.flush()
    work.session.add(Dialogue(person_id=person.id, state={}, updated_at=now))
    one = recommended(filing, person.id, rules, ground, now)
    work.session.add(one)
    work.session.flush()
    key = f"recommended:{one.id}"
    tell_staff(work, one.region, "recommended", key, now, to_do="review", application=one.id)
    note(work, "recommend", "application", one.id, speaker.person_id, now, clause=rule.clause, reason=ground)
    return one


def include(
    work: UnitOfWork, speaker: Speaker, application_id: int, reason: str, rules: RulePack, now: datetime
) -> Application:
    """Certify without review and publicity; `reason` says by whom and when the applicant was certified."""
    application = locked(work, application_id)
    reason = reason or (application.reason if application.state == FIRST else "")
    if not reason:
        raise Refused("no_reason", NO_GROUND)
    pack, clause = _stepped(work, speaker, application, "include", rules)
    application.reason = reason
    certify(work, application, pack, now)
    note(work, "include", "application", application.id, speaker.person_id, now, clause=clause, reason=reason)
    return application


def turn_down(
    work: UnitOfWork, speaker: Speaker, application_id: int, reason: str, rules: RulePack, now: datetime
) -> Application:
    """Do not take in one who was put forward."""
    application = locked(work, application_id)
    if not reason:
        raise Refused("no_reason", "请说明原因。")
    _, clause = _stepped(work, speaker, application, "refuse", rules)
    application.state, application.reason, application.decided_at = "refused", reason, now
    note(
        work, "turn_down", "application", application.id, speaker.person_id, now, clause=clause, reason=reason
    )
    return application


def includable(work: UnitOfWork, speaker: Speaker, rules: RulePack, *states: str) -> list[Application]:
    """What this staff member may take in by recommendation, those put forward first, then the oldest."""
    waiting = select(Application).where(Application.state.in_(states or (FIRST, *REVIEWS)))
    found = [
        one
        for one in work.session.scalars(waiting.order_by(Application.id))
        if track(one, rules) and may(speaker, "review", one.region, [one.person_id])
    ]
    return sorted(found, key=lambda one: one.state != FIRST)


def _stepped(
    work: UnitOfWork, speaker: Speaker, application: Application, deed: str, rules: RulePack
) -> tuple[RulePack, str]:
    """The pack and the clause of a deed that the speaker may do to this application now."""
    pack, kind = pack_of(application.pack, rules), kind_of(application.kind)
    require(speaker, "review", application.region, [application.person_id])
    clause = _direct(kind, pack).clause
    life = recommendation(pack, kind) if application.state == FIRST else life_of(pack, kind)
    with policy():
        life.step(application.state, deed, actor_of(speaker).roles)
    return pack, clause


def track(application: Application, rules: RulePack) -> Recommendation | None:
    """The pack's recommendation, where it spares the review."""
    rule = pack_of(application.pack, rules).rules(kind_of(application.kind)).recommendation
    return rule if rule and rule.direct else None


def _direct(kind: Kind, pack: RulePack) -> Recommendation:
    rule = pack.rules(kind).recommendation
    if rule and rule.direct:
        return rule
    raise Refused("no_track", f"{pack.short}没有推荐后直接纳入的规定，请按审核程序办。")
