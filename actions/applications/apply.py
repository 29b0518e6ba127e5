"""An application on the applicant's side: hand in, answer a return, add papers, take back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.access import actor_of, kind_of, pack_of, policy, require
from actions.applications.attachments import HandedIn, items_handed_in, papers_of
from actions.applications.notices import ForReview
from actions.applications.rounds import check_round_open
from actions.audit import note
from actions.notify import notify
from actions.refusal import Refused
from actions.road import life_on_its_road, office_ahead
from actions.steps import StepAt, StepOwners
from programme.admission import Admission, admission
from programme.application import application as life_of
from programme.packs import Kind, RulePack
from programme.qualification import IN_FORCE
from programme.roles import HOLDER_NAMES
from storage.queries.applications.filed import ApplicationFacts, deeds_of, has_application, has_title
from storage.queries.people.speakers import Speaker
from storage.tables import Application, Person
from storage.unit_of_work import UnitOfWork

FORM_OF: dict[Kind, str] = {"expert": "apply_expert", "station": "apply_station"}
FORMS = tuple(FORM_OF.values())
"""The forms by which one applies, as stored talks name them."""
REVIEWS = ("submitted", "city_review", "provincial_review", "centre_review")
EXPERIENCE = "experience"
"""Where an application's answers keep what was done with firms, in the applicant's words."""
CONTACT = "contact"
"""Where a station's answers keep whom it names as the person in charge (S1.3)."""
CALLING, RETIRED = "calling", "retired"
"""Where an expert's answers keep what they are by calling, a code of `language.callings`, and whether they are in office (S1.2)."""
PASSED = "passed"
"""Passed by its last review, and not yet in publicity, which is another level's to begin."""
TAKE_PAPERS = (*REVIEWS, PASSED, "publicity")
UNDER_WAY = (*REVIEWS, "returned", PASSED, "publicity")


@dataclass(frozen=True, slots=True)
class Filing:
    """An application as its applicant confirmed it. `answers`: the facts that conditions speak of; `calling`, `retired`: of an expert."""

    kind: Kind
    name: str
    region: str
    contact: str
    phone: str | None = None
    unit: str = ""
    domains: tuple[str, ...] = ()
    category: str | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    papers: tuple[HandedIn, ...] = ()
    calling: str | None = None
    retired: bool | None = None


def apply(work: UnitOfWork, speaker: Speaker, filing: Filing, rules: RulePack, now: datetime) -> int:
    """Hand in an application before the round closes, and staff of the region are told (S2.1); return its id."""
    require(speaker, "apply", filing.region, [speaker.person_id])
    with policy():
        state = life_of(rules, filing.kind).step("draft", "submit", actor_of(speaker).roles).target
    check_round_open(work, filing.kind, rules, now.date(), filing.region)
    _refuse_second(work, speaker, filing.kind, rules)
    application = Application(
        person_id=speaker.person_id, kind=filing.kind, pack=rules.id, state=state, submitted_at=now
    )
    application.papers = []
    _write(application, filing)
    _introduce(work, speaker, filing)
    work.session.add(application)
    work.session.flush()
    _handed_in(work, application, rules, now)
    note(work, "apply", "application", application.id, speaker.person_id, now, pack=rules.id)
    return application.id


def recommended(filing: Filing, person_id: int, rules: RulePack, ground: str, now: datetime) -> Application:
    """The application of one who is put forward by others."""
    one = Application(
        person_id=person_id,
        kind=filing.kind,
        pack=rules.id,
        state="recommended",
        reason=ground,
        submitted_at=now,
    )
    one.papers = []
    _write(one, filing)
    return one


def answer_return(
    work: UnitOfWork, speaker: Speaker, application_id: int, filing: Filing, rules: RulePack, now: datetime
) -> None:
    """Hand a returned application in again, with what was missing."""
    application = access_own_application(work, speaker, application_id)
    require(speaker, "answer_return", application.region, [application.person_id])
    state = _step(application, "resubmit", speaker, rules)
    _write(application, filing)
    application.state, application.reason, application.submitted_at = state, "", now
    _handed_in(work, application, rules, now)
    note(work, "answer_return", "application", application.id, speaker.person_id, now)


def correct(
    work: UnitOfWork, speaker: Speaker, application_id: int, filing: Filing, rules: RulePack, now: datetime
) -> None:
    """Put right what stands in an application under review; whoever reviews it is told once more."""
    application = access_own_application(work, speaker, application_id)
    if application.state not in REVIEWS:
        raise Refused("not_open", "这份申请现在不在审核中，不能再改。")
    _write(application, filing)
    note(work, "correct", "application", application.id, speaker.person_id, now)
    _handed_in(work, application, rules, now)


