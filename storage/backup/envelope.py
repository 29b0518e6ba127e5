"""A file sealed piece by piece, so that gigabytes pass through little memory and no piece can be changed, dropped or moved.

The magic, 16 random bytes that name the file, then pieces: their length (4 bytes, big-endian) and what the keyring made of
them, with the file's name, the piece's number and whether it is the last bound to it.
"""

from __future__ import annotations

import io
from os import urandom
from typing import BinaryIO

from storage.backup.errors import BackupError
from storage.encryption.keyring import Keyring, Unopenable, head_of

MAGIC = b"YIQIBAK1"
PIECE = 1 << 20
LONGEST = PIECE + 256
_NAME, _LENGTH = 16, 4
DAMAGED = "备份文件坏了或不完整，不能用：换一份。 / The backup is damaged or incomplete: take another one."
NONE = "这不是益企的备份文件。 / This is no backup of Yiqi."
NO_KEY = (
    "备份是用钥匙 {key} 封的，给的钥匙里没有这一把：用 --key 或 --key-command 指定。"
    " / The backup was sealed with a key that is not at hand."
)


class Sealer(io.RawIOBase):
    """Takes bytes and writes them sealed; what was not closed has no end, and cannot be opened."""

    def __init__(self, file: BinaryIO, keys: Keyring) -> None:
        self._file, self._keys, self._name = file, keys, urandom(_NAME)
        self._number = 0
        self._rest = bytearray()
        file.write(MAGIC + self._name)

    def writable(self) -> bool:
        return True

    def write(self, given: object) -> int:
        raw = bytes(given)  # type: ignore[call-overload]  # whatever holds bytes
        self._rest += raw
        while len(self._rest) > PIECE:
            self._put(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]
        return len(raw)

    def finish(self) -> None:
        """The last piece."""
        self._put(bytes(self._rest), last=True)

    def _put(self, plain: bytes, last: bool) -> None:
        sealed = self._keys.seal(plain, _where(self._name, self._number, last))
        self._file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._number += 1


class Opener(io.RawIOBase):
    """Reads what a `Sealer` wrote; raises `BackupError` where it was not written so, or by another key."""

    def __init__(self, file: BinaryIO, keys: Keyring) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise BackupError(NONE)
        self._file, self._keys, self._name = file, keys, file.read(_NAME)
        self._number = 0
        self._ready = b""
        self._next = self._sealed()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        room = memoryview(buffer)  # type: ignore[arg-type]  # as `io` has it
        while not self._ready and self._next:
            self._ready = self._opened()
        given = self._ready[: len(room)]
        room[: len(given)] = given
        self._ready = self._ready[len(given) :]
        return len(given)

    def _opened(self) -> bytes:
        sealed, self._next = self._next, self._sealed()
        if head_of(sealed)[1:].hex() not in self._keys.ids:
            raise BackupError(NO_KEY.format(key=head_of(sealed)[1:].hex()))
        try:
            plain = self._keys.open(sealed, _where(self._name, self._number, last=not self._next))
        except Unopenable:
            raise BackupError(DAMAGED) from None
        self._number += 1
        return plain

    def _sealed(self) -> bytes:
        """The next piece as it lies there; empty behind the last."""
        length = self._file.read(_LENGTH)
        if not length:
            if not self._number and not self._ready and not getattr(self, "_next", b""):
                raise BackupError(DAMAGED)
            return b""
        wanted = int.from_bytes(length, "big")
        if len(length) < _LENGTH or wanted > LONGEST:
            raise BackupError(DAMAGED)
        sealed = self._file.read(wanted)
        if len(sealed) < wanted:
            raise BackupError(DAMAGED)
        return sealed


def _where(name: bytes, number: int, last: bool) -> bytes:
    return f"backup {name.hex()} {number} {'last' if last else 'more'}".encode()
