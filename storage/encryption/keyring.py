"""Data keys: what is sealed with one says which, so that a new one can be taken while the old ones still open."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from os import urandom
from threading import Lock
from time import monotonic

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
VERSION = b"\x01"
_ID, _NONCE = 4, 12
HEAD_BYTES = len(VERSION) + _ID
"""How much of a sealed value says which key it was sealed with."""
INDEX_BYTES = 16
LOOK_EVERY = 1.0
"""Seconds after which a process has noticed a new key."""


class KeysError(Exception):
    """Why there are no keys, in words for whoever runs Yiqi."""


class Unopenable(Exception):
    """A sealed value that no key at hand opens, or that stands where it was not put."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """One key, and what is derived from it. `head` is how everything that it sealed begins."""

    head: bytes
    cipher: AESGCM
    index: bytes

    @classmethod
    def of(cls, secret: bytes) -> DataKey:
        name = sha256(secret).digest()[:_ID]
        return cls(VERSION + name, AESGCM(_derived(secret, b"seal")), _derived(secret, b"index"))

    @property
    def id(self) -> str:
        """How people call it: eight hexadecimal digits, which tell nothing of the key."""
        return self.head[len(VERSION) :].hex()


class Keyring:
    """Seals with the newest key and opens with any. `read` gives the secrets, the newest first; raises `KeysError`.

    They are read when first needed; once more when `stamp` says another thing than before, which is asked every second;
    and when something was sealed with a key that another process has taken.
    """

    def __init__(
        self, read: Callable[[], Sequence[bytes]], stamp: Callable[[], object] = lambda: None
    ) -> None:
        self._read, self._stamp = read, stamp
        self._stamped: object = None
        self._look_at = 0.0
        self._by_head: dict[bytes, DataKey] = {}
        self._newest: DataKey | None = None
        self._reading = Lock()

    @property
    def newest(self) -> DataKey:
        if monotonic() < self._look_at and self._newest:
            return self._newest
        self._look_at = monotonic() + LOOK_EVERY
        return self._newest if self._newest and self._stamp() == self._stamped else self.read_again()

    def read_again(self) -> DataKey:
        """The newest key, as it is now."""
        with self._reading:
            secrets, self._stamped = self._settled()
            keys = [DataKey.of(secret) for secret in secrets]
            self._by_head = {key.head: key for key in keys}
            self._newest = keys[0]
            return keys[0]

    def _settled(self) -> tuple[Sequence[bytes], object]:
        """The secrets and the stamp that belongs to them: read once more where a key came meanwhile."""
        while True:
            before, secrets = self._stamp(), self._read()
            if (after := self._stamp()) == before:
                return secrets, after

    @property
    def known(self) -> frozenset[bytes]:
        """How everything begins that can be opened."""
        return frozenset([self.newest.head, *self._by_head])

    @property
    def ids(self) -> frozenset[str]:
        """The keys at hand, by name."""
        return frozenset(key.id for key in [self.newest, *self._by_head.values()])

    def seal(self, plain: bytes, where: bytes) -> bytes:
        """Version, key, nonce and ciphertext; `where` («table.column») is bound to it."""
        key, nonce = self.newest, urandom(_NONCE)
        return key.head + nonce + key.cipher.encrypt(nonce, plain, where)

    def open(self, sealed: bytes, where: bytes) -> bytes:
        """What was sealed; raises `Unopenable`."""
        key, nonce = self._key_of(sealed), sealed[HEAD_BYTES : HEAD_BYTES + _NONCE]
        try:
            return key.cipher.decrypt(nonce, sealed[HEAD_BYTES + _NONCE :], where)
        except InvalidTag:
            raise Unopenable(f"{where.decode()}: not what was sealed there") from None

    def blind(self, text: str, what: bytes, older: bool = False) -> bytes:
        """The blind index of a text under the newest key, or under the one before it."""
        key = self._before() if older else self.newest
        return hmac.digest(key.index, what + b"\0" + text.encode(), "sha256")[:INDEX_BYTES]

    def _before(self) -> DataKey:
        keys = [self.newest, *self._by_head.values()]
        return next((key for key in keys if key.head != keys[0].head), keys[0])

    def _key_of(self, sealed: bytes) -> DataKey:
        head = sealed[:HEAD_BYTES]
        if head not in self._by_head:
            self.read_again()
        if head not in self._by_head:
            raise Unopenable(f"sealed with key {head[len(VERSION) :].hex()}, which is not there")
        return self._by_head[head]


def head_of(sealed: bytes) -> bytes:
    """Which key sealed it."""
    return sealed[:HEAD_BYTES]


def _derived(secret: bytes, use: bytes) -> bytes:
    return hmac.digest(secret, b"yiqi " + use, "sha256")
