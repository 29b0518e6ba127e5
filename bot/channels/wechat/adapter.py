"""公众号: the vendor calls with what people say; the answer goes back in the same call, or is pushed later."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.contract import Capabilities, ChannelGateway, NotSent
from bot.channels.show import cut
from bot.channels.tencent import wire
from bot.channels.tencent.access_token import AccessToken
from bot.channels.tencent.client import Api, ServiceAccount
from bot.channels.tencent.menu import buttons
from bot.channels.tencent.receiving import WITHIN, Receiving
from bot.channels.tencent.signing_in import SigningIn
from bot.channels.tencent.wire import Rejected, Seal
from bot.channels.wechat.messages import NAME, Arrival, arrival
from bot.channels.wechat.push import TROUBLES, WINDOWS, Push, Windows
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.signing_in import openid_of
from bot.runtime.writer import NotTaken
from handlers.engine.links import of_an_event
from handlers.engine.numbers import as_text
from handlers.message import Attachment, Incoming, Reply

LONGEST_TEXT = 2048
LONGEST_SCENE = 64
QR_LASTS, MOST_CODES = timedelta(days=29), 500
PICTURES = ("image/jpeg", "image/png")
PAPERS = "（文件请在网页对话里打开）"
QR = "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket="
log = structlog.get_logger()


class WeChat:
    """One 公众号 (`bot.channels.contract.Channel`)."""

    name = NAME
    capabilities = Capabilities(
        buttons=0,
        text_limit=LONGEST_TEXT,
        unit="bytes",
        pictures=True,
        per_person=2.0,
        answers_within=timedelta(seconds=5),
        preference=20,
    )

    def __init__(self, settings: WeChatSettings, windows: Windows = WINDOWS, within: float = WITHIN) -> None:
        self._settings = settings
        self._windows = windows
        self._within = within
        token, key = settings.token.get_secret_value(), settings.encoding_aes_key.get_secret_value()
        self._seal = Seal(token, key, settings.app_id)
        self._shown: dict[str, int] = {}
        self._codes: dict[str, tuple[str, datetime]] = {}
        self._signing = SigningIn(
            NAME,
            settings.path,
            settings.site,
            {"appid": settings.app_id},
            lambda code: openid_of(settings, code),
            lambda: self._gateway,
        )

    async def start(self, gateway: ChannelGateway) -> None:
        self._gateway = gateway
        settings, access = self._settings, AccessToken(gateway, f"{NAME}:{self._settings.app_id}")
        secret = settings.secret.get_secret_value()
        self._api = Api(lambda: ServiceAccount(settings.app_id, secret, settings.api, access), TROUBLES)
        self._push = Push(settings, self._api, gateway, self._windows)
        self._receiving = Receiving(gateway, self._api, self._within)
        self._menu = asyncio.create_task(self._make_menu()) if settings.menu else None

    async def stop(self) -> None:
        if self._menu:
            self._menu.cancel()
        await self._receiving.finish()
        self._api.close()

    def routes(self) -> Sequence[BaseRoute]:
        path = self._settings.path
        own = [
            Route(path, self._verify, methods=["GET"]),
            Route(path, self._receive, methods=["POST"]),
            Route(f"{path}/qr/{{code}}", self._show_qr),
        ]
        return [*own, *self._signing.routes]

    async def send(self, account: str, reply: Reply, key: str) -> str:
        """Push a reply, in pieces where it is long; tried again, it goes on with the piece that failed. They have no ids."""
        pieces: list[str | Attachment] = [*cut(_text(reply), LONGEST_TEXT, "bytes"), *_pictures(reply)]
        for place in range(self._shown.pop(key, 0), len(pieces)):
            try:
                await self._piece(account, pieces[place])
            except NotSent:
                if place:
                    self._shown[key] = place
                raise
        return ""

    def open_window(self, account: str) -> None:
        """Somebody is known to have just written, though not to us: an account taken over, a test."""
        self._push.note(Arrival(account, opens="message"))

    async def qr(self, code: str, lasts: timedelta) -> str:
        """The address of a QR code that binds whoever scans it: a scene of 1 to 64 characters, 30 days at most."""
        if not 0 < len(code) <= LONGEST_SCENE:
            raise ValueError("a scene has 1 to 64 characters")
        seconds = min(int(lasts.total_seconds()), 30 * 24 * 3600)
        scene = {"scene": {"scene_str": code}}
        body = {"expire_seconds": seconds, "action_name": "QR_STR_SCENE", "action_info": scene}
        made: dict[str, Any] = await self._api.call(lambda client: client.qrcode.create(body))
        return QR + str(made["ticket"])

    async def _piece(self, account: str, piece: str | Attachment) -> None:
        if isinstance(piece, str):
            return await self._push.text(account, piece)
        return await self._push.picture(account, *await self._gateway.file(piece.key))

    async def _verify(self, request: Request) -> Response:
        """The vendor asks once, when the address is entered in its console."""
        query = request.query_params
        try:
            self._check(request, "signature")
        except Rejected as error:
            return _refused(error)
        return PlainTextResponse(query.get("echostr", ""))

    async def _receive(self, request: Request) -> Response:
        try:
            arrived = arrival(wire.fields(await self._opened(request)))
        except Rejected as error:
            return _refused(error)
        self._push.note(arrived)
        if arrived.incoming is None:
            return Response()
        return await self._answered(arrived, arrived.incoming)

    async def _opened(self, request: Request) -> bytes:
        """The body, once it is certain who sent it. Where we encrypt, a plain body is nobody's."""
        if not self._seal.encrypts:
            self._check(request, "signature")
            return await wire.body_of(request.stream())
        sealed = wire.sealed_part(await wire.body_of(request.stream()))
        self._check(request, "msg_signature", sealed)
        return self._seal.opened(sealed).encode()

    async def _show_qr(self, request: Request) -> Response:
        """The QR code of a binding code, or of an activity, that is still good: staff open this page and let it be scanned."""
        code, now = request.path_params["code"], self._gateway.now()
        ends = await self._gateway.link_valid_until(code)
        if ends is None:
            return Response(status_code=404)
        made, until = self._codes.get(code, ("", now))
        if now < until:
            return RedirectResponse(made)
        try:
            made = await self.qr(code, ends - now)
            if of_an_event(code):
                self._remember(code, made, min(ends, now + QR_LASTS))
            return RedirectResponse(made)
        except NotSent as error:
            log.warning("no QR code", channel=NAME, reason=error.reason)
            return Response(status_code=503)

    def _remember(self, code: str, made: str, until: datetime) -> None:
        """An activity has one for all who ask, since the vendor counts them."""
        while len(self._codes) >= MOST_CODES:
            self._codes.pop(next(iter(self._codes)))
        self._codes[code] = (made, until)

    def _check(self, request: Request, name: str, sealed: str = "") -> None:
        signature, timestamp, nonce = (
            request.query_params.get(key, "") for key in (name, "timestamp", "nonce")
        )
        self._seal.check(signature, timestamp, nonce, self._gateway.now(), sealed)

    async def _answered(self, arrived: Arrival, incoming: Incoming) -> Response:
        """The answer in the vendor's own call where there is time for it; else nothing, and it is pushed."""
        try:
            receipt = await self._receiving.accept(incoming, arrived.media_id)
            if receipt is None:
                return Response()
            replies = await self._gateway.claim(receipt, _fitting(receipt.replies))
        except NotTaken:
            return Response(status_code=503)
        if not replies:
            return Response()
        text = "\n\n".join(map(_text, replies))
        return Response(
            self._reply(arrived.us, incoming.sender, text),
            media_type="application/xml",
            background=BackgroundTask(self._gateway.answered, receipt),
        )

    def _reply(self, us: str, them: str, text: str) -> str:
        now = self._gateway.now()
        created = str(int(now.timestamp()))
        xml = wire.element(ToUserName=them, FromUserName=us, CreateTime=created, MsgType="text", Content=text)
        return self._seal.sealed(xml, now) if self._seal.encrypts else xml

    async def _make_menu(self) -> None:
        """The menu stays as it was where it cannot be made; people can type the words."""
        try:
            await self._api.call(lambda client: client.menu.create(buttons()))
        except NotSent as error:
            log.warning("no menu", channel=NAME, reason=error.reason)


def _fitting(replies: Sequence[Reply]) -> int:
    """How many answers one text holds. A number must stand beside one list only, so a second list waits; so does
    a picture."""
    text, lists = "", 0
    for count, reply in enumerate(replies):
        text += ("\n\n" if text else "") + _text(reply)
        lists += bool(reply.choices)
        if lists > 1 or _pictures(reply) or len(text.encode()) > LONGEST_TEXT:
            return count
    return len(replies)


def _pictures(reply: Reply) -> list[Attachment]:
    return [file for file in reply.files if file.media_type in PICTURES]


def _text(reply: Reply) -> str:
    """A reply as text; what is no picture cannot be sent here."""
    papers = [file for file in reply.files if file.media_type not in PICTURES]
    linked = [f"{file.name}\n{file.link}" for file in papers if file.link]
    elsewhere = [PAPERS] if len(linked) < len(papers) else []
    return "\n".join([as_text(reply), *linked, *elsewhere]).strip()


def _refused(error: Rejected) -> Response:
    log.warning("callback refused", channel=NAME, reason=error.reason)
    return Response(status_code=error.status)
