"""The sealed scan of a roster (S8.3): kept with its batch, and given to whoever may see the batch."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import select

from actions.audit import note
from actions.imports.batches import access_batch
from actions.refusal import Refused
from documents.media import PDF
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Audit, File, ImportBatch
from storage.unit_of_work import UnitOfWork

SCANS = frozenset({PDF, "image/jpeg", "image/png"})


Basis = Literal["nobodys", "consent"]
"""Why the papers of people in a scan may be kept: there are none, or each has consented to it by itself (PIPL Art. 29)."""


def keep_scan(
    work: UnitOfWork, speaker: Speaker, batch_id: int, key: str, basis: Basis, now: datetime
) -> None:
    """Keep what the speaker sent as the scan of a batch, a later one in the place of an earlier, and on which basis.

    Refused «no_batch», «no_file», «no_scan», or as by `require`.
    """
    access_batch(work, speaker, batch_id)
    own = select(File.media_type).join(Account, Account.id == File.account_id)
    sent = work.session.scalar(own.where(File.key == key, Account.person_id == speaker.person_id))
    if sent is None:
        raise Refused("no_file", "没有找到这个文件，请再发一次。")
    if sent not in SCANS:
        raise Refused("no_scan", "扫描件要 PDF 或照片。")
    work.session.get_one(ImportBatch, batch_id).scan = key
    note(work, "keep_scan", "import_batch", batch_id, speaker.person_id, now, basis=basis)


def scan_of(work: UnitOfWork, speaker: Speaker, batch_id: int, now: datetime) -> tuple[bytes, str] | None:
    """The scan and its type, each look on record; None where none was sent. Refused as by `access_batch`."""
    access_batch(work, speaker, batch_id)
    kept = select(File.content, File.media_type).join(ImportBatch, ImportBatch.scan == File.key)
    row = work.session.execute(kept.where(ImportBatch.id == batch_id)).first()
    if row is None:
        return None
    note(work, "see_scan", "import_batch", batch_id, speaker.person_id, now)
    return row.content, row.media_type


def basis_of(work: UnitOfWork, batch_id: int) -> str | None:
    """On which basis the scan of a batch is kept, as whoever sent it said; None of one from before that was asked."""
    kept = select(Audit.detail).where(Audit.deed == "keep_scan", Audit.subject_id == batch_id)
    newest = work.session.scalars(kept.order_by(Audit.id.desc()).limit(1)).first()
    return newest.get("basis") if newest else None
