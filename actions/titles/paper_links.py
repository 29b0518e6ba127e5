"""Links by which a paper or a file can be fetched for a day, where a channel shows none."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta

from sqlalchemy import Connection

from actions.titles import signed_links
from storage.queries.files import content_of
from storage.queries.titles.papers import PaperFacts, paper
from storage.unit_of_work import UnitOfWork

LASTS = timedelta(days=1)
PATH, FILE_PATH = "/papers/", "/files/"
PURPOSE, FILE_PURPOSE = b"yiqi-link-1\n", b"yiqi-file-1\n"
_PAPER = struct.Struct(">I")


def link_to(work: UnitOfWork, issued: PaperFacts, site: str, now: datetime) -> str:
    """Where the paper can be fetched until `LASTS` from now; empty where there is no site."""
    if not site:
        return ""
    link = signed_links.signed(work, PURPOSE, _PAPER.pack(issued.id), now + LASTS, now)
    return f"{site.rstrip('/')}{PATH}{link}"


def opened(connection: Connection, link: str, now: datetime) -> PaperFacts | None:
    """The paper behind the last part of a link; None for one that is over or forged."""
    said = signed_links.read(connection, PURPOSE, link, now)
    if said is None or len(said) != _PAPER.size:
        return None
    return paper(connection, *_PAPER.unpack(said))


def link_to_file(work: UnitOfWork, key: str, site: str, now: datetime) -> str:
    """The same for a kept file."""
    if not (site and key):
        return ""
    link = signed_links.signed(work, FILE_PURPOSE, key.encode(), now + LASTS, now)
    return f"{site.rstrip('/')}{FILE_PATH}{link}"


def opened_file(connection: Connection, link: str, now: datetime) -> tuple[bytes, str] | None:
    """Content and media type of the file behind a link; None where that is over, forged, or the file is gone."""
    said = signed_links.read(connection, FILE_PURPOSE, link, now)
    return content_of(connection, said.decode()) if said else None
