"""Writing to somebody on a 公众号 unasked: only while a window is open, or for a consent that they gave.

A message opens 48 hours for five, a menu click, a follow or a scan one minute for three, a consent buys
one subscription message. The ledger is kept with the person's account; the vendor's own no (45015,
45047, 43101) closes what it says is closed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from bot.channels.contract import NotSent, Trouble
from bot.channels.tencent.access_token import Shared
from bot.channels.tencent.client import Api, Refused
from bot.channels.wechat.messages import NAME, Arrival
from bot.channels.wechat.settings import WeChatSettings
from storage.queries.delivery import vendors
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Request = Callable[[Any], Any]
PICTURE = "有一张图片，请回来查看"
Windows = Mapping[str, tuple[int, timedelta]]
WINDOWS: Windows = {"message": (5, timedelta(hours=48)), "touch": (3, timedelta(minutes=1))}
CONSENT = "subscription:"
CLOSED = frozenset({45015, 45047, 43004, 48002})
"""Window over, count used up, not a follower, messages switched off."""
NO_CONSENT = 43101
LONGEST_THING = 20
"""Characters of a template's «thing»."""
TROUBLES: dict[int, Trouble] = {
    **dict.fromkeys((-1, 45009, 45011, 40013, 40125, 40164, 41002, 41004), "wait"),
    **dict.fromkeys((45015, 45047, 43004, 48002, 43101, 40003, 45065, 46004, 48001, 48008, 50005), "blocked"),
}
"""The rest (too long, empty, not allowed, malformed) will never go: `broken`."""


class Push:
    """The ledger and the sending for one 公众号."""

    def __init__(
        self, settings: WeChatSettings, api: Api, shared: Shared, windows: Windows = WINDOWS
    ) -> None:
        self._settings = settings
        self._api = api
        self._shared = shared
        self._windows = windows

    def note(self, arrived: Arrival) -> None:
        """Keep what a body opens or closes; nobody waits for it."""
        account, now = arrived.sender, self._shared.now()
        if arrived.opens:
            left, lasts = self._windows[arrived.opens]
            self._write(
                account,
                lambda work: vendors.open_window(work, NAME, account, arrived.opens, left, now + lasts),
            )
        if arrived.gone:
            self._write(account, lambda work: vendors.close_windows(work, NAME, account, *WINDOWS))
        for template, yes in arrived.consents:
            self._write(account, partial(_consented, account, CONSENT + template, yes))

    async def text(self, account: str, text: str) -> None:
        """Push a text of at most 2048 bytes; raises `NotSent`."""
        await self._pushed(account, lambda client: client.message.send_text(account, text), text)

    async def picture(self, account: str, content: bytes, media_type: str) -> None:
        """Push a picture; raises `NotSent`."""
        file = (f"yiqi.{media_type.rpartition('/')[2]}", content, media_type)

        def request(client: Any) -> Any:
            uploaded = client.media.upload("image", file)
            return client.message.send_image(account, uploaded["media_id"])

        await self._pushed(account, request, PICTURE)

    async def _pushed(self, account: str, request: Request, line: str) -> None:
        """By a window, else a line of it by a consent."""
        for kind in await self._open(account):
            if await self._sent(
                account, kind, self._notice(account, line) if kind.startswith(CONSENT) else request
            ):
                return
        raise NotSent("blocked", "no window open, no consent left")

    async def _open(self, account: str) -> list[str]:
        """What may be used, windows first, the one that ends first in front."""
        now = self._shared.now()
        left = await self._kept(account, lambda work: vendors.credits_of(work, NAME, account, now))
        usable = (*WINDOWS, CONSENT + self._settings.template)
        return [kind for kind in left if kind in usable]

    async def _sent(self, account: str, kind: str, request: Request) -> bool:
        """False where the vendor says that this one is closed; it stays closed in the ledger."""
        try:
            await self._api.call(request)
        except Refused as error:
            if error.errcode not in CLOSED | {NO_CONSENT}:
                raise
            kinds = (kind,) if error.errcode == NO_CONSENT else tuple(WINDOWS)
            await self._kept(account, lambda work: vendors.close_windows(work, NAME, account, *kinds))
            return False
        await self._kept(account, lambda work: vendors.spend(work, NAME, account, kind))
        return True

    def _notice(self, account: str, text: str) -> Request:
        """A subscription message has room for a line; the rest waits in the chat."""
        line = " ".join(text.split())
        short = line if len(line) <= LONGEST_THING else f"{line[: LONGEST_THING - 1]}…"
        body = {
            "touser": account,
            "template_id": self._settings.template,
            "data": {self._settings.template_field: {"value": short}},
        }
        return lambda client: client.post("message/subscribe/bizsend", data=body)

    async def _kept(self, account: str, run: Callable[[UnitOfWork], T]) -> T:
        return await asyncio.wrap_future(self._write(account, run))

    def _write(self, account: str, run: Callable[[UnitOfWork], T]) -> Any:
        return self._shared.write(run, f"{NAME}:{account}")


def _consented(account: str, kind: str, yes: bool, work: UnitOfWork) -> None:
    if yes:
        vendors.add_credit(work, NAME, account, kind)
    else:
        vendors.close_windows(work, NAME, account, kind)
