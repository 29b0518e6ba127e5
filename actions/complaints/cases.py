"""Objections, complaints, suggestions: anyone may bring one, staff of the region decide (S2.4, S6.7, S9.3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import actor_of, kind_of, pack_of, policy, require
from actions.audit import note
from actions.notify import tell, tell_staff
from actions.refusal import Refused
from programme.application import application as application_life
from programme.cases import UNDECIDED, check_objection, complaint, objection
from programme.lifecycle import Lifecycle
from programme.packs import Kind, RulePack
from storage.jurisdiction import inside
from storage.queries.people.speakers import Speaker
from storage.tables import Application, Case
from storage.unit_of_work import UnitOfWork


def object_to(
    work: UnitOfWork, speaker: Speaker, application_id: int, text: str, rules: RulePack, now: datetime
) -> Case:
    """Object to a publicity entry; nobody is certified until it is decided."""
    application = work.session.get(Application, application_id, with_for_update=True)
    if application is None or application.state != "publicity" or application.publicity_ends is None:
        raise Refused("not_public", "这一条现在不在公示期。有问题可以回复「投诉」。")
    require(speaker, "object")
    rule = pack_of(application.pack, rules).rules(kind_of(application.kind)).publicity
    assert rule is not None
    with policy():
        check_objection(rule, application.publicity_ends, now.date())
    case = Case(kind="objection", application_id=application.id, against=application.name)
    return _file(work, speaker, case, application.region, text, now)


def complain(
    work: UnitOfWork, speaker: Speaker, about: str, against: str, text: str, region: str, now: datetime
) -> Case:
    """Complain about a fee, a leaked secret, or the quality of a service."""
    require(speaker, "complain")
    return _file(work, speaker, Case(kind="complaint", about=about, against=against), region, text, now)


def suggest(work: UnitOfWork, speaker: Speaker, text: str, region: str, now: datetime) -> Case:
    """A suggestion reaches the centre of the region."""
    require(speaker, "suggest")
    return _file(work, speaker, Case(kind="suggestion"), region, text, now)


def decide_objection(
    work: UnitOfWork, speaker: Speaker, case_id: int, deed: str, reason: str, rules: RulePack, now: datetime
) -> Case:
    """`uphold` ends the application; `dismiss` lets the calendar certify once publicity is over."""
    case = _locked(work, case_id, "objection")
    _check_reason(reason)
    application = work.session.get_one(Application, case.application_id, with_for_update=True)
    owners = [application.person_id, case.person_id]
    require(speaker, "decide_objection", application.region, owners)
    pack, kind = pack_of(application.pack, rules), kind_of(application.kind)
    target = _step(objection(pack, kind), case.state, deed, speaker)
    if deed == "uphold":
        life = application_life(pack, kind)
        application.state = _step(life, application.state, "refuse", speaker)
        application.reason, application.decided_at = f"公示期内有异议成立：{reason}", now
        key = f"refused:{application.id}:{case.id}"
        tell(work, application.person_id, "application_refused", key, now, application=application.id)
    return _decide(work, speaker, case, deed, target, reason, now)


def decide_complaint(
    work: UnitOfWork, speaker: Speaker, case_id: int, deed: str, reason: str, rules: RulePack, now: datetime
) -> Case:
    """`uphold`, `dismiss`, or `refer` one upheld to the authority; a title is revoked by a deed of its own."""
    case = _locked(work, case_id, "complaint")
    _check_reason(reason)
    require(speaker, "decide_complaint", case.region, [case.person_id])
    life = complaint(rules, _covered(rules), case.about or "quality")
    target = _step(life, case.state, deed, speaker)
    return _decide(work, speaker, case, deed, target, reason, now)


def open_cases(work: UnitOfWork, speaker: Speaker, kind: str, *states: str) -> list[Case]:
    """Cases that wait for a decision in the staff member's jurisdiction, oldest first."""
    waiting = select(Case).where(Case.kind == kind, Case.state.in_(states or UNDECIDED))
    here = waiting.where(inside(Case.region, speaker.jurisdiction))
    return list(work.session.scalars(here.order_by(Case.id)))


def in_publicity(work: UnitOfWork, limit: int = 20) -> list[Application]:
    """What is being publicised now, the newest first."""
    public = select(Application).where(Application.state == "publicity")
    return list(work.session.scalars(public.order_by(Application.id.desc()).limit(limit)))


def _covered(rules: RulePack) -> Kind:
    return "expert" if rules.expert else "station"


def _file(work: UnitOfWork, speaker: Speaker, case: Case, region: str, text: str, now: datetime) -> Case:
    case.person_id, case.region, case.text = speaker.person_id, region, text
    case.state, case.filed_at = "filed", now
    work.session.add(case)
    work.session.flush()
    to_do = "" if case.kind == "suggestion" else f"decide_{case.kind}"
    urgent = case.kind == "complaint"
    tell_staff(work, region, "case_filed", f"case:{case.id}", now, to_do=to_do, urgent=urgent, case=case.id)
    note(work, f"file_{case.kind}", "case", case.id, speaker.person_id, now)
    return case


def _locked(work: UnitOfWork, case_id: int, kind: str) -> Case:
    case = work.session.get(Case, case_id, with_for_update=True, populate_existing=True)
    if case is None or case.kind != kind:
        raise Refused("no_case", "没有这一件。")
    return case


def _step(life: Lifecycle, state: str, deed: str, speaker: Speaker) -> str:
    with policy():
        return life.step(state, deed, actor_of(speaker).roles).target


def _decide(
    work: UnitOfWork, speaker: Speaker, case: Case, deed: str, target: str, reason: str, now: datetime
) -> Case:
    case.state, case.reason, case.decided_at = target, reason, now
    tell(work, case.person_id, "case_decided", f"case_decided:{case.id}:{target}", now, case=case.id)
    note(work, f"{deed}_{case.kind}", "case", case.id, speaker.person_id, now, reason=reason)
    return case


def _check_reason(reason: str) -> None:
    if not reason:
        raise Refused("no_reason", "请写明理由，要告诉提出的人。")
