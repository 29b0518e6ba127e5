"""The forms that the tables have had, one dump an issue: the newest is today's, and each older one is brought to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from storage.engine import make_engine
from storage.migrate import configuration, upgrade
from storage.tables.base import Base
from tests import newest
from tests.tools.schema import SCHEMAS, dump, head, load

DUMPS = sorted(SCHEMAS.glob("*.sql"))


def test_the_newest_form_is_written_down(tmp_path: Path) -> None:
    written = SCHEMAS / f"{head()}.sql"
    assert written.exists(), "a migration came: run `make schema` and commit what it writes"
    newest.sqlite(tmp_path / "yiqi.db")
    assert written.read_text(encoding="utf-8") == dump(tmp_path / "yiqi.db"), "run `make schema`"


@pytest.mark.parametrize("written", DUMPS, ids=lambda file: file.stem)
def test_a_database_of_that_form_is_brought_to_the_newest(written: Path, tmp_path: Path) -> None:
    newest.migrate(load(written.read_text(encoding="utf-8"), tmp_path / "old.db"))
    newest.sqlite(tmp_path / "new.db")
    assert dump(tmp_path / "old.db") == dump(tmp_path / "new.db")


def test_every_step_can_be_taken_back_and_done_again(database: str) -> None:
    engine, config = make_engine(database), configuration()
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
