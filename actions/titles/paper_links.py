"""Links by which a paper can be fetched for a day, where a channel shows no files; they are signed and kept nowhere."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from actions.titles.paper_status import keys_of
from actions.titles.papers import signing_key
from documents.papers import tokens
from documents.papers.tokens import KEY_ID, SIGNATURE, Forged
from storage.queries.titles.papers import PaperFacts, paper
from storage.unit_of_work import UnitOfWork

LASTS = timedelta(days=1)
PATH = "/papers/"
PURPOSE = b"yiqi-link-1\n"
_SAID = struct.Struct(">II")
"""The paper's id, and the minute since 1970 in which the link ends."""


def link_to(work: UnitOfWork, issued: PaperFacts, site: str, now: datetime) -> str:
    """Where the paper can be fetched until `LASTS` from now; empty where there is no site."""
    if not site:
        return ""
    private = signing_key(work, now)
    said = _SAID.pack(issued.id, int((now + LASTS).timestamp()) // 60)
    known = tokens.key_id(private.public_key().public_bytes_raw())
    return f"{site.rstrip('/')}{PATH}{tokens.encoded(known + private.sign(PURPOSE + said) + said)}"


def opened(connection: Connection, link: str, now: datetime) -> PaperFacts | None:
    """The paper behind the last part of a link; None for one that is over or forged."""
    try:
        raw = tokens.decoded(link)
        known, signature, said = raw[:KEY_ID], raw[KEY_ID : KEY_ID + SIGNATURE], raw[KEY_ID + SIGNATURE :]
        tokens.verify(known, signature, PURPOSE + said, keys_of(connection))
        paper_id, minute = _SAID.unpack(said)
    except (Forged, struct.error):
        return None
    ends = datetime.fromtimestamp(minute * 60, UTC)
    return paper(connection, paper_id) if now < ends else None
