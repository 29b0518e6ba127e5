"""The pages' port on a real house: SQLite, talks, outbox and all."""

from __future__ import annotations

import asyncio
import hmac
from collections import defaultdict
from collections.abc import Callable
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, TypeVar

from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError

from actions.people import first_contact
from bot.app import House
from bot.writer import NotTaken
from handlers.model import Attachment, Incoming, Reply
from storage.tables import Account, Dialogue, File, Inbox, Outbox
from storage.work import Work
from web.ports import Entry, Unavailable, Visitor

T = TypeVar("T")


class Desk:
    """`FrontDesk` over a `House`."""

    def __init__(self, house: House, visitors: list[Visitor]) -> None:
        self.house = house
        self._visitors = visitors
        self._bells: defaultdict[int, set[Callable[[], object]]] = defaultdict(set)
        house.on_news = self._ring

    async def take(self, incoming: Incoming) -> None:
        try:
            await asyncio.wrap_future(self.house.take(incoming))
        except NotTaken:
            raise Unavailable from None

    async def open(self, slot: str, secret: str) -> None:
        await self._write(lambda work: self._opened(work, slot, secret))

    async def admits(self, slot: str, secret: str) -> bool:
        account = await self._read(self._account, slot)
        return bool(account and hmac.compare_digest(account.secret_hash or "", _hash(secret)))

    async def entries(self, slot: str, after: int, limit: int = 200) -> list[Entry]:
        return await self._read(self._entries, slot, after, limit)

    async def news(self, slot: str, after: int, seconds: float) -> bool:
        account = await self._read(self._account, slot)
        loop, bell = asyncio.get_running_loop(), asyncio.Event()

        def ring() -> object:
            return loop.call_soon_threadsafe(bell.set)

        self._bells[account.person_id].add(ring)
        try:
            if await self.entries(slot, after, 1):
                return True
            await asyncio.wait_for(bell.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            self._bells[account.person_id].discard(ring)
        return True

    async def seen(self, slot: str, up_to: int) -> None:
        await self._write(lambda work: self._seen(work, slot, up_to))

    async def keep_file(self, slot: str, content: bytes, media_type: str) -> Attachment:
        key = token_urlsafe(16)
        await self._write(lambda work: self._kept(work, slot, key, content, media_type))
        return Attachment(key, media_type, len(content))

    async def file(self, slot: str, key: str) -> tuple[bytes, str] | None:
        return await self._read(self._file, slot, key)

    def visitors(self) -> list[Visitor]:
        return self._visitors

    def admit(self, work: Work, slot: str, secret: str) -> None:
        """Guard an account that is there already."""
        guarded = update(Account).where(Account.channel == "web", Account.external_id == slot)
        work.flush()
        work.connection.execute(guarded.values(secret_hash=_hash(secret)))

    async def _read(self, query: Callable[..., T], *args: Any) -> T:
        try:
            return await asyncio.to_thread(query, *args)
        except OperationalError:
            raise Unavailable from None

    async def _write(self, run: Callable[[Work], object]) -> None:
        try:
            await asyncio.wrap_future(self.house.write(run))
        except NotTaken:
            raise Unavailable from None

    def _ring(self, person_id: int) -> None:
        for ring in list(self._bells[person_id]):
            ring()

    def _opened(self, work: Work, slot: str, secret: str) -> None:
        first_contact(work, "web", slot, self.house.now())
        self.admit(work, slot, secret)

    def _seen(self, work: Work, slot: str, up_to: int) -> None:
        person = select(Account.person_id).where(Account.channel == "web", Account.external_id == slot)
        seen = update(Dialogue).where(Dialogue.person_id == person.scalar_subquery())
        work.connection.execute(seen.where(Dialogue.seen_seq < up_to).values(seen_seq=up_to))

    def _kept(self, work: Work, slot: str, key: str, content: bytes, media_type: str) -> None:
        row = {"key": key, "account_id": self._account(slot).id, "media_type": media_type, "content": content}
        work.connection.execute(insert(File), row | {"created_at": self.house.now()})

    def _account(self, slot: str) -> Any:
        columns = select(Account.id, Account.person_id, Account.secret_hash)
        with self.house.reader.connect() as connection:
            wanted = columns.where(Account.channel == "web", Account.external_id == slot)
            return connection.execute(wanted).first()

    def _file(self, slot: str, key: str) -> tuple[bytes, str] | None:
        wanted = select(File.content, File.media_type)
        with self.house.reader.connect() as connection:
            found = connection.execute(
                wanted.where(File.key == key, File.account_id == self._account(slot).id)
            ).first()
        return (found.content, found.media_type) if found else None

    def _entries(self, slot: str, after: int, limit: int) -> list[Entry]:
        account = self._account(slot)
        mine = select(Inbox.seq, Inbox.received_at, Inbox.body, Inbox.external_id).where(
            Inbox.account_id == account.id, Inbox.seq > after
        )
        bot = select(Outbox.seq, Outbox.sent_at, Outbox.shown).where(
            Outbox.account_id == account.id, Outbox.state == "sent", Outbox.seq > after
        )
        with self.house.reader.connect() as connection:
            lines = [_mine(row) for row in connection.execute(mine)]
            lines += [_bots(row) for row in connection.execute(bot)]
        lines.sort(key=lambda entry: entry.seq)
        return lines[-limit:] if after < 0 else lines[:limit]


def _mine(row: Any) -> Entry:
    seq, at, body, external_id = row
    files = tuple(Attachment(*file) for file in body.get("files", ()))
    return Entry(seq, "me", at, Reply(body.get("text", "")), external_id.partition(":")[2], files)


def _bots(row: Any) -> Entry:
    seq, at, shown = row
    return Entry(seq, "bot", at, Reply.from_json(shown))


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
