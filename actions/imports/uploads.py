"""A file that somebody sent, and one that is made for them."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select

from actions.refusal import Refused
from documents.media import XLSX
from storage.queries.people.speakers import Speaker
from storage.tables import Account, File
from storage.unit_of_work import UnitOfWork

MOST_IN_CHAT = 3 * 2**20
"""Bytes of a file that a talk takes: some ten thousand rows. The command line takes more."""


def sent_by(work: UnitOfWork, speaker: Speaker, key: str) -> bytes:
    """What the speaker sent. Refused «no_file», «too_large»."""
    own = select(File.content).join(Account, Account.id == File.account_id)
    content = work.session.scalar(own.where(File.key == key, Account.person_id == speaker.person_id))
    if content is None:
        raise Refused("no_file", "没有找到这个文件，请再发一次。")
    if len(content) > MOST_IN_CHAT:
        raise Refused("too_large", "这个文件太大了。请分成几份再发。")
    return content


def keep_sheet(
    work: UnitOfWork, speaker: Speaker, content: bytes, now: datetime, media_type: str = XLSX
) -> str:
    """Keep a sheet made for the speaker, or of what they pasted; its key."""
    key = secrets.token_urlsafe(24)
    file = File(
        key=key, account_id=speaker.account_id, media_type=media_type, content=content, created_at=now
    )
    work.session.add(file)
    work.session.flush()
    return key
