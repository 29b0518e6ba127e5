"""What a backup holds: a manifest, the database as it is stored, the settings' files, and the data keys where they are wanted."""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

from sqlalchemy import Connection, Engine, create_engine, func, inspect, select, text

from storage.backup import postgres, sqlite
from storage.backup.envelope import DAMAGED, Opener, Sealer
from storage.backup.errors import BackupError
from storage.encryption.keyring import Keyring
from storage.encryption.sources import PRIVATE
from storage.migrate import revision_of
from storage.tables.base import Base

MANIFEST, DATABASE, KEYS, SETTINGS = "manifest.json", "database", "keys", "settings/"
FORMAT = 1
NEWER = "备份是更新的益企（{version}）做的，这里的版本读不了：先升级。 / The backup was made by a newer Yiqi: upgrade first."

NO_TABLES = "数据库里还没有表：先运行 yiqi db upgrade。 / The database has no tables yet."
TAKEN = "{what} 已经在那里了，没有动它：换一个名字。 / {what} is there already: take another name."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup is of. `head`: the migration it stands at; `rows` by table; `keys`: names of the data keys it needs."""

    kind: str
    version: str
    head: str
    made_at: str
    rows: dict[str, int]
    keys: list[str]
    with_keys: bool
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a backup beside the database: files by name, and the lines of the data keys."""

    version: str
    settings: Mapping[str, bytes] = field(default_factory=dict)
    keys: bytes | None = None


def back_up(
    engine: Engine, data_keys: Keyring, target: Path, seal: Keyring, what: Contents, now: datetime
) -> Manifest:
    """Write a backup beside others that write to the database, and read it through once; raises `BackupError`.

    `target` is there only once all of it is on the disk.
    """
    if target.exists():
        raise BackupError(TAKEN.format(what=target))
    copy, part = target.with_name(f"{target.name}.copy"), target.with_name(f"{target.name}.part")
    try:
        manifest = _manifest(_copy(engine, copy), data_keys, what, now)
        with _private(part) as file:
            _write(file, seal, manifest, copy, what)
        read_through(part, seal)
        os.replace(part, target)
    finally:
        copy.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return manifest


def read_through(file: Path, keys: Keyring) -> Manifest:
    """The manifest of a backup, every piece of which could be opened; raises `BackupError`."""
    with _members(file, keys) as members:
        manifest = _read_manifest(next(members, None))
        for _, content in members:
            while content.read(1 << 20):
                pass
    return manifest


def unpack(file: Path, keys: Keyring, folder: Path) -> Manifest:
    """The backup's parts into an empty folder: `database`, `keys`, `settings/…`; raises `BackupError`."""
    with _members(file, keys) as members:
        manifest = _read_manifest(next(members, None))
        for name, content in members:
            place = _place(folder, name)
            with _private(place) as written:
                shutil.copyfileobj(content, written, 1 << 20)
    return manifest


@dataclass(frozen=True, slots=True)
class Copied:
    """What the copy holds: its kind, the migration, the rows of each table."""

    kind: str
    head: str
    rows: dict[str, int]


def counted(connection: Connection) -> dict[str, int]:
    """How many rows each table has, of those that this version and the database both know."""
    there = set(inspect(connection).get_table_names())
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in Base.metadata.sorted_tables
        if table.name in there
    }


def _manifest(copied: Copied, data_keys: Keyring, what: Contents, now: datetime) -> Manifest:
    made_at, ids = now.isoformat(), sorted(data_keys.ids)
    return Manifest(
        copied.kind, what.version, copied.head, made_at, copied.rows, ids, with_keys=what.keys is not None
    )


def _copy(engine: Engine, target: Path) -> Copied:
    """The database as it is at one moment, and what it held at that moment."""
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE))
    if engine.dialect.name == "sqlite":
        sqlite.copy_into(Path(str(engine.url.database)), target)
        copy = create_engine(f"sqlite:///{target}")
        with copy.connect() as connection:
            copied = _looked_at(connection)
        copy.dispose()
        return copied
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        copied = _looked_at(connection)
        postgres.copy_into(engine.url, target, snapshot)
    return copied


def _looked_at(connection: Connection) -> Copied:
    head = revision_of(connection)
    if head is None:
        raise BackupError(NO_TABLES)
    return Copied(connection.dialect.name, head, counted(connection))


def _write(file: BinaryIO, seal: Keyring, manifest: Manifest, copy: Path, what: Contents) -> None:
    sealer = Sealer(file, seal)
    with tarfile.open(fileobj=cast(IO[bytes], sealer), mode="w|", bufsize=1 << 20) as tar:
        _add(tar, MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False).encode())
        tar.add(copy, DATABASE, filter=_nobodys)
        for name, content in what.settings.items():
            _add(tar, SETTINGS + name, content)
        if what.keys is not None:
            _add(tar, KEYS, what.keys)
    sealer.finish()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), PRIVATE
    tar.addfile(info, io.BytesIO(content))


def _nobodys(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    return info


@contextmanager
def _members(file: Path, keys: Keyring) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    with file.open("rb") as raw:
        opener = Opener(raw, keys)
        try:
            with tarfile.open(fileobj=cast(IO[bytes], io.BufferedReader(opener, 1 << 20)), mode="r|") as tar:
                yield _each(tar)
        except tarfile.TarError:
            raise BackupError(DAMAGED) from None


def _each(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for info in tar:
        content = tar.extractfile(info)
        if content is None:
            raise BackupError(DAMAGED)
        yield info.name, content


def _read_manifest(first: tuple[str, IO[bytes]] | None) -> Manifest:
    if first is None or first[0] != MANIFEST:
        raise BackupError(DAMAGED)
    told = json.loads(first[1].read())
    if told.get("format") != FORMAT:
        raise BackupError(NEWER.format(version=told.get("version", "?")))
    return Manifest(**told)


def _place(folder: Path, name: str) -> Path:
    """Where a part goes: names of Yiqi's own making, whatever the archive says."""
    if name in (DATABASE, KEYS):
        return folder / name
    if name.startswith(SETTINGS) and (plain := Path(name).name) == name.removeprefix(SETTINGS):
        (folder / SETTINGS).mkdir(exist_ok=True)
        return folder / SETTINGS / plain
    raise BackupError(DAMAGED)


@contextmanager
def _private(path: Path) -> Iterator[BinaryIO]:
    """A new file for its owner alone, on the disk when the context ends."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
