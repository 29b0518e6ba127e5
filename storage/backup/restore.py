"""A backup into a folder that has nothing of Yiqi in it yet, checked before it takes its place."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import make_url

from storage.backup import postgres, shipping, sqlite
from storage.backup.archive import DATABASE, KEYS, NEWER, SETTINGS, Manifest, counted, unpack
from storage.backup.errors import BackupError
from storage.encryption.keyring import Keyring
from storage.encryption.sources import KeyFile, keyring_of
from storage.engine import make_engine
from storage.migrate import is_known, upgrade
from storage.reseal import check_keys

NAME = "yiqi.db"
TAKEN = "{what} 已经在那里了，没有动它：换一个空文件夹。 / {what} is there already: take an empty folder."
WHERE = "备份是 PostgreSQL 的：用 --database 指定一个空库（带密码就写在环境变量 YIQI_RESTORE_TO 里）。 / Name an empty database."
FEWER = "恢复出来的 {table} 和备份时的行数不一样（{found}，应当是 {wanted}）。 / Rows are missing."


@dataclass(frozen=True, slots=True)
class Restored:
    """Where everything is now. `checked`: whether the data keys were at hand, and open what is kept. `up_to`: when the last
    commit was copied that lay in a copy of the log beside the backup; None where there was none."""

    manifest: Manifest
    database: str
    keys: Path | None
    settings: Path | None
    checked: bool
    up_to: float | None = None


def restore(
    file: Path, seal: Keyring, folder: Path, database: str = "", keys: Keyring | None = None
) -> Restored:
    """The backup into the folder, and into `database` where it is of PostgreSQL. Raises `BackupError`, and then leaves the folder as it was.

    `keys`: the data keys, where they are at hand and not in the backup.
    """
    for name in (NAME, f"{NAME}.keys", SETTINGS.rstrip("/")):
        if (folder / name).exists():
            raise BackupError(TAKEN.format(what=folder / name))
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=".restoring-", dir=folder))
    try:
        manifest = unpack(file, seal, beside)
        up_to = _brought_up(manifest, beside, file.with_suffix(shipping.LOG), seal)
        return _restored(manifest, beside, folder, database, keys, up_to)
    finally:
        shutil.rmtree(beside)
        if made:
            with suppress(OSError):  # there is something in it, as there should be
                folder.rmdir()


def _brought_up(manifest: Manifest, beside: Path, log: Path, seal: Keyring) -> float | None:
    """Lay the copy of the log over the database, where there is one, once that is known to be whole."""
    if manifest.kind != "sqlite" or not log.exists():
        return None
    sqlite.require_sound(beside / DATABASE)
    _check(f"sqlite:///{beside / DATABASE}", manifest, None)
    shipping.bring_up(beside / DATABASE, log, seal)
    return log.stat().st_mtime


def _restored(
    manifest: Manifest,
    beside: Path,
    folder: Path,
    database: str,
    keys: Keyring | None,
    up_to: float | None,
) -> Restored:
    if not is_known(manifest.head):
        raise BackupError(NEWER.format(version=manifest.version))
    own = keyring_of(KeyFile(beside / KEYS)) if (beside / KEYS).exists() else keys
    if manifest.kind == "sqlite":
        address = f"sqlite:///{folder / NAME}"
        sqlite.require_sound(beside / DATABASE)
        _check(f"sqlite:///{beside / DATABASE}", None if up_to else manifest, own)
        os.replace(beside / DATABASE, folder / NAME)
    else:
        if not database:
            raise BackupError(WHERE)
        address = database
        postgres.bring_back(beside / DATABASE, make_url(database))
        _check(database, manifest, own)
    kept = _moved(beside / KEYS, folder / f"{NAME}.keys")
    settings = _moved(beside / SETTINGS, folder / SETTINGS)
    return Restored(manifest, address, kept, settings, own is not None, up_to)


def _moved(source: Path, target: Path) -> Path | None:
    if not source.exists():
        return None
    os.replace(source, target)
    return target


def _check(address: str, manifest: Manifest | None, keys: Keyring | None) -> None:
    """As many rows as there were, where that is known; and, where keys are at hand, that they open what is kept, in the form of this version."""
    engine = make_engine(address, keys or Keyring(list))
    try:
        if manifest:
            with engine.execution_options(readonly=True).connect() as connection:
                _check_rows(counted(connection), manifest.rows)
        if keys:
            upgrade(engine)
            with engine.execution_options(readonly=True).connect() as connection:
                check_keys(connection)
    finally:
        engine.dispose()


def _check_rows(found: dict[str, int], wanted: dict[str, int]) -> None:
    for table in found.keys() & wanted.keys():
        if found[table] != wanted[table]:
            raise BackupError(FEWER.format(table=table, found=found[table], wanted=wanted[table]))
