"""Staff review applications: pass, return for papers, refuse (S2.3)."""

from __future__ import annotations

from datetime import date, datetime

from actions.access import actor_of, kind_of, may, may_ever, pack_of, policy, require, require_level
from actions.applications.apply import REVIEWS, admission_of
from actions.applications.certify import certify
from actions.applications.notices import ForReview, InPublicity, Returned, TurnedDown
from actions.audit import note
from actions.notify import Addressed, Notice, notify, to_staff
from actions.refusal import Refused
from programme.application import application as life_of
from programme.authority import require_level as level_allows
from programme.cases import publicity_ends
from programme.errors import ProgrammeError
from programme.lifecycle import Transition
from programme.packs import RulePack
from programme.workdays import Calendar
from storage.queries.applications.filed import ApplicationFacts, applications_in, deeds_of
from storage.queries.people.speakers import Speaker
from storage.tables import Application
from storage.unit_of_work import UnitOfWork

TOLD: dict[str, type[InPublicity | Returned | TurnedDown]] = {
    "publicity": InPublicity,
    "returned": Returned,
    "refused": TurnedDown,
}
"""What the applicant is told, by the state that the application comes into."""


def review(
    work: UnitOfWork,
    speaker: Speaker,
    application_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> None:
    """`deed`: pass, return or refuse; the last two with a reason, which the applicant is told."""
    application, pack = access_application(work, speaker, application_id, rules)
    transition = _transition(application, deed, speaker, pack)
    if deed != "pass" and not reason:
        raise Refused("no_reason", "原因是？申请人要照着改。")
    if transition.target == "publicity":
        ends = _last_day(application, pack, rules.calendar, now)
        application.published_on, application.publicity_ends = now.date(), ends
    application.state, application.reason = transition.target, reason
    _follow_up(work, application, pack, now)
    by, detail = speaker.person_id, {"clause": transition.clause, "reason": reason}
    note(work, f"review_{deed}", "application", application.id, by, now, **detail)


def reviewable(work: UnitOfWork, speaker: Speaker, rules: RulePack) -> list[ApplicationFacts]:
    """What waits for this staff member's review: those with priority first (S2.9), then by kind and
    category of service (S2.3), the oldest first."""
    if not may_ever(speaker, "review"):
        return []
    waiting = applications_in(work, speaker.jurisdiction, REVIEWS, but_of=speaker.person_id)
    mine = [one for one in waiting if may_review(speaker, one, rules)]
    return sorted(mine, key=lambda one: _place(one, rules))


def _place(one: ApplicationFacts, rules: RulePack) -> tuple[bool, str, str]:
    return (not admission_of(one, rules).has_priority, one.kind, one.category or "".join(one.domains[:1]))


def may_review(speaker: Speaker, application: ApplicationFacts, rules: RulePack) -> bool:
    """Whether the next step of this application is the speaker's."""
    if not may(speaker, "review", application.region, [application.person_id]):
        return False
    try:
        level_allows(actor_of(speaker), next_review(application, pack_of(application.pack, rules)).level)
    except ProgrammeError:
        return False
    return True


def next_review(application: ApplicationFacts, pack: RulePack) -> Transition:
    """The line of the application's life that a «通过» would follow now."""
    life = life_of(pack, application.kind)
    return next(t for t in life.transitions if (t.source, t.deed) == (application.state, "pass"))


def access_application(
    work: UnitOfWork, speaker: Speaker, application_id: int, rules: RulePack
) -> tuple[Application, RulePack]:
    """An application, locked, and its pack. Refused where there is none, or the speaker may not review it."""
    application = work.session.get(Application, application_id, with_for_update=True, populate_existing=True)
    if application is None:
        raise Refused("no_application", "没有这份申请。")
    require(speaker, "review", application.region, [application.person_id])
    return application, pack_of(application.pack, rules)


def _transition(application: Application, deed: str, speaker: Speaker, pack: RulePack) -> Transition:
    with policy():
        life = life_of(pack, kind_of(application.kind))
        transition = life.step(application.state, deed, actor_of(speaker).roles)
    require_level(speaker, transition.level)
    return transition


def _last_day(application: Application, pack: RulePack, calendar: Calendar, now: datetime) -> date:
    """The last day of publicity. Refused where the holidays of that year are not known yet."""
    rule = pack.rules(kind_of(application.kind)).publicity
    assert rule is not None
    with policy():
        return publicity_ends(rule, now.date(), calendar)


def _follow_up(work: UnitOfWork, application: Application, pack: RulePack, now: datetime) -> None:
    """Who is told of it: the applicant, or the office that reviews next."""
    key = f"{application.state}:{application.id}:{deeds_of(work, application.id)}"
    if application.state == "certified":
        certify(work, application, pack, now)
    elif application.state in REVIEWS:
        notice = ForReview(application.id)
        notify(work, to_staff(work, application.region, notice, key, to_do="review"), now)
    else:
        application.decided_at = now
        told: Notice = TOLD[application.state](application.id)
        notify(work, [Addressed(application.person_id, told, key)], now)
