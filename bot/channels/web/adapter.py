"""The built-in web chat: the pages' front desk, over the same intake as every channel."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError

from actions.applications.attachments import open_paper
from actions.people.contact import first_contact
from actions.refusal import Refused
from bot.app import House
from bot.gateways.channels import keep_file
from bot.runtime.stream_notifier import Bell
from bot.runtime.writer import NotTaken
from handlers.message import Attachment, Incoming, Reply
from storage.queries.delivery import chat_log
from storage.queries.delivery.chat_log import KnownAccount, Line
from storage.queries.people.speakers import by_account
from storage.unit_of_work import UnitOfWork
from web.ports import Denied, Entry, Unavailable, Visitor

T = TypeVar("T")
PATIENCE = 20.0
"""Seconds that a message may wait for its commit before the page is told to send it again."""


def hashed(secret: str) -> str:
    """How a web account's secret is kept."""
    return sha256(secret.encode()).hexdigest()


class WebDesk:
    """`web.ports.FrontDesk` on a house."""

    def __init__(self, house: House, visitors: Sequence[Visitor] = ()) -> None:
        self._house = house
        self._bell = Bell()
        self._visitors = list(visitors)
        house.on_news = self._bell.ring

    async def take(self, incoming: Incoming) -> None:
        try:
            await asyncio.wait_for(asyncio.wrap_future(self._house.take(incoming)), PATIENCE)
        except (NotTaken, TimeoutError) as error:
            raise Unavailable from error

    async def open(self, slot: str, secret: str) -> None:
        now = self._house.now()
        opening = self._house.write(
            lambda work: first_contact(work, "web", slot, now, hashed(secret)), f"web:{slot}"
        )
        try:
            await asyncio.wrap_future(opening)
        except NotTaken as error:
            raise Unavailable from error

    async def admits(self, slot: str, secret: str) -> bool:
        account = await _reading(self._account, slot)
        return bool(
            account and account.secret_hash and hmac.compare_digest(account.secret_hash, hashed(secret))
        )

    async def entries(self, slot: str, after: int, limit: int = 200) -> list[Entry]:
        return await _reading(self._entries, slot, after, limit)

    async def news(self, slot: str, after: int, seconds: float) -> bool:
        account = await _reading(self._account, slot)
        if account is None:
            return False
        event = self._bell.listen(account.person_id)
        try:
            if await _reading(self._newest, account.person_id) > after:
                return True
            await asyncio.wait_for(event.wait(), seconds)
            return True
        except TimeoutError:
            return False
        finally:
            self._bell.leave(account.person_id, event)

    async def seen(self, slot: str, up_to: int) -> None:
        account = await _reading(self._account, slot)
        if account:
            marking = self._house.write(
                lambda work: chat_log.mark_seen(work.connection, account.person_id, up_to)
            )
            await asyncio.wrap_future(marking)

    async def keep_file(self, slot: str, content: bytes, media_type: str) -> Attachment:
        account = await _reading(self._account, slot)
        if account is None:
            raise Unavailable
        try:
            return await keep_file(self._house, "web", slot, content, media_type)
        except (NotTaken, OperationalError) as error:
            raise Unavailable from error

    async def file(self, slot: str, key: str) -> tuple[bytes, str] | None:
        return await _reading(self._file, slot, key)

    async def paper(self, slot: str, application: int, place: int) -> tuple[bytes, str]:
        now = self._house.now()
        opening = self._house.write(lambda work: _paper(work, slot, application, place, now), f"web:{slot}")
        try:
            return await asyncio.wrap_future(opening)
        except Refused as refusal:
            raise Denied(refusal.text) from refusal
        except NotTaken as error:
            raise Unavailable from error

    def visitors(self) -> list[Visitor]:
        return self._visitors

    def _account(self, slot: str) -> KnownAccount | None:
        with self._house.reader.connect() as connection:
            return chat_log.account(connection, "web", slot)

    def _newest(self, person_id: int) -> int:
        with self._house.reader.connect() as connection:
            return chat_log.newest_seq(connection, person_id)

    def _file(self, slot: str, key: str) -> tuple[bytes, str] | None:
        with self._house.reader.connect() as connection:
            account = chat_log.account(connection, "web", slot)
            return chat_log.upload(connection, account.id, key) if account else None

    def _entries(self, slot: str, after: int, limit: int) -> list[Entry]:
        with self._house.reader.connect() as connection:
            account = chat_log.account(connection, "web", slot)
            if account is None:
                return []
            return [_entry(line) for line in chat_log.lines(connection, account.id, after, limit)]


async def _reading(query: Callable[..., T], *args: Any) -> T:
    """Read on a thread; a database that cannot be read now is tried again by the page."""
    try:
        return await asyncio.to_thread(query, *args)
    except OperationalError as error:
        raise Unavailable from error


def _paper(work: UnitOfWork, slot: str, application: int, place: int, now: datetime) -> tuple[bytes, str]:
    speaker = by_account(work, "web", slot)
    if speaker is None:
        raise Refused("no_account", "这个对话不属于您，或者已经失效。")
    return open_paper(work, speaker, application, place, now)


def _entry(line: Line) -> Entry:
    if not line.external_id:
        return Entry(line.seq, "bot", line.at, Reply.from_json(line.body))
    files = tuple(Attachment(*file) for file in line.body.get("files", ()))
    return Entry(
        line.seq, "me", line.at, Reply(line.body.get("text", "")), line.external_id.rpartition(":")[2], files
    )
