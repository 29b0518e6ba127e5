"""The forms that the tables have had, one dump an issue: the newest is today's, and each older one is brought to it."""

from __future__ import annotations

from pathlib import Path

import pytest

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
