"""What names, and the specialities of experts, are found by, kept beside them: whatever changes one through the session changes its terms.

The rows are pairs of signs under an ordinary index, the same on both databases (decision 0291).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from language.initials import pairs, terms
from storage.tables import Enterprise, Expert, Person, SearchTerm, Station

Subject = tuple[str, int]
NAMED: dict[type[Any], tuple[str, ...]] = {
    Person: ("name",),
    Expert: ("unit", "specialities"),
    Station: ("name",),
    Enterprise: ("name",),
}
"""Which columns are looked through."""


AT_ONCE = 500


def note_names(session: Session, context: UOWTransaction) -> None:
    """After each flush: of whom a name is new or another."""
    named = (row for row in (*session.new, *session.dirty) if type(row) in NAMED and _is_renamed(row))
    subjects = {_whose(row) for row in named}
    if subjects:
        keep_terms(session.connection(), subjects)


def keep_terms(connection: Connection, subjects: Iterable[Subject]) -> None:
    """Write down anew what these are found by."""
    every = list(subjects)
    people = [key for of, key in every if of == "person"]
    _keep(connection, "person", people, _names(connection, "person", people), terms)
    _keep(connection, "skill", people, _skills(connection, people), pairs)
    firms = [key for of, key in every if of == "enterprise"]
    _keep(connection, "enterprise", firms, _names(connection, "enterprise", firms), terms)


def keep_skills(connection: Connection) -> None:
    """Write down what experts are good at, for all: after an upgrade."""
    told = select(Expert.person_id).where(Expert.specialities != "").order_by(Expert.person_id)
    every = list(connection.execute(told).scalars())
    for first in range(0, len(every), AT_ONCE):
        some = every[first : first + AT_ONCE]
        _keep(connection, "skill", some, _skills(connection, some), pairs)


def _keep(
    connection: Connection,
    kind: str,
    ids: list[int],
    said: Mapping[int, list[str]],
    terms_of: Callable[[str], frozenset[str]],
) -> None:
    if not ids:
        return
    connection.execute(delete(SearchTerm).where(SearchTerm.kind == kind, SearchTerm.subject_id.in_(ids)))
    rows = [
        {"term": term, "kind": kind, "subject_id": key}
        for key, texts in said.items()
        for term in frozenset[str]().union(*map(terms_of, texts))
    ]
    if rows:
        connection.execute(insert(SearchTerm), rows)


def _skills(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    told = select(Expert.person_id, Expert.specialities).where(
        Expert.person_id.in_(ids), Expert.specialities != ""
    )
    return {key: [text] for key, text in connection.execute(told)} if ids else {}


def keep_all(connection: Connection) -> None:
    """Write it down for everybody, slice by slice: after an upgrade."""
    for kind, table in (("person", Person), ("enterprise", Enterprise)):
        after = 0
        while ids := list(
            connection.execute(
                select(table.id).where(table.id > after).order_by(table.id).limit(AT_ONCE)
            ).scalars()
        ):
            keep_terms(connection, [(kind, key) for key in ids])
            after = ids[-1]


def _names(connection: Connection, kind: str, ids: list[int]) -> dict[int, list[str]]:
    if not ids:
        return {}
    found: Select[*tuple[Any, ...]]
    if kind == "enterprise":
        found = select(Enterprise.id, Enterprise.name).where(Enterprise.id.in_(ids))
    else:
        found = select(Person.id, Person.name, Expert.unit, Station.name).where(Person.id.in_(ids))
        found = found.outerjoin(Expert, Expert.person_id == Person.id)
        found = found.outerjoin(Station, Station.person_id == Person.id)
    return {row[0]: [name for name in row[1:] if name] for row in connection.execute(found)}


def _is_renamed(row: Any) -> bool:
    state = inspect(row)
    return any(state.attrs[column].history.has_changes() for column in NAMED[type(row)])


def _whose(row: Any) -> Subject:
    if isinstance(row, Enterprise):
        return "enterprise", row.id
    person: int = row.id if isinstance(row, Person) else row.person_id
    return "person", person
