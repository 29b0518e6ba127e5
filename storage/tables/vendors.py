"""What the vendors lend us: access tokens, and the right to write to somebody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code


class VendorToken(Base):
    """An access token, shared by all processes; whoever holds the lease renews it, the others wait."""

    __tablename__ = "vendor_token"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    token: Mapped[str] = mapped_column(SealedText("vendor_token.token"), default="")
    expires_at: Mapped[datetime]
    leased_until: Mapped[datetime]


class Credit(Base):
    """How many messages may still be pushed to an account, and until when; without `until` there is no end.

    `kind` says what opened it: message, touch (a menu click, a follow, a scan), or a consent to one
    kind of subscription message (`subscription:TEMPLATE`).
    """

    __tablename__ = "credit"

    channel: Mapped[Code] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(128), primary_key=True)
    kind: Mapped[str] = mapped_column(String(100), primary_key=True)
    left: Mapped[int]
    until: Mapped[datetime | None]
