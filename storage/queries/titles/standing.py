"""How titles stand: qualifications, warnings and renewals, as talks and notices read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select

from programme.packs import Kind
from storage.jurisdiction import inside
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import HOLDER, REGION, Holder, holding
from storage.tables import Agreement, FormalWarning, Qualification, Renewal
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class QualificationFacts:
    """A title: whose (`holder` is the kind), under which pack, in which state, for which term."""

    id: int
    holder: Kind
    holder_id: int
    pack: str
    state: str
    certified_on: date
    until: date
    silent_since: date | None
    registered_on: date | None = None


@dataclass(frozen=True, slots=True)
class WarningFacts:
    """A warning for silence since a day, with the pack of the title and who holds it."""

    id: int
    state: str
    silent_since: date
    reason: str
    pack: str
    who: Holder


@dataclass(frozen=True, slots=True)
class RenewalFacts:
    """A wish for another term: `until` is the end of the old one, `ends` the end of the title's term now."""

    id: int
    state: str
    until: date
    reason: str
    ends: date
    pack: str
    who: Holder


_QUALIFICATION: tuple[Any, ...] = (
    Qualification.id,
    Qualification.holder,
    Qualification.holder_id,
    Qualification.pack,
    Qualification.state,
    Qualification.certified_on,
    Qualification.until,
    Qualification.silent_since,
    Qualification.registered_on,
)
_WARNING = (
    FormalWarning.id,
    FormalWarning.state,
    FormalWarning.silent_since,
    FormalWarning.reason,
    Qualification.pack,
)
_RENEWAL = (
    Renewal.id,
    Renewal.state,
    Renewal.until,
    Renewal.reason,
    Qualification.until.label("ends"),
    Qualification.pack,
)


def qualification(work: UnitOfWork, qualification_id: int) -> QualificationFacts | None:
    """A title by its id; None where there is none."""
    found = select(*_QUALIFICATION).where(Qualification.id == qualification_id)
    row = work.session.execute(found).first()
    return QualificationFacts(*row) if row else None


def qualifications_of(
    work: UnitOfWork, speaker: Speaker, states: Collection[str]
) -> list[QualificationFacts]:
    """What the speaker holds in these states, as expert first, then as station."""
    mine = or_(
        and_(Qualification.holder == "expert", Qualification.holder_id == speaker.expert_id),
        and_(Qualification.holder == "station", Qualification.holder_id == speaker.station_id),
    )
    found = select(*_QUALIFICATION).where(mine, Qualification.state.in_(states))
    rows = work.session.execute(found.order_by(Qualification.holder, Qualification.id))
    return [QualificationFacts(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an expert's agreement says of their service: form (online, offline or both) and time."""

    form: str
    times: str


def agreed(work: UnitOfWork, expert_id: int) -> Agreed | None:
    """The newest agreement of an expert; None where none is signed."""
    found = select(Agreement.form, Agreement.times).join(
        Qualification, Qualification.id == Agreement.qualification_id
    )
    own = found.where(Qualification.holder == "expert", Qualification.holder_id == expert_id)
    row = work.session.execute(own.order_by(Agreement.id.desc())).first()
    return Agreed(*row) if row else None


def warning(work: UnitOfWork, warning_id: int) -> WarningFacts | None:
    """A warning by its id; None where there is none."""
    row = work.session.execute(_warnings().where(FormalWarning.id == warning_id)).first()
    return _warning(row) if row else None


def warning_of(work: UnitOfWork, qualification_id: int, state: str = "issued") -> WarningFacts | None:
    """The newest warning in this state (in force, unless said) about a title; None where there is none."""
    found = _warnings().where(
        FormalWarning.qualification_id == qualification_id, FormalWarning.state == state
    )
    row = work.session.execute(found.order_by(FormalWarning.id.desc())).first()
    return _warning(row) if row else None


def warnings_in(
    work: UnitOfWork, jurisdiction: str | None, state: str, titles: Collection[str] = ()
) -> list[WarningFacts]:
    """The warnings in this state of those in a jurisdiction, oldest first; `titles`: only where the title is in one of these."""
    found = _warnings().where(FormalWarning.state == state, inside(REGION, jurisdiction))
    found = found.where(Qualification.state.in_(titles)) if titles else found
    return [_warning(row) for row in work.session.execute(found.order_by(FormalWarning.id))]


def renewal(work: UnitOfWork, renewal_id: int) -> RenewalFacts | None:
    """A wish for another term by its id; None where there is none."""
    row = work.session.execute(_renewals().where(Renewal.id == renewal_id)).first()
    return _renewal(row) if row else None


def renewals_in(work: UnitOfWork, jurisdiction: str | None, state: str) -> list[RenewalFacts]:
    """The wishes in this state of those in a jurisdiction, oldest first."""
    found = _renewals().where(Renewal.state == state, inside(REGION, jurisdiction))
    return [_renewal(row) for row in work.session.execute(found.order_by(Renewal.id))]


def is_renewal_asked(work: UnitOfWork, qualification_id: int, until: date) -> bool:
    """Whether the holder has asked for the term that follows the one ending on this day."""
    same = select(Renewal.id).where(Renewal.qualification_id == qualification_id, Renewal.until == until)
    return work.session.execute(same).first() is not None


def _warnings() -> Select[*tuple[Any, ...]]:
    found = holding(*_WARNING, *HOLDER)
    return found.join(FormalWarning, FormalWarning.qualification_id == Qualification.id)


def _renewals() -> Select[*tuple[Any, ...]]:
    return holding(*_RENEWAL, *HOLDER).join(Renewal, Renewal.qualification_id == Qualification.id)


def _warning(row: Any) -> WarningFacts:
    facts: tuple[Any, ...] = (*row[: len(_WARNING)], Holder(*row[len(_WARNING) :]))
    return WarningFacts(*facts)


def _renewal(row: Any) -> RenewalFacts:
    facts: tuple[Any, ...] = (*row[: len(_RENEWAL)], Holder(*row[len(_RENEWAL) :]))
    return RenewalFacts(*facts)