def add_papers(
    work: UnitOfWork, speaker: Speaker, application_id: int, papers: Sequence[HandedIn], now: datetime
) -> None:
    """Put papers to an application that is still under review, or in publicity with papers owed."""
    application = access_own_application(work, speaker, application_id)
    if application.state not in TAKE_PAPERS:
        raise Refused("not_open", "这份申请现在不在审核中，不用再补材料。")
    application.papers = [*application.papers, *map(str, papers)]
    note(work, "add_papers", "application", application.id, speaker.person_id, now, papers=len(papers))


def tell_experience(
    work: UnitOfWork, speaker: Speaker, application_id: int, text: str, rules: RulePack, now: datetime
) -> None:
    """What was done with firms and what came of it (N23 一), in the applicant's words; whoever reviews is told once more. Refused «not_open»."""
    application = access_own_application(work, speaker, application_id)
    if application.state not in (*REVIEWS, "returned"):
        raise Refused("not_open", "这份申请现在不在审核中，不用再补。")
    application.answers = {**application.answers, EXPERIENCE: text}
    note(work, "tell_experience", "application", application.id, speaker.person_id, now)
    if application.state in REVIEWS:
        _handed_in(work, application, rules, now)


def take_back(
    work: UnitOfWork, speaker: Speaker, application_id: int, rules: RulePack, now: datetime
) -> None:
    """Withdraw an application that is under way."""
    application = access_own_application(work, speaker, application_id)
    require(speaker, "apply", application.region, [application.person_id])
    application.state = _step(application, "withdraw", speaker, rules)
    application.decided_at = now
    note(work, "take_back", "application", application.id, speaker.person_id, now)


def access_own_application(work: UnitOfWork, speaker: Speaker, application_id: int) -> Application:
    """An application of the speaker's own, locked. Refused where there is none, or it is somebody else's."""
    application = work.session.get(Application, application_id, with_for_update=True)
    if application is None or application.person_id != speaker.person_id:
        raise Refused("not_yours", "没有找到您的这份申请。")
    return application


def admission_of(application: ApplicationFacts, rules: RulePack) -> Admission:
    """What the pack's conditions come to, with the papers that are there."""
    pack = pack_of(application.pack, rules)
    papers = pack.rules(application.kind).papers
    handed_in = {*items_handed_in(papers_of(application), papers)}
    if application.answers.get(EXPERIENCE):
        handed_in |= {paper.id for paper in papers if paper.in_words}
    return admission(
        pack,
        application.kind,
        application.answers,
        category=application.category,
        papers=handed_in,
        signed=True,
    )


def _refuse_second(work: UnitOfWork, speaker: Speaker, kind: Kind, rules: RulePack) -> None:
    if has_application(work, speaker.person_id, kind, rules.id, UNDER_WAY):
        raise Refused("already_applied", "您已经有一份申请在办，说「我的申请」看进展。")
    if has_title(work, speaker.person_id, kind, rules.id, IN_FORCE):
        raise Refused("already_certified", f"您已经是认定的{HOLDER_NAMES[kind]}了，不用再申请。")


def _step(application: Application, deed: str, speaker: Speaker, rules: RulePack) -> str:
    with policy():
        life = life_on_its_road(application, pack_of(application.pack, rules))
        return life.step(application.state, deed, actor_of(speaker).roles).target


def _write(application: Application, filing: Filing) -> None:
    application.name, application.unit, application.region = filing.name, filing.unit, filing.region
    application.phone, application.domains = filing.phone, list(filing.domains)
    told = {EXPERIENCE: said} if (said := (application.answers or {}).get(EXPERIENCE)) else {}
    named = {CONTACT: filing.contact} if application.kind == "station" and filing.contact else {}
    is_one = {CALLING: filing.calling} if filing.calling else {}
    retired = {RETIRED: filing.retired} if filing.retired is not None else {}
    application.category = filing.category
    application.answers = told | named | is_one | retired | filing.answers
    application.papers = [*application.papers, *map(str, filing.papers)]


def _introduce(work: UnitOfWork, speaker: Speaker, filing: Filing) -> None:
    """What the person has told of themselves is known from now on."""
    person = work.session.get_one(Person, speaker.person_id)
    person.name = speaker.name = person.name or filing.contact
    if filing.phone and not person.phone:
        person.phone, person.phone_verified = (
            filing.phone,
            False,
        )  # told, and whose it is nobody has confirmed
    speaker.phone = person.phone


def _handed_in(work: UnitOfWork, application: Application, rules: RulePack, now: datetime) -> None:
    """Whoever reviews is told; a notice for each time it is handed in."""
    key = f"application:{application.id}:{deeds_of(work, application.id)}"
    notice = ForReview(application.id)
    kind, pack = kind_of(application.kind), pack_of(application.pack, rules)
    at = StepAt("review", pack, kind, application.region, office_ahead(application, pack))
    notify(work, StepOwners(work).told(at, notice, key), now)
