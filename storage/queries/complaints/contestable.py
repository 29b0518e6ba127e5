"""The decisions about somebody that they may contest, and who took them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import names_held, sole_holder
from storage.tables import (
    Application,
    Audit,
    Case,
    Diary,
    FormalWarning,
    Qualification,
    Rating,
    Renewal,
    StaffDecision,
)
from storage.unit_of_work import UnitOfWork

NEWEST = 3
"""How many ratings are offered to contest; older ones are found by staff."""
_TAKEN_BY = {
    "warning": ("qualification", ("issue_warning",)),
    "suspended": ("qualification", ("suspend",)),
    "revoked": ("qualification", ("revoke", "propose_revoke")),
    "renewal": ("qualification", ("decline_renewal",)),
    "refused": ("application", ("review_refuse", "turn_down", "refuse_by_objection")),
    "returned": ("application", ("review_return",)),
    "struck": ("diary", ("strike_diary",)),
    "complaint": ("case", ("uphold_complaint",)),
}
"""The deeds of the audit by which a kind of decision is taken, and on what."""
_KEPT_AS = {
    "warning": ("warning", ("issue_warning",)),
    "suspended": ("qualification", ("suspend",)),
    "revoked": ("qualification", ("revoke",)),
    "renewal": ("renewal", ("decline_renewal",)),
    "refused": ("application", ("refuse", "uphold_objection")),
}
"""How a kind of decision is kept with its dossier: on what, by which deeds."""


@dataclass(frozen=True, slots=True)
class Contestable:
    """A decision: its kind, and the id of the title, application or need that it was taken about."""

    kind: str
    id: int

    @classmethod
    def read(cls, key: str) -> Contestable:
        kind, _, number = key.partition(":")
        return cls(kind, int(number))

    def __str__(self) -> str:
        """As cases keep it: «warning:5»."""
        return f"{self.kind}:{self.id}"


def decisions_about(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    """What was decided against the speaker and stands: about titles, applications, services; a complaint found true where
    nothing graver followed from it."""
    titles = [*_warned(work, speaker), *_titles(work, speaker), *_not_renewed(work, speaker)]
    graver = any(one.kind in ("suspended", "revoked") for one in titles)
    found = [*titles, *_applications(work, speaker), *(() if graver else _found_true(work, speaker))]
    return [*found, *_ratings(work, speaker), *_struck(work, speaker)]


def deciders_of(work: UnitOfWork, decisions: Collection[Contestable]) -> dict[Contestable, set[int]]:
    """The persons who took each of them; nobody of the office for a rating."""
    taken = [(one, *_TAKEN_BY[one.kind]) for one in decisions if one.kind in _TAKEN_BY]
    if not taken:
        return {}
    any_of = (
        and_(Audit.subject == subject, Audit.subject_id == one.id, Audit.deed.in_(deeds))
        for one, subject, deeds in taken
    )
    columns = (Audit.subject, Audit.subject_id, Audit.deed, Audit.person_id)
    rows = work.session.execute(select(*columns).where(or_(*any_of))).all()
    return {
        one: {
            who
            for about, key, deed, who in rows
            if (about, key) == (subject, one.id) and deed in deeds and who is not None
        }
        for one, subject, deeds in taken
    }


def titles_and_applications(
    work: UnitOfWork, decisions: Collection[Contestable]
) -> dict[Contestable, tuple[str, str]]:
    """Pack and kind of what each was decided about; nothing of a rating, a diary or a complaint."""
    about = {one: _TAKEN_BY[one.kind][0] for one in decisions if one.kind in _TAKEN_BY}
    columns = {
        "application": (Application.id, Application.pack, Application.kind),
        "qualification": (Qualification.id, Qualification.pack, Qualification.holder),
    }
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for subject, (key, pack, kind) in columns.items():
        if ids := [one.id for one, its in about.items() if its == subject]:
            rows = work.session.execute(select(key, pack, kind).where(key.in_(ids)))
            found |= {(subject, number): (of, whose) for number, of, whose in rows}
    return {one: found[its, one.id] for one, its in about.items() if (its, one.id) in found}


def last_deciders(work: UnitOfWork, complaints: Collection[int]) -> dict[int, int | None]:
    """By the number of a complaint, the person who said last whether it is true."""
    deeds = ("uphold_complaint", "dismiss_complaint")
    by = select(Audit.subject_id, Audit.person_id).where(Audit.subject == "case", Audit.deed.in_(deeds))
    found = work.session.execute(by.where(Audit.subject_id.in_(complaints)).order_by(Audit.id))
    return {number: person for number, person in found if number is not None}


def appeal_ends(work: UnitOfWork, decision: Contestable) -> date | None:
    """The last day on which it may be appealed; None where the decision is not kept, or bears no such day."""
    if decision.kind not in _KEPT_AS:
        return None
    subject, deeds = _KEPT_AS[decision.kind]
    about: Any = decision.id
    if subject in ("warning", "renewal"):
        model: Any = FormalWarning if subject == "warning" else Renewal
        about = select(func.max(model.id)).where(model.qualification_id == decision.id).scalar_subquery()
    newest = select(StaffDecision.appeal_until).where(
        StaffDecision.subject == subject,
        StaffDecision.subject_id == about,
        StaffDecision.deed.in_(deeds),
        StaffDecision.state == "done",
    )
    return work.session.scalars(newest.order_by(StaffDecision.id.desc())).first()


def _warned(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    found = _own(speaker, Qualification.id).join(FormalWarning).where(FormalWarning.state == "issued")
    return [Contestable("warning", one) for one in work.session.scalars(found)]


def _titles(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    found = _own(speaker, Qualification.state, Qualification.id)
    lost = found.where(Qualification.state.in_(("suspended", "revoked")))
    return [Contestable(*row) for row in work.session.execute(lost)]


def _not_renewed(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    found = _own(speaker, Qualification.id).join(Renewal).where(Renewal.state == "declined")
    return [Contestable("renewal", one) for one in work.session.scalars(found.distinct())]


def _applications(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    found = select(Application.state, Application.id).where(Application.person_id == speaker.person_id)
    lost = found.where(Application.state.in_(("refused", "returned"))).order_by(Application.id.desc())
    return [Contestable(*row) for row in work.session.execute(lost)]


def _ratings(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    """The newest that could have been better."""
    given = select(Rating.need_id).where(Rating.expert_id == speaker.expert_id, Rating.stars < 5)
    newest = given.order_by(Rating.id.desc()).limit(NEWEST)
    return [Contestable("rating", one) for one in work.session.scalars(newest)]


def _found_true(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    """The newest complaints that were found true about a name by which the speaker, and nobody else, holds a title."""
    own = [one for one in names_held(work, speaker.person_id) if sole_holder(work, one) == speaker.person_id]
    found = select(Case.id).where(Case.kind == "complaint", Case.state.in_(("upheld", "referred")))
    mine = found.where(Case.against.in_(own), Case.person_id != speaker.person_id)
    return [
        Contestable("complaint", one)
        for one in work.session.scalars(mine.order_by(Case.id.desc()).limit(NEWEST))
    ]


def _struck(work: UnitOfWork, speaker: Speaker) -> list[Contestable]:
    """The newest diaries that staff have struck."""
    found = select(Diary.id).where(Diary.person_id == speaker.person_id, Diary.state == "struck")
    newest = found.order_by(Diary.id.desc()).limit(NEWEST)
    return [Contestable("struck", one) for one in work.session.scalars(newest)]


def _own(speaker: Speaker, *columns: Any) -> Select[*tuple[Any, ...]]:
    mine = or_(
        and_(Qualification.holder == "expert", Qualification.holder_id == speaker.expert_id),
        and_(Qualification.holder == "station", Qualification.holder_id == speaker.station_id),
    )
    return select(*columns).select_from(Qualification).where(mine).order_by(Qualification.id)
