"""`python -m tests.tools.schema`: write the newest form of the tables to `tests/payloads/schemas/REVISION.sql`.

Whoever adds a migration runs it once, when the work is done, and commits the new file beside the old ones: later
migrations are tried from each of them.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.script import ScriptDirectory

from storage.migrate import configuration
from tests import newest

SCHEMAS = Path(__file__).parent.parent / "payloads" / "schemas"


def head() -> str:
    """The newest revision."""
    revision = ScriptDirectory.from_config(configuration()).get_current_head()
    assert revision
    return revision


def dump(file: Path) -> str:
    """The SQL that makes an SQLite database like this one, which revision it is included."""
    connection = sqlite3.connect(file)
    try:
        return "\n".join(connection.iterdump()) + "\n"
    finally:
        connection.close()


def load(sql: str, file: Path) -> str:
    """Make a database out of a dump; its address."""
    connection = sqlite3.connect(file)
    connection.executescript(sql)
    connection.close()
    return f"sqlite:///{file}"


def main() -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "yiqi.db"
        newest.sqlite(file)
        (SCHEMAS / f"{head()}.sql").write_text(dump(file), encoding="utf-8")


if __name__ == "__main__":
    main()
