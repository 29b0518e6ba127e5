"""Files that people sent, by their keys: what each is, whose it is, what is in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.tables import Account, File
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A kept file; `size` in bytes."""

    key: str
    media_type: str
    size: int
    sent_at: datetime


def kept_files(work: UnitOfWork, keys: Collection[str]) -> list[FileFacts]:
    """Those of these files that are still there, in the order of their keys."""
    if not keys:
        return []
    work.flush()
    found = select(File.key, File.media_type, func.length(File.content), File.created_at)
    facts = {row[0]: FileFacts(*row) for row in work.connection.execute(found.where(File.key.in_(keys)))}
    return [facts[key] for key in keys if key in facts]


def sent_by(work: UnitOfWork, person_id: int, key: str) -> bool:
    """Whether this person sent the file, from whichever account, and it is there."""
    own = select(File.key).join(Account, Account.id == File.account_id).where(Account.person_id == person_id)
    return work.session.scalar(own.where(File.key == key)) is not None


def content_of(connection: Connection, key: str) -> tuple[bytes, str] | None:
    """Content and media type of a file; whoever asks has made sure that it may be shown."""
    row = connection.execute(select(File.content, File.media_type).where(File.key == key)).first()
    return (row.content, row.media_type) if row else None
