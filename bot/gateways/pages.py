"""What the web chat holds in place of the application: accounts, lines of a chat, files, and news of new lines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from actions.applications.attachments import open_paper
from actions.people.contact import first_contact
from actions.people.entry import enter
from actions.refusal import Refused
from actions.staff.proofs import is_password
from actions.staff.sign_in import Attempt, NotSignedIn, begin, finish
from actions.titles import paper_status
from actions.titles.paper_links import opened, opened_file
from bot.gateways.attachments import Attachments
from bot.runtime.inbound import Inbound
from bot.runtime.receive import Receipt
from handlers.message import Attachment, Incoming
from storage.queries import ledger
from storage.queries.delivery import chat_log
from storage.queries.delivery.chat_log import KnownAccount, Line
from storage.queries.people.devices import Known, who_writes
from storage.queries.people.speakers import by_account
from storage.queries.titles.papers import content_of
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody types to sign in."""

    login: str
    password: str = field(repr=False)
    code: str = field(repr=False)


class NotAllowed(Exception):
    """Not for this person; `str()` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class PageGateway:
    """Accounts are known by their `slot`. Writing raises `NotTaken`, reading what the database raises."""

    inbound: Inbound
    trying: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    """One at a time: a password takes 19 MB and 30 ms to try."""

    async def receive(self, incoming: Incoming) -> Receipt:
        """Return after the commit."""
        return await asyncio.wrap_future(self.inbound.receive(incoming))

    async def open_account(self, slot: str, secret_hash: str, address: str) -> float:
        """A new account for somebody whom nobody knows yet; the seconds to wait where this address, or all, have had too many."""
        return await self._write(lambda work: self.opened(work, slot, secret_hash, address), slot)

    async def account(self, slot: str) -> KnownAccount | None:
        """The account of this slot, or None; one whose session is over is nobody's."""
        found = await asyncio.to_thread(self._account, slot)
        over = found is not None and found.ends_at is not None and found.ends_at <= self.inbound.clock.now()
        return None if over else found

    async def enter(self, link: str, slot: str, secret_hash: str) -> None:
        """Open an account by a one-time link; raises `NotAllowed`."""
        now = self.inbound.clock.now()
        try:
            await self._write(lambda work: enter(work, link, slot, secret_hash, now), slot)
        except Refused as refusal:
            raise NotAllowed(refusal.text) from refusal

    async def sign_in(self, given: Given, address: str, slot: str, secret_hash: str) -> None:
        """Open a session of a member of staff by name, password and one-time code; raises `NotAllowed`.

        What was tried counts, however it ends; the password is tried outside of any transaction, one at a time.
        """
        now = self.inbound.clock.now()
        attempt = await self._write(
            lambda work: _counted(lambda: begin(work, given.login, address, now)), slot
        )
        if isinstance(attempt, NotSignedIn):
            raise NotAllowed(str(attempt))
        async with self.trying:
            is_right = await asyncio.to_thread(is_password, attempt.kept, given.password)
        code = given.code.strip()
        try:
            await self._write(
                lambda work: finish(work, attempt, is_right, code, slot, secret_hash, now), slot
            )
        except NotSignedIn as refusal:
            raise NotAllowed(str(refusal)) from refusal

    async def who_writes(self, slot: str) -> Known | None:
        """Who is behind this account, or None."""
        return await self._read(lambda found: who_writes(found, CHANNEL, slot))

    async def lines(self, slot: str, after: int, limit: int, before: int | None = None) -> list[Line]:
        """The chat's lines after `after`, oldest first; -1 means the last `limit` lines, of those before `before`."""
        return await asyncio.to_thread(self._lines, slot, after, limit, before)

    async def news(self, person_id: int, after: int, seconds: float) -> int:
        """Wait until the person has a line after `after`, and say the newest; 0 when the time ran out."""
        notifier = self.inbound.notifier
        event = notifier.listen(person_id)
        try:
            if (newest := await asyncio.to_thread(self._newest, person_id)) > after:
                return newest
            await asyncio.wait_for(event.wait(), seconds)
            return await asyncio.to_thread(self._newest, person_id)
        except TimeoutError:
            return 0
        finally:
            notifier.leave(person_id, event)

    async def mark_seen(self, person_id: int, up_to: int) -> None:
        """The person has had lines up to `up_to` on the screen."""
        marking = self.inbound.database.write(
            lambda work: chat_log.mark_seen(work.connection, person_id, up_to)
        )
        await asyncio.wrap_future(marking)

    async def keep_file(self, slot: str, content: bytes, media_type: str) -> Attachment:
        """Keep an upload that was checked."""
        attachments = Attachments(self.inbound.database, self.inbound.clock, self.inbound.guard)
        return await attachments.keep(CHANNEL, slot, content, media_type)

    async def upload(self, slot: str, key: str) -> tuple[bytes, str] | None:
        """An upload of this account's own: content and media type; None where there is no such file."""
        return await asyncio.to_thread(self._upload, slot, key)

    async def application_paper(self, slot: str, application: int, place: int) -> tuple[bytes, str]:
        """A paper of an application, for who may review it; raises `NotAllowed`."""
        try:
            return await self._write(lambda work: self._paper(work, slot, application, place), slot)
        except Refused as refusal:
            raise NotAllowed(refusal.text) from refusal

    async def paper_by_number(self, typed: str) -> paper_status.Status:
        """What an issued paper is worth now, its name masked."""
        return await self._read(lambda found: paper_status.by_number(found, typed, self._today))

    async def paper_by_token(self, token: str) -> paper_status.Status:
        """The same by the token of its QR code."""
        return await self._read(lambda found: paper_status.by_token(found, token, self._today))

    async def linked_paper(self, link: str) -> tuple[bytes, str] | None:
        """File and name of the paper behind a link; None for one that is over or forged."""
        return await self._read(lambda found: self._linked(found, link))

    async def linked_file(self, link: str) -> tuple[bytes, str] | None:
        """Content and media type of the file behind a link; None for one that is over or forged."""
        return await self._read(lambda found: opened_file(found, link, self.inbound.clock.now()))

    @property
    def _today(self) -> date:
        return self.inbound.clock.now().date()

    def _linked(self, connection: Connection, link: str) -> tuple[bytes, str] | None:
        found = opened(connection, link, self.inbound.clock.now())
        return (content_of(connection, found.id), found.file_name) if found else None

    async def _read(self, run: Callable[[Connection], T]) -> T:
        def reading() -> T:
            with self.inbound.database.read() as connection:
                return run(connection)

        return await asyncio.to_thread(reading)

    async def _write(self, run: Callable[[UnitOfWork], T], slot: str) -> T:
        return await asyncio.wrap_future(self.inbound.database.write(run, f"{CHANNEL}:{slot}"))

    def opened(self, work: UnitOfWork, slot: str, secret_hash: str, address: str) -> float:
        """The same within a transaction. What the pages' own buckets forget at a restart, and each process counts for itself, is counted here."""
        limits, now = self.inbound.guard.limits, self.inbound.clock.now()
        if limits.enabled:
            for bucket, allowance in (
                (f"newcomers:{address}", limits.newcomers),
                (f"arrivals:{CHANNEL}", limits.arrivals),
            ):
                if wait := ledger.take(work, bucket, allowance, now):
                    return wait
        first_contact(work, CHANNEL, slot, now, secret_hash)
        return 0.0

    def _account(self, slot: str) -> KnownAccount | None:
        with self.inbound.database.read() as connection:
            return chat_log.account(connection, CHANNEL, slot)

    def _newest(self, person_id: int) -> int:
        with self.inbound.database.read() as connection:
            return chat_log.newest_seq(connection, person_id)

    def _upload(self, slot: str, key: str) -> tuple[bytes, str] | None:
        with self.inbound.database.read() as connection:
            account = chat_log.account(connection, CHANNEL, slot)
            return chat_log.upload(connection, account.id, key) if account else None

    def _lines(self, slot: str, after: int, limit: int, before: int | None) -> list[Line]:
        with self.inbound.database.read() as connection:
            account = chat_log.account(connection, CHANNEL, slot)
            return chat_log.lines(connection, account.id, after, limit, before) if account else []

    def _paper(self, work: UnitOfWork, slot: str, application: int, place: int) -> tuple[bytes, str]:
        speaker = by_account(work, CHANNEL, slot)
        if speaker is None:
            raise Refused("no_account", "这个对话不属于您，或者已经失效。")
        return open_paper(work, speaker, application, place, self.inbound.clock.now())


def _counted(run: Callable[[], Attempt]) -> Attempt | NotSignedIn:
    """A refusal as a value, so that what was counted before it is kept."""
    try:
        return run()
    except NotSignedIn as refusal:
        return refusal
