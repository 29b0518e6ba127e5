"""Uploads: pictures and papers that came with messages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedBytes
from storage.tables.base import Base, MediaType


class File(Base):
    """An upload under a random key; it belongs to the account that sent it."""

    __tablename__ = "file"

    key: Mapped[str] = mapped_column(String(43), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    media_type: Mapped[str] = mapped_column(MediaType)
    content: Mapped[bytes] = mapped_column(SealedBytes("file.content"))
    created_at: Mapped[datetime]
