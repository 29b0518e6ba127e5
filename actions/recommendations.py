"""The recommendation track: whom the body has certified itself is taken in directly (S2.2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import actor_of, kind_of, may, pack_of, policy, require
from actions.applications import REVIEWS
from actions.audit import note
from actions.certification import certify
from actions.errors import Refused
from actions.reviews import locked
from programme.application import application as life_of
from programme.packs import RulePack
from programme.packs.model import Recommendation
from storage.speakers import Speaker
from storage.tables import Application
from storage.work import Work


def include(
    work: Work, speaker: Speaker, application_id: int, reason: str, rules: RulePack, now: datetime
) -> Application:
    """Certify without review and publicity; `reason` says by whom and when the applicant was certified."""
    application = locked(work, application_id)
    pack = pack_of(application.pack, rules)
    require(speaker, "review", application.region, [application.person_id])
    if not reason:
        raise Refused("no_reason", "请说明由谁、什么时候认定过。")
    clause = _direct(application, pack).clause
    with policy():
        life_of(pack, kind_of(application.kind)).step(application.state, "include", actor_of(speaker).roles)
    application.reason = reason
    certify(work, application, pack, now)
    note(work, "include", "application", application.id, speaker.person_id, now, clause=clause, reason=reason)
    return application


def includable(work: Work, speaker: Speaker, rules: RulePack) -> list[Application]:
    """What this staff member may take in by recommendation, oldest first."""
    waiting = select(Application).where(Application.state.in_(REVIEWS)).order_by(Application.id)
    return [
        one
        for one in work.session.scalars(waiting)
        if track(one, rules) and may(speaker, "review", one.region, [one.person_id])
    ]


def track(application: Application, rules: RulePack) -> Recommendation | None:
    """The pack's recommendation, where it spares the review."""
    rule = pack_of(application.pack, rules).rules(kind_of(application.kind)).recommendation
    return rule if rule and rule.direct else None


def _direct(application: Application, pack: RulePack) -> Recommendation:
    if rule := track(application, pack):
        return rule
    raise Refused("no_track", f"{pack.short}没有推荐后直接纳入的规定，请按审核程序办。")
