"""The built-in web chat: what the pages ask for (`web.ports.FrontDesk`), by the same way in as every channel."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from bot.gateways.pages import Given, NotAllowed, PageGateway
from bot.gateways.staff import StaffGateway
from bot.gateways.visits import Crowded, VisitGateway
from bot.runtime.writer import NotTaken
from handlers.engine.context import ConversationContext
from handlers.message import Attachment, Incoming, Reply
from storage.queries.delivery.chat_log import KnownAccount, Line
from storage.unit_of_work import UnitOfWork
from web.ports import Badge, Denied, Entry, Me, Status, TooMany, Unavailable, Visit, Visitor

T = TypeVar("T")
PATIENCE = 20.0
"""Seconds that a message may wait for its commit before the page is told to send it again."""


def hashed(secret: str) -> str:
    """How a web account's secret is kept."""
    return sha256(secret.encode()).hexdigest()


class WebChat:
    """`web.ports.FrontDesk`. A database that is away is `Unavailable`: the page tries again."""

    def __init__(self, gateway: PageGateway, visitors: Sequence[Visitor] = ()) -> None:
        self._gateway = gateway
        self._staff = StaffGateway(gateway.inbound)
        self._visits = VisitGateway(gateway)
        self._visitors = list(visitors)

    async def receive(self, incoming: Incoming) -> None:
        await _available(asyncio.wait_for(self._gateway.receive(incoming), PATIENCE))

    async def open(self, slot: str, secret: str, address: str = "") -> float:
        return await _available(self._gateway.open_account(slot, hashed(secret), address))

    async def enter(self, link: str, slot: str, secret: str) -> None:
        try:
            await _available(self._gateway.enter(link, slot, hashed(secret)))
        except NotAllowed as refusal:
            raise Denied(str(refusal)) from refusal

    async def sign_in(
        self, login: str, password: str, code: str, address: str, slot: str, secret: str
    ) -> None:
        given = Given(login, password, code)
        try:
            await _available(self._gateway.sign_in(given, address, slot, hashed(secret)))
        except NotAllowed as refusal:
            raise Denied(str(refusal)) from refusal

    async def admits(self, slot: str, secret: str) -> bool:
        account = await self._account(slot)
        kept = account.secret_hash if account else None
        return bool(kept) and hmac.compare_digest(kept or "", hashed(secret))

    async def me(self, slot: str) -> Me:
        known = await _available(self._gateway.who_writes(slot))
        return Me(known.name, known.phone or "", known.roles) if known else Me()

    async def entries(self, slot: str, after: int, limit: int = 200) -> list[Entry]:
        return [_entry(line) for line in await _available(self._gateway.lines(slot, after, limit))]

    async def entries_before(self, slot: str, before: int, limit: int) -> list[Entry]:
        return [_entry(line) for line in await _available(self._gateway.lines(slot, -1, limit, before))]

    async def news(self, slot: str, after: int, seconds: float) -> int:
        account = await self._account(slot)
        if account is None:
            raise Unavailable  # its session is over: the stream ends, and is not opened again
        return await _available(self._gateway.news(account.person_id, after, seconds))

    async def seen(self, slot: str, up_to: int) -> None:
        if account := await self._account(slot):
            marking = self._gateway.mark_seen(account.person_id, up_to)
            await _available(asyncio.wait_for(marking, PATIENCE))

    async def keep_file(self, slot: str, content: bytes, media_type: str) -> Attachment:
        if await self._account(slot) is None:
            raise Unavailable
        return await _available(self._gateway.keep_file(slot, content, media_type))

    async def file(self, slot: str, key: str) -> tuple[bytes, str] | None:
        return await _available(self._gateway.upload(slot, key))

    async def paper(self, slot: str, application: int, place: int) -> tuple[bytes, str]:
        try:
            return await _available(self._gateway.application_paper(slot, application, place))
        except NotAllowed as refusal:
            raise Denied(str(refusal)) from refusal

    async def paper_by_number(self, typed: str) -> Status:
        return await _available(self._gateway.paper_by_number(typed))

    async def paper_by_token(self, token: str) -> Status:
        return await _available(self._gateway.paper_by_token(token))

    async def linked_paper(self, link: str) -> tuple[bytes, str] | None:
        return await _available(self._gateway.linked_paper(link))

    async def linked_file(self, link: str) -> tuple[bytes, str] | None:
        return await _available(self._gateway.linked_file(link))

    async def read_as(self, badge: Badge, ask: Callable[[ConversationContext], T]) -> T:
        return await _allowed(self._staff.read(badge.slot, hashed(badge.secret), ask))

    async def act_as(self, badge: Badge, deed: Callable[[ConversationContext], T]) -> T:
        return await _allowed(self._staff.act(badge.slot, hashed(badge.secret), deed))

    async def look(self, ask: Callable[[Visit], T]) -> T:
        return await _available(self._visits.look(lambda work, now, rules: ask(Visit(work, now, rules))))

    async def act_as_newcomer(
        self, badge: Badge, address: str, deed: Callable[[ConversationContext], T]
    ) -> T | None:
        try:
            arrived = self._visits.act(badge.slot, hashed(badge.secret), address, deed)
            return await _available(arrived)
        except Crowded as crowded:
            raise TooMany(crowded.wait) from crowded

    async def act_unknown(self, deed: Callable[[UnitOfWork, datetime], T]) -> T:
        return await _available(self._visits.act_unknown(deed))

    def visitors(self) -> list[Visitor]:
        return self._visitors

    async def _account(self, slot: str) -> KnownAccount | None:
        return await _available(self._gateway.account(slot))


async def _allowed(answer: Awaitable[T]) -> T:
    try:
        return await _available(answer)
    except NotAllowed as refusal:
        raise Denied(str(refusal)) from refusal


async def _available(answer: Awaitable[T]) -> T:
    try:
        return await answer
    except (NotTaken, OperationalError, TimeoutError) as error:
        raise Unavailable from error


def _entry(line: Line) -> Entry:
    if not line.external_id:
        return Entry(line.seq, "bot", line.at, Reply.from_json(line.body))
    files = tuple(Attachment(*file) for file in line.body.get("files", ()))
    own = Reply(line.body.get("text", ""))
    return Entry(line.seq, "me", line.at, own, line.external_id.rpartition(":")[2], files)
