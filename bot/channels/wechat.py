"""公众号: the vendor calls with what people say; the answer goes back in the same call, or is pushed later."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from actions.people.bind import good_until
from bot.channels import tencent_wire as wire
from bot.channels.contract import Doors, Means, NotSent
from bot.channels.showing import cut
from bot.channels.tencent_client import Api, ServiceAccount
from bot.channels.tencent_intake import WITHIN, Intake
from bot.channels.tencent_menu import buttons
from bot.channels.tencent_vault import Vault
from bot.channels.tencent_wire import Rejected, Seal
from bot.channels.wechat_messages import NAME, Arrival, arrival
from bot.channels.wechat_push import TROUBLES, WINDOWS, Push, Windows
from bot.sections.wechat import WeChat as Section
from bot.writer import NotTaken
from handlers.engine.numbers import as_text
from handlers.message import Attachment, Incoming, Reply

LONGEST_TEXT = 2048
LONGEST_SCENE = 64
PICTURES = ("image/jpeg", "image/png")
PAPERS = "（文件请在网页对话里打开）"
QR = "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket="
log = structlog.get_logger()


class WeChat:
    """One 公众号 (`bot.channels.contract.Channel`)."""

    name = NAME
    means = Means(
        buttons=0,
        text_limit=LONGEST_TEXT,
        unit="bytes",
        pictures=True,
        per_person=2.0,
        answers_within=timedelta(seconds=5),
        preference=20,
    )

    def __init__(self, section: Section, windows: Windows = WINDOWS, within: float = WITHIN) -> None:
        self._section = section
        self._windows = windows
        self._within = within
        token, key = section.token.get_secret_value(), section.encoding_aes_key.get_secret_value()
        self._seal = Seal(token, key, section.app_id)
        self._shown: dict[str, int] = {}

    async def start(self, doors: Doors) -> None:
        self._doors = doors
        section, vault = self._section, Vault(doors, f"{NAME}:{self._section.app_id}")
        secret = section.secret.get_secret_value()
        self._api = Api(lambda: ServiceAccount(section.app_id, secret, section.api, vault), TROUBLES)
        self._push = Push(section, self._api, doors, self._windows)
        self._intake = Intake(doors, self._api, self._within)
        self._menu = asyncio.create_task(self._make_menu()) if section.menu else None

    async def stop(self) -> None:
        if self._menu:
            self._menu.cancel()
        await self._intake.finish()
        self._api.close()

    def routes(self) -> Sequence[BaseRoute]:
        path = self._section.path
        return [
            Route(path, self._verify, methods=["GET"]),
            Route(path, self._receive, methods=["POST"]),
            Route(f"{path}/qr/{{code}}", self._show_qr),
        ]

    async def send(self, account: str, reply: Reply, key: str) -> None:
        """Push a reply, in pieces where it is long; tried again, it goes on with the piece that failed."""
        pieces: list[str | Attachment] = [*cut(_text(reply), LONGEST_TEXT, "bytes"), *_pictures(reply)]
        for place in range(self._shown.pop(key, 0), len(pieces)):
            try:
                await self._piece(account, pieces[place])
            except NotSent:
                if place:
                    self._shown[key] = place
                raise

    def open_window(self, account: str) -> None:
        """Somebody is known to have just written, though not to us: an account taken over, a rehearsal."""
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
        return await self._push.picture(account, *await self._doors.file(piece.key))

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
        """The QR code of a binding code that is still good: staff open this page and let it be scanned."""
        code, now = request.path_params["code"], self._doors.now()
        ends = await asyncio.wrap_future(self._doors.write(lambda work: good_until(work, code, now)))
        if ends is None:
            return Response(status_code=404)
        try:
            return RedirectResponse(await self.qr(code, ends - now))
        except NotSent as error:
            log.warning("no QR code", channel=NAME, reason=error.reason)
            return Response(status_code=503)

    def _check(self, request: Request, name: str, sealed: str = "") -> None:
        signature, timestamp, nonce = (
            request.query_params.get(key, "") for key in (name, "timestamp", "nonce")
        )
        self._seal.check(signature, timestamp, nonce, self._doors.now(), sealed)

    async def _answered(self, arrived: Arrival, incoming: Incoming) -> Response:
        """The answer in the vendor's own call where there is time for it; else nothing, and it is pushed."""
        try:
            receipt = await self._intake.take(incoming, arrived.media_id)
            if receipt is None:
                return Response()
            replies = await self._doors.claim(receipt, _fitting(receipt.replies))
        except NotTaken:
            return Response(status_code=503)
        if not replies:
            return Response()
        text = "\n\n".join(map(_text, replies))
        return Response(
            self._reply(arrived.us, incoming.sender, text),
            media_type="application/xml",
            background=BackgroundTask(self._doors.answered, receipt),
        )

    def _reply(self, us: str, them: str, text: str) -> str:
        now = self._doors.now()
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
    text = as_text(reply)
    return text if len(_pictures(reply)) == len(reply.files) else f"{text}\n{PAPERS}".strip()


def _refused(error: Rejected) -> Response:
    log.warning("callback refused", channel=NAME, reason=error.reason)
    return Response(status_code=error.status)
