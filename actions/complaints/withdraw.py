"""Whoever brought a case takes it back, while nobody has decided it."""

from __future__ import annotations

from datetime import datetime

from actions.access import kind_of, pack_of, step
from actions.audit import note
from actions.complaints.access import access_own_case
from actions.complaints.cases import covered
from actions.complaints.disputes import settle_diaries
from actions.complaints.hearing import hearers
from actions.complaints.notices import CaseWithdrawn
from actions.notify import Addressed, notify
from programme.cases import appeal, complaint, objection
from programme.lifecycle import Lifecycle
from programme.packs import RulePack
from storage.queries.complaints.cases import CaseFacts, get_case
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def withdraw_case(work: UnitOfWork, speaker: Speaker, case_id: int, rules: RulePack, now: datetime) -> None:
    """Take back a complaint, an objection or an appeal; whoever heard of it is told."""
    case = access_own_case(work, speaker, case_id)
    facts = get_case(work, case.id)
    case.state = step(_life(facts, rules), case.state, "withdraw", speaker).target
    case.decided_at = now
    settle_diaries(work, case.id, False, speaker.person_id, now)
    key = f"case_withdrawn:{case.id}"
    told = [Addressed(one, CaseWithdrawn(case.id), f"{key}:{one}") for one in hearers(work, facts)]
    notify(work, told, now)
    note(work, f"withdraw_{case.kind}", "case", case.id, speaker.person_id, now)


def _life(case: CaseFacts, rules: RulePack) -> Lifecycle:
    if case.kind == "objection" and case.pack and case.applicant:
        return objection(pack_of(case.pack, rules), kind_of(case.applicant))
    if case.kind == "complaint":
        return complaint(rules, covered(rules), case.about or "quality")
    return appeal()
