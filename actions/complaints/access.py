"""Fetching what a deed about cases may touch, locked until the transaction ends, or refusing."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from actions.access import kind_of, pack_of, policy, require
from actions.complaints.hearing import hearers
from actions.refusal import Refused
from actions.steps import StepAt, StepOwners, has_waited
from programme.cases import JUDGED, check_objection
from programme.packs import RulePack
from storage.queries.complaints.cases import get_case
from storage.queries.people.speakers import Speaker
from storage.tables import Application, Case, Dialogue
from storage.unit_of_work import UnitOfWork


def access_public_application(
    work: UnitOfWork, speaker: Speaker, application_id: int, rules: RulePack, today: date
) -> Application:
    """An application that the speaker may object to. Refused «not_public», «publicity_over», or by authority."""
    one = work.session.get(Application, application_id, with_for_update=True, populate_existing=True)
    if one is None or one.state != "publicity" or one.publicity_ends is None:
        raise Refused("not_public", "这一条现在不在公示期。有问题，说「投诉」。")
    require(speaker, "object")
    rule = pack_of(one.pack, rules).rules(kind_of(one.kind)).publicity
    assert rule is not None
    with policy():
        check_objection(rule, one.publicity_ends, today)
    return one


def access_objection(
    work: UnitOfWork, speaker: Speaker, case_id: int, reason: str, rules: RulePack, now: datetime
) -> tuple[Case, Application]:
    """An objection that the speaker may decide for this reason, and its application.

    Refused «no_case», «no_reason», or by the table of authority.
    """
    case = _access_case(work, case_id, "objection", reason)
    application = work.session.get_one(
        Application, case.application_id, with_for_update=True, populate_existing=True
    )
    owners = [application.person_id, case.person_id]
    require(speaker, "decide_objection", application.region, owners)
    pack = pack_of(application.pack, rules)
    overdue = has_waited(pack, case.filed_at, now)
    at = StepAt("objection", pack, kind_of(application.kind), application.region, overdue=overdue)
    StepOwners(work).require(speaker, at)
    return case, application


def access_complaint(work: UnitOfWork, speaker: Speaker, case_id: int, reason: str) -> Case:
    """A complaint that the speaker may decide for this reason. Refused as `access_objection`."""
    case = _access_case(work, case_id, "complaint", reason)
    _require_hearing(work, speaker, case)
    return case


def access_appeal(work: UnitOfWork, speaker: Speaker, case_id: int, reason: str) -> Case:
    """An appeal that the speaker may decide for this reason. Refused as `access_objection`."""
    case = _access_case(work, case_id, "appeal", reason)
    _require_hearing(work, speaker, case)
    return case


def access_own_case(work: UnitOfWork, speaker: Speaker, case_id: int) -> Case:
    """A case that the speaker has brought and that somebody judges. Refused «not_yours»."""
    case = _locked(work, case_id)
    if case is None or case.person_id != speaker.person_id or case.kind not in JUDGED:
        raise Refused("not_yours", "没有找到您提的这一件。")
    return case


def _require_hearing(work: UnitOfWork, speaker: Speaker, case: Case) -> None:
    """Refused by the table of authority, and «own_case» for whom the case accuses, or who decided before."""
    require(speaker, f"decide_{case.kind}", case.region, [case.person_id])
    if speaker.person_id not in hearers(work, get_case(work, case.id)):
        raise Refused("own_case", "这件和您有关，要由别的工作人员来办。")


def access_request(work: UnitOfWork, speaker: Speaker, case_id: int) -> Case:
    """A request that the speaker may answer, and the talk of who has it. Refused «no_case», or by the table of authority.

    The talk is locked before the case, as by a message of that person.
    """
    asked = select(Case.person_id).where(Case.id == case_id).scalar_subquery()
    work.session.execute(select(Dialogue.person_id).where(Dialogue.person_id == asked).with_for_update())
    case = _case_of(work, case_id, "request")
    require(speaker, "answer_request", case.region)
    return case


def _access_case(work: UnitOfWork, case_id: int, kind: str, reason: str) -> Case:
    case = _case_of(work, case_id, kind)
    if not reason:
        raise Refused("no_reason", "请写明理由，要告诉提出的人。")
    return case


def _case_of(work: UnitOfWork, case_id: int, kind: str) -> Case:
    case = _locked(work, case_id)
    if case is None or case.kind != kind:
        raise Refused("no_case", "没有这一件。")
    return case


def _locked(work: UnitOfWork, case_id: int) -> Case | None:
    return work.session.get(Case, case_id, with_for_update=True, populate_existing=True)
