"""The chain over the audit: each trace committed to with a salt of its own, each link over the one before.

    words hash = SHA-256(salt ‖ "=" ‖ words), of the salt alone where there are no words; zeros where the salt was gone
                 before the trace was sealed
    link       = SHA-256(link before ‖ words hash ‖ content)   thirty-two zeros before the first
    content    = ascii((id, at, person, deed, subject, subject id, detail)), as the database says them

Whoever is erased takes salt and words along; the words hash stays and says nothing without them, and the link still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

START = bytes(32)
SALT_BYTES = 16
UNSALTED = bytes(32)
"""The words hash of a trace whose words had been erased when it was sealed."""
BROKEN = b"\0"
"""In the place of words that cannot be opened; no JSON, so that no hash of words fits it."""
SHOWN = 32
"""Hexadecimal figures of a head that are printed: 128 bits."""
_HEAD = re.compile(r"\s*(\d{1,12})-([0-9a-fA-F]{16,64})\s*", re.ASCII)

Content = tuple[object, ...]
"""Id, moment (UTC, as text), person, deed, subject, its id, detail (JSON, as text)."""


class Sealed(NamedTuple):
    """A link as it is kept, with the trace that it is of; `content` is None where that is gone."""

    place: int
    row: int
    words_hash: bytes
    link: bytes
    content: Content | None
    salt: bytes | None
    words: bytes | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain does not hold. `row`: the trace, `place`: its place in the chain, either where it is known.

    altered    what the trace or its link says is not what was sealed
    deleted    the trace is gone, its link is there
    unlinked   the links from this place on are gone, up to the next that is there
    forgotten  the words are gone, and no erasure says so
    inserted   a trace among those that are sealed has no link
    batch      what a batch says of itself is not so
    truncated  the chain ends before this place
    rewritten  at the place of a head that was printed stands another one
    """

    kind: str
    row: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """How long the chain is, and its last link or the first figures of that in hexadecimal."""

    place: int
    link: str

    def __str__(self) -> str:
        return f"{self.place}-{self.link[:SHOWN]}"


class HeadError(ValueError):
    """That is no head."""


def read_head(text: str) -> Head:
    """«1234-8f3a…», as it is printed; raises `HeadError`."""
    found = _HEAD.fullmatch(text)
    if not found:
        raise HeadError(text)
    return Head(int(found[1]), found[2].lower())


def hash_words(salt: bytes | None, words: bytes | None) -> bytes:
    """The commitment to what people have worded; `words` are JSON, None where there are none."""
    if salt is None:
        return UNSALTED
    return sha256(salt if words is None else salt + b"=" + words).digest()


def link_of(before: bytes, words_hash: bytes, content: Content) -> bytes:
    """The link of a trace behind the one before."""
    return sha256(before + words_hash + ascii(content).encode()).digest()


@dataclass(slots=True)
class Walk:
    """Goes along the chain and says what does not hold, naming each trace once: behind an altered link it goes on with what
    the link should have been as well as with what it is.

    `forgotten`: traces whose words an erasure says it took. `before` is None where the link before is not there.
    """

    forgotten: frozenset[int]
    place: int = 0
    before: bytes | None = START
    expected: bytes | None = None
    newest: int = 0
    """The highest id of a trace so far: those below it have been sealed or were slipped in."""

    def along(self, links: Iterable[Sealed]) -> Iterator[Fault]:
        """The faults of links in the order of their places."""
        for sealed in links:
            if sealed.place != self.place + 1:
                yield Fault("unlinked", place=self.place + 1)
                self.before = self.expected = None
            if fault := self._fault(sealed):
                yield Fault(fault, sealed.row, sealed.place)
            self.place, self.before = sealed.place, sealed.link
            if sealed.content is not None:
                self.newest = max(self.newest, sealed.row)

    def _fault(self, sealed: Sealed) -> str | None:
        if sealed.content is None:
            self.expected = None
            return "deleted"
        if not self._holds(sealed, sealed.content):
            return "altered"
        if sealed.salt is None:
            return self._fault_of_forgotten(sealed)
        same = len(sealed.salt) == SALT_BYTES and hash_words(sealed.salt, sealed.words) == sealed.words_hash
        return None if same else "altered"

    def _holds(self, sealed: Sealed, content: Content) -> bool:
        """Whether the link follows from the one before, as that is or as it should have been."""
        if self.before is None:
            return True
        right = link_of(self.before, sealed.words_hash, content)
        if right == sealed.link:
            self.expected = None
            return True
        again = self.expected and link_of(self.expected, sealed.words_hash, content)
        self.expected = right
        return again == sealed.link

    def _fault_of_forgotten(self, sealed: Sealed) -> str | None:
        if sealed.words is not None:
            return "altered"
        return None if sealed.row in self.forgotten or sealed.words_hash == UNSALTED else "forgotten"


class Batch(NamedTuple):
    """What was sealed at once: the places of its first and last link, and the last link as the batch and as the chain has it."""

    first: int
    last: int
    link: bytes
    found: bytes | None


def batch_faults(batches: Iterable[Batch], reached: int, ended: int = 0) -> Iterator[Fault]:
    """Whether batches behind the place `ended` follow on each other, end in the links that they say, and cover the chain,
    which has come to `reached`."""
    for batch in batches:
        if batch.last > reached:
            yield Fault("truncated", place=reached + 1)
            return
        if batch.first != ended + 1 or (batch.found is not None and batch.found != batch.link):
            yield Fault("batch", place=batch.first)
        ended = batch.last
    if ended != reached:
        yield Fault("batch", place=ended + 1)
