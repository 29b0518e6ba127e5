"""The tables are what the migrations make, and moments come back as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from bot.app import App
from storage.tables import Enterprise
from storage.tables.base import Base, Instant

SQLITE: Dialect = sqlite.dialect()
POSTGRES: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped


def test_the_migrations_make_the_tables(app: App) -> None:
    with app.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_moment_is_the_same_moment_when_it_comes_back(app: App) -> None:
    here = datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=8)))
    firm = Enterprise(name="蓝湾", region=None, focus=[], created_at=here)
    app.database.write(lambda work: work.session.add(firm)).result()
    read = app.database.write(lambda work: work.session.get_one(Enterprise, 1).created_at).result()
    assert read == here
    assert read.tzinfo is not None


@settings(max_examples=50)
@given(st.datetimes(timezones=st.timezones()))
def test_every_moment_is_kept_as_utc(moment: datetime) -> None:
    kept = Instant().process_bind_param(moment, SQLITE)
    assert kept is not None
    assert kept.tzinfo == UTC
    naive = kept.replace(tzinfo=None)
    assert Instant().process_result_value(naive, SQLITE) == kept == moment.astimezone(UTC)
    assert Instant().process_result_value(kept, POSTGRES) == kept
