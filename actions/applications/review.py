"""Staff review applications: pass, return for papers, refuse (S2.3)."""

from __future__ import annotations

from datetime import datetime

from actions.access import actor_of, kind_of, may, may_ever, pack_of, policy, require, step
from actions.applications.apply import CALLING, PASSED, REVIEWS, admission_of
from actions.applications.certify import certify
from actions.applications.dossier import matter_of_application
from actions.applications.notices import (
    ForPublicity,
    ForReview,
    InPublicity,
    PassedFirst,
    Returned,
    TurnedDown,
)
from actions.applications.publicity import begin, publicity_at
from actions.audit import note
from actions.notify import Addressed, Notice, notify
from actions.refusal import Refused
from actions.road import Filed, life_on_its_road, office_ahead
from actions.steps import StepAt, StepOwners, has_waited
from actions.titles import ruling
from actions.titles.notices import SecondAnswered
from actions.titles.ruling import Decided
from language import callings
from programme.deciding import decision as decision_life
from programme.lifecycle import Transition
from programme.packs import RulePack
from storage.queries.applications.filed import ApplicationFacts, applications_in, deeds_of
from storage.queries.applications.filed import application as filed
from storage.queries.people.speakers import Speaker
from storage.queries.titles.rulings import last_ruling
from storage.tables import Application
from storage.unit_of_work import UnitOfWork

TOLD: dict[str, type[InPublicity | PassedFirst | Returned | TurnedDown]] = {
    PASSED: PassedFirst,
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
) -> int | None:
    """`deed`: pass, return or refuse; the last two with a reason, which the applicant is told.

    To pass against conditions takes a second person, where the pack says so: it is only proposed, and how many were asked is
    returned; else None.
    """
    application, pack = access_application(work, speaker, application_id, rules)
    transition = _transition(application, deed, speaker, pack)
    StepOwners(work).require(speaker, step_of(application, pack, now))
    if deed != "pass" and not reason:
        raise Refused("no_reason", "原因是？申请人要照着改。")
    if deed == "pass" and not reason and (owed := papers_owed(work, application_id, rules)):
        raise Refused("no_reason", f"必交的材料还没交：{'、'.join(owed)}。仍要通过的原因是？")
    if deed == "pass" and not reason and appraises(application, transition, pack):
        raise Refused("no_reason", "报上级以前要写测评情况，比如「场地、人员看过，服务记录齐全」。")
    if deed == "pass" and takes_second(work, application_id, rules):
        return _propose_pass(work, speaker, application, transition, reason, rules, now)
    if deed == "refuse":
        matter = matter_of_application(work, application_id, rules, now)
        ruling.keep(work, speaker, matter, Decided("refuse", reason, transition.clause), pack, now)
    _carry_out(work, speaker, application, pack, transition, deed, reason, rules, now)
    return None


def takes_second(work: UnitOfWork, application_id: int, rules: RulePack) -> bool:
    """Whether to pass it takes two people: conditions of the pack are not met, and two have not passed it already."""
    work.flush()
    if last_ruling(work, "application", application_id, ("pass_against",)):
        return False
    one = filed(work, application_id)
    return (
        one is not None
        and ruling.takes_two(pack_of(one.pack, rules))
        and bool(admission_of(one, rules).short)
    )


def appraises(application: Filed, transition: Transition, pack: RulePack) -> bool:
    """Whether the office that passes it on now has to write down its 测评 (HB 六（二）推荐程序 2)."""
    rule = pack.rules(kind_of(application.kind)).review
    return rule.appraisal is not None and transition.level == rule.appraisal


def papers_owed(work: UnitOfWork, application_id: int, rules: RulePack) -> tuple[str, ...]:
    """The names of the papers that the pack requires and that are not there: to pass without them takes a reason."""
    work.flush()
    one = filed(work, application_id)
    return tuple(paper.name for paper in admission_of(one, rules).owed) if one else ()


