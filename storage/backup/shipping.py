"""SQLite's log copied elsewhere as it grows: over the backup that was made at its beginning it brings back every commit that was copied.

The copy is sealed piece by piece, each piece bound to its file and its number. It lies beside its backup under the same name.
How far the log goes is told by SQLite's index of it (`-shm`, «WAL-index format»), which counts commits too: that is how a log
that began anew before all of it was copied is found out.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from os import urandom
from pathlib import Path
from threading import RLock
from typing import BinaryIO

from storage.backup.errors import BackupError
from storage.encryption.keyring import Keyring, Unopenable
from storage.encryption.sources import PRIVATE

MAGIC = b"YIQILOG1"
PIECE = 1 << 20
BEGUN, GOES_ON = b"\1", b"\0"
BACKUP, LOG = ".backup", ".log"
_NAME, _LENGTH = 16, 4
_HEADER, _FRAME = 32, 24
_KIND = 0xFF
"""The part of SQLite's extended code that says what kind of error it is."""
_INDEX = struct.Struct("=IIIBBHII8s8s8s")
NO_LOG = "这不是益企的日志副本：{file}。 / This is no copy of a log: {file}."


class Missed(Exception):
    """The log began anew before all of it was copied: a new backup has to be made."""


@dataclass(frozen=True, slots=True)
class Index:
    """How far the log goes: `frames` of `page` bytes are committed; `commits` counts up; `salts` are another with each beginning."""

    commits: int
    page: int
    frames: int
    salts: bytes

    @property
    def end(self) -> int:
        """The bytes of the log that are committed."""
        return _HEADER + self.frames * (_FRAME + self.page) if self.frames else 0


class LogShipper:
    """Copies the log of a database that other threads and processes write to. `begin` makes the backup; `ship` may be called from any thread."""

    def __init__(self, database: Path, folder: Path, seal: Keyring) -> None:
        self._log, self._index = Path(f"{database}-wal"), Path(f"{database}-shm")
        self._folder, self._seal = folder, seal
        self._lock = RLock()
        self._target: _Sealed | None = None
        self._at = Index(0, 0, 0, b"")
        self._reader = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        self._holder = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        for connection in (self._reader, self._holder):
            connection.execute("PRAGMA wal_autocheckpoint=0").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()

    def begin(self, name: str, back_up: Callable[[Path], None], tries: int = 3) -> None:
        """Have a backup made, and begin the copy of the log beside it. What was copied before stays until then."""
        for _ in range(tries):
            before = self._read_index()
            file = self._folder / f"{name}{BACKUP}"
            back_up(file)
            with self._lock:
                now = self._read_index()
                if now.salts != before.salts:
                    file.unlink()
                    continue
                if self._target:
                    self._target.close()
                self._target = _Sealed(file.with_suffix(LOG), self._seal)
                self._at = Index(now.commits, now.page, 0, b"")
                self._copy(BEGUN, 0, now)
                self._at = now
                return
        raise Missed

    def ship(self) -> None:
        """Copy what was committed since the last time, on the disk when it returns. Raises `Missed`, `OSError`."""
        with self._lock:
            if self._target is None:
                return
            now = self._read_index()
            if now == self._at:
                return
            if now.salts != self._at.salts:
                if now.commits - self._at.commits != self._commits_in(now):
                    raise Missed
                self._copy(BEGUN, 0, now)
            else:
                self._copy(GOES_ON, self._at.end, now)
            self._at = now

    def checkpoint(self, above: int) -> None:
        """Where the log has more bytes than this: copy it, and have it written into the database, with everybody else held off.

        Where somebody writes for too long it is left for the next time.
        """
        with self._lock:
            if self._target is None or self._at.end <= above or not self._holds_off():
                return
            try:
                self.ship()
                self._write_into_database()
            finally:
                self._holder.execute("ROLLBACK")

    def let_go(self) -> None:
        """Have the log written into the database although it is not copied: what is missed then needs a new backup."""
        with self._lock:
            self._write_into_database()

    @property
    def copied(self) -> int:
        """Bytes of the copy."""
        return self._target.size if self._target else 0

    def close(self) -> None:
        """Copy what is there, and let go."""
        with self._lock:
            try:
                self.ship()
            finally:
                if self._target:
                    self._target.close()
                self._target = None
                self._reader.close()
                self._holder.close()

    def _holds_off(self) -> bool:
        """Whether nobody else writes until the holder rolls back."""
        try:
            self._holder.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _KIND != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def _write_into_database(self) -> None:
        """As far as no reader is in the way."""
        self._reader.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _read_index(self) -> Index:
        """Two copies of it stand there; while one is being written they differ."""
        while True:
            with self._index.open("rb") as file:
                first, second = file.read(_INDEX.size), file.read(_INDEX.size)
            if first == second and len(first) == _INDEX.size:
                _, _, commits, _, _, page, frames, _, _, salts, _ = _INDEX.unpack(first)
                return Index(commits, 65536 if page == 1 else page, frames, salts)

    def _commits_in(self, now: Index) -> int:
        """How many commits the log holds: frames that say how large the database is."""
        size = _FRAME + now.page
        with self._opened_log(now) as log:
            return sum(
                os.pread(log.fileno(), 8, _HEADER + place * size)[4:] != bytes(4)
                for place in range(now.frames)
            )

    def _copy(self, flag: bytes, start: int, now: Index) -> None:
        assert self._target
        if now.end > start or flag == BEGUN:
            parts = [b""] if now.end <= start else self._parts(start, now)
            for part in parts:
                self._target.add(flag + part)
                flag = GOES_ON
            self._target.sync()

    def _parts(self, start: int, now: Index) -> Iterator[bytes]:
        with self._opened_log(now) as log:
            for at in range(start, now.end, PIECE):
                yield os.pread(log.fileno(), min(PIECE, now.end - at), at)
        if self._read_index().salts != now.salts:
            raise Missed

    def _opened_log(self, now: Index) -> BinaryIO:
        return self._log.open("rb") if now.frames else open(os.devnull, "rb")


