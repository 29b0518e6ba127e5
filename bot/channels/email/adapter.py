"""Notices as letters, to the e-mail address of who is on no chat."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from bot.channels.contract import Capabilities, ChannelGateway, NotSent
from bot.channels.email.letter import File, letter
from bot.channels.email.settings import ADDRESS, EmailSettings
from bot.channels.email.smtp import hand_over
from documents.media import ending
from handlers.message import Reply

NAME = "email"


class Email:
    """`bot.channels.contract.Channel`. It hears nothing: who wants to answer opens the chat."""

    name = NAME

    def __init__(self, settings: EmailSettings) -> None:
        self._settings = settings
        self.capabilities = Capabilities(
            buttons=0,
            text_limit=100_000,
            files=True,
            per_second=5.0,
            preference=50,
            reaches="email",
            kinds=frozenset(settings.kinds),
        )

    async def start(self, gateway: ChannelGateway) -> None:
        self._gateway = gateway

    async def stop(self) -> None:
        """Nothing is open between two letters."""

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    async def send(self, account: str, reply: Reply, key: str) -> str:
        """Hand a letter over. What a roster has as an address and no server would take goes nowhere."""
        if not ADDRESS.fullmatch(account) or not account.isascii():
            raise NotSent("blocked", "no address")
        settings = self._settings
        sender, now = (settings.title, settings.sender), self._gateway.now()
        made = letter(reply, sender, account, now, key, settings.site, await self._files(reply))
        await hand_over(settings, made, account)
        return key

    async def _files(self, reply: Reply) -> list[File]:
        found = []
        for place, file in enumerate(reply.files, start=1):
            content, media_type = await self._gateway.file(file.key)
            found.append((file.name or f"{place}.{ending(media_type)}", media_type, content))
        return found
