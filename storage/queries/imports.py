"""What a roster is compared with: persons, experts, stations and firms by phone or name, and how batches stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Select, func, or_, select

from storage.encryption.columns import is_one_of
from storage.jurisdiction import inside
from storage.tables import (
    Application,
    Diary,
    Enterprise,
    Expert,
    ImportBatch,
    ImportRow,
    Person,
    Qualification,
    Station,
)
from storage.unit_of_work import UnitOfWork

Verdict = Literal["new", "same", "changed", "doubtful", "wrong"]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the register, and what they are in it; `works_for` is the firm whose voice they are."""

    id: int
    name: str
    phone: str | None
    phone_verified: bool
    email: str | None
    works_for: int | None
    expert_id: int | None
    unit: str | None
    domains: list[str] | None
    expert_region: str | None
    station_id: int | None
    station: str | None
    address: str | None
    station_region: str | None


@dataclass(frozen=True, slots=True)
class KnownApplication:
    """An application that is not decided yet."""

    id: int
    person_id: int
    name: str
    unit: str
    phone: str | None
    domains: list[str]
    state: str
    region: str


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """A batch and how many of its rows are what: `states` and `verdicts` by name."""

    id: int
    kind: str
    person_id: int | None
    region: str
    name: str
    ground: str
    included: bool
    state: str
    headings: list[Any]
    created_at: datetime
    states: dict[str, int]
    verdicts: dict[str, int]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row as the file of failed rows has it, and where it stands."""

    id: int
    state: str
    sheet: str
    number: int
    verdict: str
    why: str
    cells: list[str]
    values: dict[str, Any]


def persons(work: UnitOfWork, names: Collection[str], phones: Collection[str]) -> list[KnownPerson]:
    """Whoever has one of these names or phones, with what they are; stations are found by their own name, too."""
    columns: tuple[Any, ...] = (
        Person.id,
        Person.name,
        Person.phone,
        Person.phone_verified,
        Person.email,
        Person.enterprise_id,
        Expert.id,
        Expert.unit,
        Expert.domains,
        Expert.region,
        Station.id,
        Station.name,
        Station.address,
        Station.region,
    )
    found = select(*columns).outerjoin(Expert, Expert.person_id == Person.id)
    found = found.outerjoin(Station, Station.person_id == Person.id)
    alike = or_(is_one_of(Person.phone_index, phones), Person.name.in_(names), Station.name.in_(names))
    rows = work.session.execute(found.where(alike, Person.room_of.is_(None)).order_by(Person.id))
    return [KnownPerson(*row) for row in rows]


def applications(
    work: UnitOfWork, kind: str, states: Collection[str], names: Collection[str], phones: Collection[str]
) -> list[KnownApplication]:
    """Applications of a kind in these states that bear one of these names or phones."""
    columns = (
        Application.id,
        Application.person_id,
        Application.name,
        Application.unit,
        Application.phone,
        Application.domains,
        Application.state,
        Application.region,
    )
    found = select(*columns).where(Application.kind == kind, Application.state.in_(states))
    found = found.where(or_(Application.name.in_(names), is_one_of(Application.phone_index, phones)))
    return [KnownApplication(*row) for row in work.session.execute(found.order_by(Application.id))]


def titles(work: UnitOfWork, kind: str, holders: Collection[int]) -> dict[int, set[str]]:
    """The states of the titles of these holders."""
    found: dict[int, set[str]] = {}
    rows = select(Qualification.holder_id, Qualification.state).where(
        Qualification.holder == kind, Qualification.holder_id.in_(holders)
    )
    for holder, state in work.session.execute(rows):
        found.setdefault(holder, set()).add(state)
    return found


def firms(work: UnitOfWork, pieces: Collection[str], jurisdiction: str) -> list[tuple[int, str, str | None]]:
    """Firms of a jurisdiction whose name is one of these: id, name, region."""
    found = select(Enterprise.id, Enterprise.name, Enterprise.region)
    known = Enterprise.claims.is_(None)  # whoever only says to be of a firm is not that firm
    found = found.where(known, Enterprise.name.in_(pieces), inside(Enterprise.region, jurisdiction))
    return [(row[0], row[1], row[2]) for row in work.session.execute(found.order_by(Enterprise.id))]


def diaries_of(
    work: UnitOfWork, holders: Iterable[tuple[str, int]], days: Collection[date]
) -> set[tuple[str, int, date, str, int]]:
    """What stands already, for each: whose it is, the day, the hours, the firms."""
    wanted = list(holders)
    columns = (Diary.holder, Diary.holder_id, Diary.served_on, Diary.hours, Diary.enterprises)
    found = select(*columns).where(
        Diary.holder_id.in_([key for _, key in wanted]), Diary.served_on.in_(days), Diary.state == "recorded"
    )
    rows = work.session.execute(found)
    return {(row[0], row[1], row[2], f"{row[3]:.2f}", row[4]) for row in rows if (row[0], row[1]) in wanted}


def batch(work: UnitOfWork, batch_id: int) -> BatchFacts | None:
    """A batch by its number."""
    return next(iter(_batches(work, ImportBatch.id == batch_id)), None)


def open_batches(work: UnitOfWork, limit: int = 2) -> list[int]:
    """Batches of which rows wait to be written or taken back, the oldest first."""
    found = select(ImportBatch.id).where(ImportBatch.state.in_(["open", "undoing"])).order_by(ImportBatch.id)
    return list(work.session.scalars(found.limit(limit)))


def rows_back(work: UnitOfWork, batch_id: int) -> Iterable[RowFacts]:
    """The rows that people must mend, in the order of the file, drawn one by one."""
    found = _rows(batch_id, "back").order_by(ImportRow.id).execution_options(yield_per=1000)
    return (RowFacts(*row) for row in work.session.execute(found))


def looked_at(work: UnitOfWork, batch_id: int, most: int) -> list[RowFacts]:
    """So many rows that came back, those that still wait for people first, then what became of the others."""
    found = _rows(batch_id, "back", "settled", "skipped").limit(most)
    waits_first = (ImportRow.state != "back", ImportRow.id)
    return [RowFacts(*row) for row in work.session.execute(found.order_by(*waits_first))]


def _rows(batch_id: int, *states: str) -> Select[Any]:
    columns = (
        ImportRow.id,
        ImportRow.state,
        ImportRow.sheet,
        ImportRow.number,
        ImportRow.verdict,
        ImportRow.why,
        ImportRow.cells,
        ImportRow.values,
    )
    return select(*columns).where(ImportRow.batch_id == batch_id, ImportRow.state.in_(states))


def _batches(work: UnitOfWork, *where: Any, limit: int | None = None) -> list[BatchFacts]:
    columns: tuple[Any, ...] = (
        ImportBatch.id,
        ImportBatch.kind,
        ImportBatch.person_id,
        ImportBatch.region,
        ImportBatch.name,
        ImportBatch.ground,
        ImportBatch.included,
        ImportBatch.state,
        ImportBatch.headings,
        ImportBatch.created_at,
    )
    rows = work.session.execute(select(*columns).where(*where).order_by(ImportBatch.id.desc()).limit(limit))
    found: list[tuple[Any, ...]] = [tuple(row) for row in rows]
    return [BatchFacts(*(*row, *_counts(work, row[0]))) for row in found]


def _counts(work: UnitOfWork, batch_id: int) -> tuple[dict[str, int], dict[str, int]]:
    counted = select(ImportRow.state, ImportRow.verdict, func.count()).where(ImportRow.batch_id == batch_id)
    states: dict[str, int] = {}
    verdicts: dict[str, int] = {}
    for state, verdict, count in work.session.execute(counted.group_by(ImportRow.state, ImportRow.verdict)):
        states[state] = states.get(state, 0) + count
        verdicts[verdict] = verdicts.get(verdict, 0) + count
    return states, verdicts