class _Sealed:
    """The copy, to which pieces are added. A torn last piece is one that was never said to be there."""

    def __init__(self, path: Path, seal: Keyring) -> None:
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb")
        self._seal, self._name, self._number = seal, urandom(_NAME), 0
        self._file.write(MAGIC + self._name)
        self.size = 0

    def add(self, plain: bytes) -> None:
        sealed = self._seal.seal(plain, _where(self._name, self._number))
        self._file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._number += 1
        self.size += len(sealed)

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def pieces(file: Path, keys: Keyring) -> Iterator[tuple[bool, bytes]]:
    """What was copied, in order: whether the log begins anew, and its bytes. Ends where the copy was torn; raises `BackupError`."""
    with file.open("rb") as raw:
        if raw.read(len(MAGIC)) != MAGIC:
            raise BackupError(NO_LOG.format(file=file))
        name, number = raw.read(_NAME), 0
        while len(length := raw.read(_LENGTH)) == _LENGTH:
            sealed = raw.read(size := int.from_bytes(length, "big"))
            if len(sealed) < size:
                return
            try:
                plain = keys.open(sealed, _where(name, number))
            except Unopenable:
                raise BackupError(DAMAGED_LOG.format(file=file)) from None
            yield plain[:1] == BEGUN, plain[1:]
            number += 1


DAMAGED_LOG = "日志副本 {file} 坏了：改名后只恢复备份，或换一份。 / The copy of the log is damaged."


def bring_up(database: Path, file: Path, keys: Keyring) -> None:
    """Lay the copy of the log over the database of its backup; SQLite itself reads it as after a crash."""
    _in_log_mode(database)
    log = Path(f"{database}-wal")
    for begins, part in pieces(file, keys):
        if begins:
            _taken_in(database)
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE), "ab") as written:
            written.write(part)
    _taken_in(database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def _in_log_mode(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL").fetchall()


def _taken_in(database: Path) -> None:
    """Whoever closes last writes the log into the database and removes it."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _where(name: bytes, number: int) -> bytes:
    return f"log {name.hex()} {number}".encode()
