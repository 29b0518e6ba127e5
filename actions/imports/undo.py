"""A batch is taken back, the last row first: what it made is removed, what it changed is as it was. What somebody has built on stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, or_, select, update

from actions.audit import note
from actions.imports.trace import as_json, from_json
from actions.refusal import Refused
from storage.changes import touch
from storage.encryption.columns import indexed
from storage.queries.imports import batch
from storage.search_terms import Subject, keep_terms
from storage.tables import Audit, ExpertChange, ImportBatch, ImportRow
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork

SLICE = 200
STANDING = ("done", "settled")
"""States of rows that went in."""
OWN_DEED = "import_enterprise"
"""A firm that another row names again: if that row is of another roster, who speaks for the firm there refers to it."""
_NOT_BUILT = {"import_row", "import_batch", "expert_change", "audit"}
Made = tuple[str, Any]


def begin_undo(work: UnitOfWork, batch_id: int, by: int | None, now: datetime) -> None:
    """From now on it is taken back. Refused «not_open» while it is being written, or was taken back."""
    one = work.session.get_one(ImportBatch, batch_id, with_for_update=True)
    if one.state != "done":
        raise Refused("not_open", "这次导入还没完，或已经撤过了。")
    one.state = "undoing"
    note(work, "undo_import", "import_batch", batch_id, by, now)


def undo_some(work: UnitOfWork, batch_id: int, now: datetime) -> bool:
    """Take back the last rows that stand; whether more do."""
    one = work.session.get_one(ImportBatch, batch_id, with_for_update=True)
    if one.state != "undoing":
        return False
    standing = select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.state.in_(STANDING))
    rows = list(work.session.scalars(standing.order_by(ImportRow.id.desc()).limit(SLICE)))
    work.session.flush()
    built = set(_built_on(work, rows))
    for row in rows:
        row.state = "kept" if built & set(_made(row)) or not _restored(work, row) else _removed(work, row)
    work.session.flush()
    work.session.expire_all()
    if len(rows) < SLICE:
        one.state, one.closed_at = "undone", now
    return len(rows) == SLICE


def _made(row: ImportRow) -> Iterator[Made]:
    return ((table, key) for table, key in row.made)


def _removed(work: UnitOfWork, row: ImportRow) -> str:
    found_by = [_whose_name(work, name, key) for name, key in row.made]
    for name, key in reversed(row.made):
        table = Base.metadata.tables[name]
        _drop_notes(work, name, key)
        work.connection.execute(delete(table).where(_key(table) == key))
    keep_terms(work.connection, [one for one in found_by if one])
    return "undone" if row.made or row.before else "nothing"


def _restored(work: UnitOfWork, row: ImportRow) -> bool:
    """Whether what it changed is as it left it, and now as it was."""
    changed = [(*_named(name), before, row.after[name]) for name, before in row.before.items()]
    for table, key, _, after in changed:
        now = work.connection.execute(select(table).where(_key(table) == key)).mappings().first()
        if now is None or any(
            as_json(now[column]) != value for column, value in after.items() if _tells(column)
        ):
            return False
    for table, key, before, _ in changed:
        old = {column: from_json(table.c[column], value) for column, value in before.items()}
        old |= indexed(before["phone"]) if "phone" in before else {}
        work.connection.execute(update(table).where(_key(table) == key).values(old))
        if table.name == "expert":
            touch(work.connection, [key])
        if whose := _whose_name(work, table.name, key):
            keep_terms(work.connection, [whose])
    return True


def _whose_name(work: UnitOfWork, name: str, key: Any) -> Subject | None:
    """Who is found by a name in this row; None where it has none."""
    if name in ("person", "enterprise"):
        return name, key
    if name not in ("expert", "station"):
        return None
    table = Base.metadata.tables[name]
    person = work.connection.execute(select(table.c.person_id).where(_key(table) == key)).scalar()
    return ("person", person) if person else None


def _tells(column: str) -> bool:
    """Whether a column is people's doing; the calendar writes some by itself."""
    return column not in ("next_due", "silent_since")


def _named(name: str) -> tuple[Table, Any]:
    table, _, key = name.partition(":")
    found = Base.metadata.tables[table]
    return found, int(key) if _key(found).type.python_type is int else key


def _built_on(work: UnitOfWork, rows: Collection[ImportRow]) -> Iterator[Made]:
    """Of what these rows made: what others refer to, or what somebody has done something with since."""
    made: dict[str, dict[Any, ImportRow]] = {}
    for row in rows:
        for table, key in _made(row):
            made.setdefault(table, {})[key] = row
    own = {(table, key) for table, keys in made.items() for key in keys}
    for name, keys in made.items():
        yield from _referred_to(work, name, keys, own)
        yield from _done_since(work, name, keys)
    for row in rows:
        changed = {(table.name, key): row for table, key in map(_named, row.before)}
        for name, key in changed:
            if any(True for _ in _done_since(work, name, {key: row})):
                yield from _made(row)


def _referred_to(work: UnitOfWork, name: str, keys: Collection[Any], own: set[Made]) -> Iterator[Made]:
    for table, column in _references(name):
        found = select(_key(table), column).where(column.in_(keys))
        if "holder" in table.c and column.name == "holder_id":
            found = found.where(table.c.holder == name)
        if table.name == "outbox":
            found = found.where(table.c.state != "queued")
        for pk, key in work.connection.execute(found):
            if (table.name, pk) not in own:
                yield name, key


def _references(name: str) -> Iterator[tuple[Table, Any]]:
    """The columns that name rows of a table, by a key of the database or by a holder's number."""
    for table in Base.metadata.sorted_tables:
        if table.name in _NOT_BUILT:
            continue
        for column in table.c:
            by_key = any(foreign.column.table.name == name for foreign in column.foreign_keys)
            if by_key or (name in ("expert", "station") and column.name == "holder_id"):
                yield table, column


def _done_since(work: UnitOfWork, name: str, keys: dict[Any, ImportRow]) -> Iterator[Made]:
    """What stands in the audit after the row was written: about it, or by the person that it made."""
    about = (Audit.subject == name) & Audit.subject_id.in_(keys)
    by = Audit.person_id.in_(keys) if name == "person" else None
    found = select(Audit.id, Audit.subject_id, Audit.person_id).where(about if by is None else or_(about, by))
    found = found.where(Audit.deed != OWN_DEED)
    numbers = {key for key in keys if isinstance(key, int)}
    for audit, subject, person in work.connection.execute(found) if numbers else ():
        key = subject if subject in keys else person
        if audit > keys[key].noted:
            yield name, key


def _drop_notes(work: UnitOfWork, name: str, key: Any) -> None:
    """What waits to be told to a person; that an expert has changed (the index drops whose last notes are gone)."""
    if name == "person":
        outbox = Base.metadata.tables["outbox"]
        work.connection.execute(delete(outbox).where(outbox.c.person_id == key, outbox.c.state == "queued"))
    elif name == "expert":
        work.connection.execute(delete(ExpertChange).where(ExpertChange.expert_id == key))


def _key(table: Table) -> Any:
    return next(iter(table.primary_key.columns))


def undone(work: UnitOfWork, batch_id: int) -> tuple[int, int]:
    """How many rows were taken back, and how many stay."""
    facts = batch(work, batch_id)
    states = facts.states if facts else {}
    return states.get("undone", 0), states.get("kept", 0)
