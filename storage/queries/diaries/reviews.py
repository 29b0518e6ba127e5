"""What was said against diaries, as talks and digests read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from storage.jurisdiction import inside
from storage.queries.diaries.written import DiaryFacts, get_diary
from storage.tables import Diary, DiaryReview, Expert, Need, Person, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Review:
    """One remark; see `storage.tables.DiaryReview`. `holder` is whose diary it is, by name; `writer` the person who wrote it."""

    id: int
    kind: str
    state: str
    text: str
    answer: str
    case_id: int | None
    diary_id: int
    person_id: int
    writer: int
    holder: str
    served_on: date


_REGION = func.coalesce(Expert.region, Station.region)
_NAME = func.coalesce(Station.name, Person.name)
_COLUMNS: tuple[Any, ...] = (
    DiaryReview.id,
    DiaryReview.kind,
    DiaryReview.state,
    DiaryReview.text,
    DiaryReview.answer,
    DiaryReview.case_id,
    DiaryReview.diary_id,
    DiaryReview.person_id,
    Diary.person_id.label("writer"),
    _NAME.label("holder"),
    Diary.served_on,
)


def review_of(work: UnitOfWork, review_id: int) -> Review | None:
    """The remark of this number; None where there is none."""
    row = work.session.execute(_reviews(*_COLUMNS).where(DiaryReview.id == review_id)).first()
    return Review(*row) if row else None


def open_reviews(work: UnitOfWork, person_id: int) -> list[Review]:
    """What a writer of diaries is asked about and has not answered, oldest first."""
    asked = _reviews(*_COLUMNS).where(
        Diary.person_id == person_id,
        DiaryReview.kind.in_(("question", "dispute")),
        DiaryReview.state == "open",
        DiaryReview.answered_at.is_(None),
    )
    return [Review(*row) for row in work.session.execute(asked.order_by(DiaryReview.id))]


def diaries_to_see_to(jurisdiction: str | None) -> Select[*tuple[Any, ...]]:
    """Number, holder's name, day and writer of diaries that staff of a jurisdiction are to see to, by the oldest remark.

    What looks odd, and what was answered.
    """
    columns = (Diary.id, _NAME.label("holder"), Diary.served_on, Diary.person_id)
    waiting = _reviews(*columns).where(*_to_see_to(jurisdiction))
    return waiting.group_by(*columns).order_by(func.min(DiaryReview.id))


def reviews_in(work: UnitOfWork, jurisdiction: str | None) -> list[Review]:
    """Remarks that staff of a jurisdiction are to see to: what looks odd, what was answered, what is disputed; oldest first."""
    waiting = _reviews(*_COLUMNS).where(*_to_see_to(jurisdiction))
    return [Review(*row) for row in work.session.execute(waiting.order_by(DiaryReview.id))]


def _to_see_to(jurisdiction: str | None) -> tuple[ColumnElement[bool], ...]:
    return (
        inside(_REGION, jurisdiction),
        Diary.state.in_(("recorded", "held")),
        or_(
            (DiaryReview.kind == "flag") & (DiaryReview.state == "open"),
            (DiaryReview.kind == "question") & (DiaryReview.state == "answered"),
        ),
    )


def remarks_on(work: UnitOfWork, diary_id: int) -> list[Review]:
    """All that was said against a diary, oldest first."""
    found = _reviews(*_COLUMNS).where(DiaryReview.diary_id == diary_id)
    return [Review(*row) for row in work.session.execute(found.order_by(DiaryReview.id))]


def diaries_in(
    work: UnitOfWork, jurisdiction: str | None, named: str, limit: int
) -> list[tuple[str, DiaryFacts]]:
    """The newest diaries that stand of holders in a jurisdiction whose name stands in `named`, each with the name."""
    found = _holders(select(Diary.id, _NAME)).where(
        Diary.state.in_(("recorded", "held")), inside(_REGION, jurisdiction)
    )
    rows = work.session.execute(found.order_by(Diary.id.desc()).limit(200))
    mine = [(name, key) for key, name in rows if name and name in named]
    return [(name, get_diary(work, key)) for name, key in mine[:limit]]


def words_of_year(
    work: UnitOfWork, holder: str, holder_id: int, first: date, last: date, but: int
) -> list[str]:
    """What a holder's other diaries of these days tell, in words."""
    own = select(Diary.outcome).where(
        Diary.holder == holder,
        Diary.holder_id == holder_id,
        Diary.state == "recorded",
        Diary.served_on.between(first, last),
        Diary.id != but,
    )
    return [text for text in work.session.scalars(own.order_by(Diary.id.desc()).limit(400)) if text]


def diary_of_service(work: UnitOfWork, need_id: int) -> int | None:
    """The diary that stands of a need's service; None where there is none."""
    found = select(Diary.id).where(Diary.need_id == need_id, Diary.state == "recorded")
    return work.session.scalars(found.order_by(Diary.id.desc())).first()


def is_unsolved(work: UnitOfWork, need_id: int) -> bool:
    """Whether the firm of a need has said that its service solved nothing, and nothing else since."""
    return work.session.scalar(select(Need.unsolved_at).where(Need.id == need_id)) is not None


def _reviews(*columns: Any) -> Select[*tuple[Any, ...]]:
    return _holders(select(*columns).select_from(DiaryReview).join(Diary, Diary.id == DiaryReview.diary_id))


def _holders(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    found = found.outerjoin(Expert, (Diary.holder == "expert") & (Expert.id == Diary.holder_id))
    found = found.outerjoin(Station, (Diary.holder == "station") & (Station.id == Diary.holder_id))
    return found.outerjoin(Person, Person.id == Expert.person_id)