def _propose_pass(
    work: UnitOfWork,
    speaker: Speaker,
    application: Application,
    transition: Transition,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> int:
    """Put an application whose conditions are not met before a second person; return how many were asked."""
    if not reason:
        raise Refused("no_reason", "有条件不符合，仍要通过的原因是？")
    matter = matter_of_application(work, application.id, rules, now)
    what = Decided("pass_against", reason, transition.clause, against=True)
    made = ruling.propose(work, speaker, matter, what, rules, now)
    note(work, "propose_pass", "application", application.id, speaker.person_id, now)
    return len(ruling.seconds(work, made, rules))


def answer_pass(
    work: UnitOfWork,
    speaker: Speaker,
    decision_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> int:
    """`confirm` or `drop` what a colleague proposed; return the application's number. Refused as `ruling.access_waiting`."""
    if deed == "confirm":
        made = ruling.access_waiting(work, speaker, decision_id, "review", rules, now)
        application, pack = access_application(work, speaker, made.subject_id, rules)
        transition = _transition(application, "pass", speaker, pack)
        made.alone = speaker.person_id == made.proposed_by
        ruling.settle(made, speaker, pack, now)
        _carry_out(work, speaker, application, pack, transition, "pass", made.reason, rules, now)
    else:
        made = ruling.access_second(work, speaker, decision_id, "review", rules)
        made.state, made.closed_at = step(decision_life(rules), made.state, "drop", speaker).target, now
        note(work, "drop_pass", "application", made.subject_id, speaker.person_id, now, reason=reason)
    if speaker.person_id != made.proposed_by:
        told = Addressed(made.proposed_by, SecondAnswered(made.id), f"second_answered:{made.id}")
        notify(work, [told], now)
    return made.subject_id


def _carry_out(
    work: UnitOfWork,
    speaker: Speaker,
    application: Application,
    pack: RulePack,
    transition: Transition,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> None:
    """The application comes into its new state, and whoever is to hear of it does."""
    target = _where_to(work, speaker, application, pack, transition, now)
    if target == "publicity":
        begin(application, pack, rules.calendar, now)
    application.state, application.reason = target, reason
    application.passed_on = None if target in (*REVIEWS, "returned", "refused") else now.date()
    _follow_up(work, application, pack, now)
    by, detail = speaker.person_id, {"clause": transition.clause, "reason": reason}
    note(work, f"review_{deed}", "application", application.id, by, now, **detail)


def _where_to(
    work: UnitOfWork,
    speaker: Speaker,
    application: Application,
    pack: RulePack,
    transition: Transition,
    now: datetime,
) -> str:
    """The state it comes into: what the same office would do next, to begin publicity, is one act with the pass."""
    at = publicity_at(application, pack, now)
    if transition.target != PASSED or not StepOwners(work).owns(speaker.jurisdiction, at):
        return transition.target
    return step(life_on_its_road(application, pack), PASSED, "publish", speaker).target


def step_of(application: Application | ApplicationFacts, pack: RulePack, now: datetime) -> StepAt:
    """The review that an application waits for."""
    kind = kind_of(application.kind)
    level = office_ahead(application, pack)
    overdue = has_waited(pack, application.submitted_at, now)
    return StepAt("review", pack, kind, application.region, level, overdue)


def reviewable(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime, *, own: bool = True
) -> list[ApplicationFacts]:
    """What waits for this staff member's review, or where it need not be their `own`, for any level's.

    Those with priority first (S2.9), then by kind, category of service (S2.3) and calling (S1.2), the oldest first.
    """
    if not may_ever(speaker, "review"):
        return []
    waiting = applications_in(work, speaker.jurisdiction, REVIEWS, but_of=speaker.person_id)
    owners = StepOwners(work)
    mine = [one for one in waiting if not own or may_review(owners, speaker, one, rules, now)]
    return sorted(mine, key=lambda one: _place(one, rules))


def _place(one: ApplicationFacts, rules: RulePack) -> tuple[bool, str, str, int, str]:
    calling = callings.place(one.answers.get(CALLING))
    first = "".join(one.domains[:1])
    return not admission_of(one, rules).has_priority, one.kind, one.category or "", calling, first


def may_review(
    owners: StepOwners, speaker: Speaker, application: ApplicationFacts, rules: RulePack, now: datetime
) -> bool:
    """Whether the next step of this application is the speaker's."""
    at = step_of(application, pack_of(application.pack, rules), now)
    able = may(speaker, "review", application.region, [application.person_id])
    return able and owners.owns(speaker.jurisdiction, at)


def next_review(application: ApplicationFacts, pack: RulePack) -> Transition:
    """The line of the application's life that a «通过» would follow now."""
    life = life_on_its_road(application, pack)
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
        life = life_on_its_road(application, pack)
        return life.step(application.state, deed, actor_of(speaker).roles)


def _follow_up(work: UnitOfWork, application: Application, pack: RulePack, now: datetime) -> None:
    """Who is told of it: the applicant, or the office that reviews next."""
    key = f"{application.state}:{application.id}:{deeds_of(work, application.id)}"
    if application.state == "certified":
        certify(work, application, pack, now)
    elif application.state in REVIEWS:
        notice = ForReview(application.id)
        notify(work, StepOwners(work).told(step_of(application, pack, now), notice, key), now)
    else:
        application.decided_at = now
        told: Notice = TOLD[application.state](application.id)
        notify(work, [Addressed(application.person_id, told, key)], now)
    if application.state == PASSED:
        at, waits = publicity_at(application, pack, now), ForPublicity(application.id)
        notify(work, StepOwners(work).told(at, waits, f"for_{key}"), now)
