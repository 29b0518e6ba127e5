"""Staff review applications: pass, return for papers, refuse (S2.3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import actor_of, kind_of, may, pack_of, policy, require, require_level
from actions.applications.apply import REVIEWS, admission_of, turn
from actions.applications.certify import certify
from actions.audit import note
from actions.notify import tell, tell_staff
from actions.refusal import Refused
from programme.application import application as life_of
from programme.authority import require_level as level_allows
from programme.cases import publicity_ends
from programme.errors import ProgrammeError
from programme.lifecycle import Transition
from programme.packs import RulePack
from programme.workdays import Calendar
from storage.jurisdiction import inside
from storage.queries.people.speakers import Speaker
from storage.tables import Application
from storage.unit_of_work import UnitOfWork


def review(
    work: UnitOfWork,
    speaker: Speaker,
    application_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Application:
    """`deed`: pass, return or refuse; the last two with a reason, which the applicant is told."""
    application = locked(work, application_id)
    pack = pack_of(application.pack, rules)
    require(speaker, "review", application.region, [application.person_id])
    transition = _transition(application, deed, speaker, pack)
    if deed != "pass" and not reason:
        raise Refused("no_reason", "请说明原因，申请人要照着改。")
    if transition.target == "publicity":
        _publish(application, pack, rules.calendar, now)
    application.state, application.reason = transition.target, reason
    _follow_up(work, application, pack, now)
    note(
        work,
        f"review_{deed}",
        "application",
        application.id,
        speaker.person_id,
        now,
        clause=transition.clause,
        reason=reason,
    )
    return application


def reviewable(work: UnitOfWork, speaker: Speaker, rules: RulePack) -> list[Application]:
    """What waits for this staff member's review: those with priority first (S2.9), then by kind and
    category of service (S2.3), the oldest first."""
    waiting = select(Application).where(
        Application.state.in_(REVIEWS), inside(Application.region, speaker.jurisdiction)
    )
    found = work.session.scalars(waiting.order_by(Application.id))
    mine = [one for one in found if may_review(speaker, one, rules)]
    return sorted(mine, key=lambda one: _place(one, rules))


def _place(one: Application, rules: RulePack) -> tuple[bool, str, str]:
    return (not admission_of(one, rules).has_priority, one.kind, one.category or "".join(one.domains[:1]))


def may_review(speaker: Speaker, application: Application, rules: RulePack) -> bool:
    """Whether the next step of this application is the speaker's."""
    if not may(speaker, "review", application.region, [application.person_id]):
        return False
    try:
        level_allows(actor_of(speaker), next_review(application, pack_of(application.pack, rules)).level)
    except ProgrammeError:
        return False
    return True


def next_review(application: Application, pack: RulePack) -> Transition:
    """The line of the application's life that a «通过» would follow now."""
    life = life_of(pack, kind_of(application.kind))
    return next(t for t in life.transitions if (t.source, t.deed) == (application.state, "pass"))


def locked(work: UnitOfWork, application_id: int) -> Application:
    """An application, locked until the transaction ends."""
    application = work.session.get(Application, application_id, with_for_update=True, populate_existing=True)
    if application is None:
        raise Refused("no_application", "没有这份申请。")
    return application


def _transition(application: Application, deed: str, speaker: Speaker, pack: RulePack) -> Transition:
    with policy():
        life = life_of(pack, kind_of(application.kind))
        transition = life.step(application.state, deed, actor_of(speaker).roles)
    require_level(speaker, transition.level)
    return transition


def _publish(application: Application, pack: RulePack, calendar: Calendar, now: datetime) -> None:
    rule = pack.rules(kind_of(application.kind)).publicity
    assert rule is not None
    with policy():
        ends = publicity_ends(rule, now.date(), calendar)
    application.published_on, application.publicity_ends = now.date(), ends


def _follow_up(work: UnitOfWork, application: Application, pack: RulePack, now: datetime) -> None:
    """Who hears of it: the applicant, or the office that reviews next."""
    key = f"{application.state}:{application.id}:{turn(work, application)}"
    if application.state == "certified":
        certify(work, application, pack, now)
    elif application.state in REVIEWS:
        tell_staff(
            work, application.region, "application", key, now, to_do="review", application=application.id
        )
    else:
        application.decided_at = now
        tell(
            work,
            application.person_id,
            f"application_{application.state}",
            key,
            now,
            application=application.id,
        )
