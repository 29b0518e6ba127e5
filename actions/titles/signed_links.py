"""Links that end: what they stand for is signed with the key that signs papers, and kept nowhere."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

from sqlalchemy import Connection

from actions.titles.paper_status import keys_of
from actions.titles.papers import signing_key
from documents.papers import tokens
from documents.papers.tokens import KEY_ID, SIGNATURE, Forged
from storage.unit_of_work import UnitOfWork

_ENDS = struct.Struct(">I")
"""The minute since 1970 in which the link ends."""


def signed(work: UnitOfWork, purpose: bytes, what: bytes, ends: datetime, now: datetime) -> str:
    """The last part of a link for this purpose, to what these bytes say, good until `ends`."""
    private = signing_key(work, now)
    said = what + _ENDS.pack(int(ends.timestamp()) // 60)
    known = tokens.key_id(private.public_key().public_bytes_raw())
    return tokens.encoded(known + private.sign(purpose + said) + said)


def read(connection: Connection, purpose: bytes, link: str, now: datetime) -> bytes | None:
    """What a link of this purpose stands for; None for one that is over or forged."""
    try:
        raw = tokens.decoded(link)
        known, signature, said = raw[:KEY_ID], raw[KEY_ID : KEY_ID + SIGNATURE], raw[KEY_ID + SIGNATURE :]
        tokens.verify(known, signature, purpose + said, keys_of(connection))
        (minute,) = _ENDS.unpack(said[-_ENDS.size :])
    except (Forged, struct.error):
        return None
    return said[: -_ENDS.size] if now < datetime.fromtimestamp(minute * 60, UTC) else None
