"""Databases in the newest form with nothing in them: copied, which takes a fifth of the time that making one takes."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from storage.engine import make_engine
from storage.migrate import upgrade


def sqlite(file: Path) -> str:
    """The address of a new SQLite database at this path."""
    shutil.copy(_made(), file)
    return f"sqlite:///{file}"


def copied(source: Path, target: Path) -> Path:
    """A copy of a database in use, with its keys."""
    keys = Path(f"{source}.keys")
    if keys.exists():
        shutil.copy(keys, f"{target}.keys")
    shutil.copy(source, target)
    return target


def migrate(database: str) -> None:
    """Bring an empty database to the newest form."""
    engine = make_engine(database)
    upgrade(engine)
    engine.dispose()


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="yiqi-newest-"))
    atexit.register(shutil.rmtree, folder)
    migrate(f"sqlite:///{folder / 'yiqi.db'}")
    return folder / "yiqi.db"
