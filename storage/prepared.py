"""Statements of the hot path, compiled once and run on the driver's own cursor.

SQLAlchemy builds and checks them; its work at each execution, some 60 µs of it, is what is left out.
Every message runs four of these, so this is what lets a process take thousands a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Processor = Callable[[Any], Any]


class Compilable(Protocol):
    """A SELECT, INSERT or UPDATE."""

    def compile(self, *, dialect: Dialect, column_keys: Sequence[str] | None) -> Any: ...


def run_bare(connection: Connection, sql: str) -> None:
    """A statement without parameters or rows, on the driver's own cursor: a savepoint, say."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql)
    finally:
        cursor.close()


class Prepared:
    """One statement; `make` builds it for a dialect. All its runs give values for the same names."""

    def __init__(self, make: Callable[[Dialect], Compilable]) -> None:
        self._make = make

    def run(self, connection: Connection, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Execute on the connection's transaction; return the rows, converted as SQLAlchemy would."""
        return self._for(connection.dialect, values).run(connection, values)

    def _for(self, dialect: Dialect, values: dict[str, Any]) -> _Compiled:
        """Kept with the dialect, since what seals and opens has the keys that go with it."""
        compiled: dict[Prepared, _Compiled] = dialect.__dict__.setdefault("prepared", {})
        if self not in compiled:
            compiled[self] = _Compiled(self._make(dialect), dialect, list(values))
        return compiled[self]


class _Compiled:
    def __init__(self, statement: Any, dialect: Dialect, names: list[str]) -> None:
        is_insert = bool(getattr(statement, "is_insert", False))
        is_update = bool(getattr(statement, "is_update", False))
        keys = names if is_insert else _set_columns(statement, names) if is_update else None
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=keys)
        self.sql = str(compiled)
        self.by_place = compiled.positiontup is not None
        self.fixed = {name: bind.value for name, bind in compiled.binds.items() if bind.value is not None}
        names_in_order = compiled.positiontup if compiled.positiontup is not None else list(compiled.binds)
        self.names = list(names_in_order)
        binders = [_binder(compiled.binds[name].type, dialect) for name in self.names]
        self.binders = [(place, bind) for place, bind in enumerate(binders) if bind]
        self.returned = _returned(statement)
        readers = [_reader(column.type, dialect) for column in self.returned]
        self.readers = [(place, reader) for place, reader in enumerate(readers) if reader]

    def run(self, connection: Connection, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        given = self.fixed | values if self.fixed else values
        bound = [given[name] for name in self.names]
        for place, bind in self.binders:
            bound[place] = bind(bound[place])
        parameters = bound if self.by_place else dict(zip(self.names, bound, strict=True))
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.sql, parameters)
            rows = list(cursor.fetchall()) if self.returned else []
        finally:
            cursor.close()
        return [self._read(row) for row in rows] if self.readers else rows

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, read in self.readers:
            values[place] = read(values[place])
        return tuple(values)


def _returned(statement: Any) -> list[ColumnElement[Any]]:
    """The columns of a SELECT or of RETURNING; none where nothing comes back."""
    return list(statement.selected_columns if statement.is_select else statement.exported_columns)


def _set_columns(statement: Any, names: list[str]) -> list[str]:
    return [name for name in names if name in statement.table.columns]


def _binder(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
