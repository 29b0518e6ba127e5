"""What one database has compiled, the next in the same process need not compile again; and nothing else is shared."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import CursorResult, Engine, select
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.engine.interfaces import CacheStats

from storage.engine import make_engine
from storage.tables import Need
from tests import newest


def _asked(engine: Engine) -> CursorResult[str]:
    with engine.connect() as connection:
        found = connection.execute(select(Need.text.label("only_asked_here")).where(Need.id == 1))
        assert found.all() == []
    return found


def _hit(found: CursorResult[str]) -> bool:
    context = found.context
    assert isinstance(context, DefaultExecutionContext)
    return context.cache_hit is CacheStats.CACHE_HIT


def test_a_statement_is_compiled_once_for_all_databases(tmp_path: Path) -> None:
    first, second = (make_engine(newest.sqlite(tmp_path / name)) for name in ("first.db", "second.db"))
    assert [_hit(_asked(engine)) for engine in (first, second)] == [False, True]
    first.dispose()
    second.dispose()


def test_each_keeps_rows_of_its_own(tmp_path: Path) -> None:
    first, second = (make_engine(newest.sqlite(tmp_path / name)) for name in ("first.db", "second.db"))
    with first.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE only_here (one INTEGER)")
    tables = "SELECT name FROM sqlite_master WHERE name = 'only_here'"
    for engine, there in ((first, 1), (second, 0)):
        with engine.connect() as connection:
            assert len(connection.exec_driver_sql(tables).all()) == there
        engine.dispose()
