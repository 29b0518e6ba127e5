"""Lists that go to a named address, and the sealed scans that may go with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from storage.tables import File, ImportBatch, Mailing
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MailingFacts:
    """A mailing: what (experts, stations), to which address, and how it stands (waiting, sent, failed, unknown).

    `size` of its file is in bytes.
    """

    id: int
    what: str
    region: str
    address: str
    state: str
    file_key: str
    file_name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Scan:
    """The sealed scan of an import: the batch's number, the key, media type and size in bytes of the file."""

    batch: int
    key: str
    media_type: str
    size: int


def mailing(work: UnitOfWork, mailing_id: int) -> MailingFacts | None:
    """A mailing by its number."""
    found = select(
        Mailing.id,
        Mailing.what,
        Mailing.region,
        Mailing.address,
        Mailing.state,
        Mailing.file_key,
        Mailing.file_name,
        File.media_type,
        File.content,
    ).join(File, File.key == Mailing.file_key)
    row = work.connection.execute(found.where(Mailing.id == mailing_id)).first()
    return MailingFacts(*row[:-1], len(row.content)) if row else None


def address_of(work: UnitOfWork, mailing_id: int) -> str:
    """Where a mailing goes; empty where there is none."""
    found = select(Mailing.address).where(Mailing.id == mailing_id)
    return work.connection.execute(found).scalar() or ""


def scan_of_batch(work: UnitOfWork, batch: int) -> Scan | None:
    """The scan that is kept with this import."""
    return _scan(work, ImportBatch.id == batch)


def newest_scan(work: UnitOfWork, kind: str, region: str) -> Scan | None:
    """That of the newest import of this kind into this very region that has one and was not taken back."""
    kept = ImportBatch.state.in_(("open", "done"))
    return _scan(work, ImportBatch.kind == kind, ImportBatch.region == region, kept)


def _scan(work: UnitOfWork, *where: Any) -> Scan | None:
    found = select(ImportBatch.id, File.key, File.media_type, File.content)
    found = found.join(File, File.key == ImportBatch.scan).where(*where).order_by(ImportBatch.id.desc())
    row = work.connection.execute(found.limit(1)).first()
    return Scan(*row[:-1], len(row.content)) if row else None
