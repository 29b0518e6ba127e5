"""What is open for a person, as far as rows tell: it decides what a short sentence is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Select, and_, bindparam, exists, literal_column, or_, select

from programme.application import UNDER_REVIEW
from programme.cases import UNDECIDED
from programme.qualification import IN_FORCE
from storage.prepared import Prepared
from storage.queries.people.speakers import Speaker
from storage.tables import (
    Activity,
    Application,
    Attendance,
    Case,
    Need,
    Offer,
    Qualification,
)
from storage.unit_of_work import UnitOfWork

TERM_ENDS_WITHIN = timedelta(days=90)
LATE_ANSWER_WITHIN = timedelta(days=7)


def open_things(work: UnitOfWork, speaker: Speaker, today: date) -> frozenset[str]:
    """Of `language.intents.taxonomy.OPEN_THINGS`, those that rows tell of; whoever is unknown costs no query."""
    if not (speaker.consented_at or speaker.enterprise_id):
        return frozenset()
    values = {
        "person": speaker.person_id,
        "enterprise": speaker.enterprise_id or 0,
        "expert": speaker.expert_id or 0,
        "station": speaker.station_id or 0,
        "today": today,
        "soon": today + TERM_ENDS_WITHIN,
        "lately": datetime.combine(today - LATE_ANSWER_WITHIN, time.min, UTC),
    }
    row = _OPEN.run(work.connection, values)[0]
    return frozenset(name for name, there in zip(_CONDITIONS, row, strict=True) if there)


def _held() -> ColumnElement[bool]:
    """The title is the speaker's."""
    expert = and_(Qualification.holder == "expert", Qualification.holder_id == bindparam("expert"))
    station = and_(Qualification.holder == "station", Qualification.holder_id == bindparam("station"))
    return or_(expert, station)


def _one_of(column: ColumnElement[str] | Any, states: Iterable[str]) -> ColumnElement[bool]:
    """As IN, which cannot be prepared once for all."""
    return or_(*(column == literal_column(f"'{state}'") for state in states))


def _need(*states: str) -> ColumnElement[bool]:
    return exists().where(Need.enterprise_id == bindparam("enterprise"), _one_of(Need.state, states))


def _may_be_answered() -> ColumnElement[bool]:
    """The offer waits for an answer, or lapsed so lately that somebody may still come back to it."""
    lapsed = and_(
        _one_of(Offer.state, ("expired", "unreached", "closed")), Offer.expires_at >= bindparam("lately")
    )
    return or_(Offer.state == "pending", lapsed)


def _served() -> ColumnElement[bool]:
    """A service is accepted: as the enterprise's, or as the expert's."""
    mine = exists().where(Need.expert_id == bindparam("expert"), Need.state == "accepted")
    return or_(_need("accepted"), mine)


_CONDITIONS: dict[str, Any] = {
    "offer": lambda: exists().where(Offer.expert_id == bindparam("expert"), _may_be_answered()),
    "need": lambda: _need("open", "unanswered", "accepted"),
    "service": _served,
    "rating": lambda: _need("served"),
    "application": lambda: exists().where(
        Application.person_id == bindparam("person"), _one_of(Application.state, UNDER_REVIEW)
    ),
    "warning": lambda: exists().where(_held(), Qualification.state == "warned"),
    "event": lambda: (
        exists()
        .where(Attendance.person_id == bindparam("person"), Attendance.state == "signed_up")
        .where(Attendance.activity_id == Activity.id, Activity.held_on >= bindparam("today"))
    ),
    "case": lambda: exists().where(Case.person_id == bindparam("person"), _one_of(Case.state, UNDECIDED)),
    "term": lambda: exists().where(
        _held(), _one_of(Qualification.state, IN_FORCE), Qualification.until <= bindparam("soon")
    ),
}


def _open(dialect: Dialect) -> Select[*tuple[Any, ...]]:
    return select(*(make().label(name) for name, make in _CONDITIONS.items()))


_OPEN = Prepared(_open)
