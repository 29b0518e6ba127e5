"""From a reply to Telegram's messages: in pieces, with buttons for this one person, into a chat or a group."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels.contract import Capabilities, ChannelGateway, NotSent
from bot.channels.show import Piece, pieces
from bot.channels.telegram.callbacks import Callbacks
from bot.channels.telegram.keys import markup
from bot.channels.telegram.naming import Place, message_name, place_of
from bot.channels.telegram.wire import Wire
from documents.media import ending
from handlers.message import Reply

GROUP_SPAN, GROUP_MOST = timedelta(minutes=1), 20
"""So many messages a minute Telegram lets into one group."""
HALF_SENT = 1_000
PRIVATELY = "要办理请私聊我。"


class Sending:
    """Shows replies. Remembers what of a reply is out already, so that trying again goes on from there."""

    def __init__(
        self, wire: Wire, gateway: ChannelGateway, callbacks: Callbacks, capabilities: Capabilities
    ) -> None:
        self._wire = wire
        self._gateway = gateway
        self._callbacks = callbacks
        self._capabilities = capabilities
        self._out: dict[str, tuple[int, str]] = {}
        self._groups: dict[int, deque[datetime]] = {}

    async def send(self, account: str, reply: Reply, key: str) -> str:
        """Show it to the account, or in the group where it was asked; the name of the message with the choices."""
        if not reply.room:
            return await self._show(place_of(account), account, reply, key)
        try:
            return await self._show(place_of(reply.room), account, reply, key)
        except NotSent as trouble:
            if trouble.trouble == "moved":
                return await self._show(place_of(trouble.moved_to), account, reply, key)
            if trouble.trouble == "blocked":
                return await self._show(place_of(account), account, reply, key)
            raise

    async def _show(self, place: Place, user: str, reply: Reply, key: str) -> str:
        shown = _in_group(reply) if place_of(user).chat < 0 else reply
        parts: list[Piece | int] = [*pieces(shown, self._capabilities), *range(len(shown.files))]
        begun, name = self._out.get(key, (0, ""))
        for at in range(begun, len(parts)):
            try:
                await self._keep_to_group_limit(place.chat)
                number = await self._show_part(parts[at], place, user, shown)
            except NotSent:
                self._remember(key, at, name)
                raise
            if not (name and isinstance(parts[at], int)):
                name = message_name(place.chat, number)
        self._out.pop(key, None)
        return name

    async def _show_part(self, part: Piece | int, place: Place, user: str, reply: Reply) -> int:
        if isinstance(part, int):
            file = reply.files[part]
            content, kind = await self._gateway.file(file.key)
            return await self._wire.send_file(place, content, kind, file.name or _name(kind))
        now = self._gateway.now()
        asks = reply.asks if place.chat == place_of(user).chat else ""
        under = markup(part.choices, asks, lambda token: self._callbacks.sign(user, token, now))
        return await self._wire.send_text(place, part.text, under)

    def _remember(self, key: str, at: int, name: str) -> None:
        if len(self._out) >= HALF_SENT:
            self._out.pop(next(iter(self._out)))
        self._out[key] = (at, name)

    async def _keep_to_group_limit(self, chat: int) -> None:
        """Of what a group takes in a minute, each process that sends has an equal share."""
        if chat > 0:
            return
        share = max(GROUP_MOST // await self._gateway.senders(), 1)
        sent, now = self._groups.setdefault(chat, deque(maxlen=GROUP_MOST)), self._gateway.now()
        if len(sent) >= share and now - sent[-share] < GROUP_SPAN:
            raise NotSent("wait", "the group has had its share", after=GROUP_SPAN - (now - sent[-share]))
        sent.append(now)


def _in_group(reply: Reply) -> Reply:
    """A notice to a whole group has no buttons: they would be one person's."""
    text = f"{reply.text}\n{PRIVATELY}" if reply.choices else reply.text
    return replace(reply, text=text, choices=(), asks="")


def _name(media_type: str) -> str:
    return f"yiqi.{ending(media_type)}"
