"""The dossier of an applicant: conditions, papers, what they answered, and what else is known before they are refused."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.access import pack_of
from actions.applications.apply import admission_of
from actions.steps import StepAt, StepOwners
from actions.titles.ruling import Matter
from programme.application import waits_for
from programme.dossier import Dossier, Noted
from programme.packs import RulePack
from storage.queries.applications.filed import application
from storage.queries.titles.record import complaints_on_record, said_by
from storage.unit_of_work import UnitOfWork

LOOKED_BACK = timedelta(days=365)


def matter_of_application(work: UnitOfWork, application_id: int, rules: RulePack, now: datetime) -> Matter:
    """A decision about an application, with its dossier. LookupError where there is none."""
    work.flush()
    one = application(work, application_id)
    if one is None:
        raise LookupError(f"application {application_id}")
    found = admission_of(one, rules)
    against = complaints_on_record(work, one.name, one.person_id)
    said = said_by(work, one.person_id, now - LOOKED_BACK)
    missing = {paper.name for paper in found.papers_missing}
    file = Dossier(
        conditions=tuple(map(str, found.findings)),
        complaints=tuple(
            Noted(case.filed_at.astimezone(now.tzinfo).date(), f" {case.id} 号") for case in against
        ),
        papers=tuple(f"缺{name}" for name in missing) or ("要交的都交了",),
        said=tuple(Noted(case.filed_at.astimezone(now.tzinfo).date(), case.text) for case in said),
    )
    lines = [line for line in file.lines(now.date()) if not line.startswith("警告：")]
    pack = pack_of(one.pack, rules)
    at = StepAt("review", pack, one.kind, one.region, waits_for(pack, one.kind, one.state))
    return Matter(
        "application", one.id, one.person_id, one.region, tuple(lines), StepOwners(work).in_file(at)
    )
