"""Whoever opens the page within WeChat or WeCom is who they are in the chat: OAuth with `snsapi_base`, which asks them nothing."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.channels.contract import ChannelGateway

AUTHORIZE = "https://open.weixin.qq.com/connect/oauth2/authorize"
STATE_SECONDS = 600
NOT_NOW = "那边没有确认您的身份，请回到聊天里再点一次。"


class Unconfirmed(Exception):
    """The vendor does not say who this is; `str()` says what to do, in Chinese."""

    def __init__(self, what_to_do: str = NOT_NOW) -> None:
        super().__init__(what_to_do)


@dataclass(frozen=True, slots=True)
class SigningIn:
    """Two routes: to the vendor and back. `site` is where our pages are, as everybody sees it; empty, there are none.

    `asked` is what the vendor wants to be told besides; `who` gives the account behind a code, or raises `Unconfirmed`.
    """

    channel: str
    path: str
    site: str
    asked: Mapping[str, str]
    who: Callable[[str], Awaitable[str]]
    gateway: Callable[[], ChannelGateway]

    @property
    def routes(self) -> list[Route]:
        """Where people come in."""
        if not self.site:
            return []
        return [Route(f"{self.path}/enter", self._begin), Route(f"{self.path}/entered", self._finish)]

    async def _begin(self, request: Request) -> Response:
        """On to the vendor, with a state that only this browser has."""
        state = secrets.token_urlsafe(24)
        query = {**self.asked, "redirect_uri": f"{self._home}{self.path}/entered", "response_type": "code"}
        where = urlencode(query | {"scope": "snsapi_base", "state": state})
        response = RedirectResponse(f"{AUTHORIZE}?{where}#wechat_redirect", 303)
        secure = self.site.startswith("https:")
        response.set_cookie(
            self._cookie, state, STATE_SECONDS, path=self.path, secure=secure, httponly=True, samesite="lax"
        )
        return response

    async def _finish(self, request: Request) -> Response:
        """Back from the vendor: on to a one-time link of whoever it says."""
        kept, given = request.cookies.get(self._cookie, ""), request.query_params.get("state", "")
        if not kept or not hmac.compare_digest(kept.encode(), given.encode()):
            return PlainTextResponse(NOT_NOW, 403)
        try:
            account = await self.who(request.query_params.get("code", "")[:512])
        except Unconfirmed as why:
            return PlainTextResponse(str(why), 403)
        link = await self.gateway().entry_link(self.channel, account)
        response = RedirectResponse(f"{self._home}{link}", 303)
        response.delete_cookie(self._cookie, path=self.path)
        return response

    @property
    def _home(self) -> str:
        return self.site.rstrip("/")

    @property
    def _cookie(self) -> str:
        return f"yiqi-{self.channel}"
