"""Notices by short message: to verified telephones, by templates that the vendor has approved."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import click
from starlette.routing import BaseRoute

from bot.channels.contract import Capabilities, ChannelGateway, NotSent
from bot.channels.sms.aliyun import Aliyun
from bot.channels.sms.settings import SmsSettings
from handlers.message import Reply

NAME = "sms"
LONGEST_NAME = 20
"""Of a name in a template; the vendor refuses longer ones."""
UNNAMED = "用户"


class Sms:
    """`bot.channels.contract.Channel` and `Templated`. It hears nothing of people: who wants to answer opens the chat.

    One a minute to a telephone, which is what the vendor allows of one signature.
    """

    name = NAME

    def __init__(self, settings: SmsSettings) -> None:
        self._settings = settings
        self.capabilities = Capabilities(
            buttons=0,
            text_limit=500,
            per_second=20.0,
            per_person=1 / 60,
            preference=20,
            reaches="phone",
            kinds=frozenset(settings.notices),
        )

    async def start(self, gateway: ChannelGateway) -> None:
        self._gateway = gateway
        self._vendor = Aliyun(self._settings, gateway.now)

    async def stop(self) -> None:
        """Nothing is open between two messages."""

    def routes(self) -> Sequence[BaseRoute]:
        """None: what the vendor reports comes in beside the codes (`bot.texts.reports`)."""
        return ()

    async def send_kind(self, kind: str, account: str, name: str, key: str) -> str:
        """Which template says what this kind of notice says, the settings know; of the person it has the name and the day."""
        today = self._gateway.now()
        values = {"name": name[:LONGEST_NAME] or UNNAMED, "day": f"{today.month}月{today.day}日"}
        if self._settings.vendor == "log":
            click.echo(f"短信 / short message {self._settings.notices[kind]} {values} → {account}", err=True)
            return ""
        template = self._settings.notices[kind]
        return await asyncio.to_thread(self._vendor.send_by, template, account, values, key)

    async def send(self, account: str, reply: Reply, key: str) -> str:
        """No vendor takes words of one's own."""
        raise NotSent("broken", "no template")
