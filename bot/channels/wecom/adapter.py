"""企业微信: members write to an application; answers go as its messages, with buttons on cards."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.contract import Capabilities, ChannelGateway, NotSent, Trouble
from bot.channels.tencent import wire
from bot.channels.tencent.access_token import AccessToken
from bot.channels.tencent.client import Api, Enterprise
from bot.channels.tencent.receiving import WITHIN, Receiving, later
from bot.channels.tencent.signing_in import SigningIn, Unconfirmed
from bot.channels.tencent.wire import Rejected, Seal
from bot.channels.wecom.cards import LONGEST_TEXT, MOST_BUTTONS, REPEATS_KNOWN, messages, tapped
from bot.channels.wecom.messages import NAME, Arrival, arrival
from bot.channels.wecom.settings import WeComSettings
from bot.runtime.writer import NotTaken
from documents.media import ending
from handlers.engine import tokens
from handlers.message import Attachment, Incoming, Reply

Limits = tuple[tuple[int, timedelta], ...]
LIMITS: Limits = ((30, timedelta(minutes=1)), (1000, timedelta(hours=1)))
"""Messages to one member; what is beyond, the vendor drops in silence."""
TROUBLES: dict[int, Trouble] = {
    **dict.fromkeys((-1, 45009, 45033, 40013, 40091, 41002, 41004, 60020, 48002), "wait"),
    **dict.fromkeys((81013, 60111, 40003, 60011, 301002), "blocked"),
}
"""The rest (malformed, too long) will never go: `broken`."""
PICTURES = ("image/jpeg", "image/png")
MEDIA_LASTS = timedelta(days=2)
"""The vendor keeps an upload for three days."""
MOST_MEDIA = 1000
OUTSIDE = "您不是本企业的成员，请从公众号或网页进来。"
log = structlog.get_logger()


class WeCom:
    """One application (`bot.channels.contract.Channel`)."""

    name = NAME
    capabilities = Capabilities(
        buttons=MOST_BUTTONS,
        text_limit=LONGEST_TEXT,
        unit="bytes",
        pictures=True,
        files=True,
        deduplicates=True,
        preference=30,
        per_person=5.0,
        crowded=(0, 30),
    )

    def __init__(self, settings: WeComSettings, limits: Limits = LIMITS, within: float = WITHIN) -> None:
        token, key = settings.token.get_secret_value(), settings.encoding_aes_key.get_secret_value()
        if not key:
            raise ValueError("WeCom always encrypts")
        self._settings = settings
        self._seal = Seal(token, key, settings.corp_id)
        self._allowance = Allowance(limits)
        self._within = within
        self._media: dict[str, tuple[datetime, dict[str, Any]]] = {}
        self._later: set[asyncio.Task[None]] = set()
        asked = {"appid": settings.corp_id, "agentid": str(settings.agent_id)}
        self._signing = SigningIn(
            NAME, settings.path, settings.site, asked, self._member, lambda: self._gateway
        )

    async def start(self, gateway: ChannelGateway) -> None:
        self._gateway = gateway
        settings, secret = self._settings, self._settings.secret.get_secret_value()
        access = AccessToken(gateway, f"{NAME}:{settings.corp_id}:{settings.agent_id}")
        self._api = Api(lambda: Enterprise(settings.corp_id, secret, settings.api, access), TROUBLES)
        self._receiving = Receiving(gateway, self._api, self._within)

    async def stop(self) -> None:
        await self._receiving.finish()
        await asyncio.gather(*self._later)
        self._api.close()

    def routes(self) -> Sequence[BaseRoute]:
        path = self._settings.path
        return [
            Route(path, self._verify, methods=["GET"]),
            Route(path, self._receive, methods=["POST"]),
            *self._signing.routes,
        ]

    async def _member(self, code: str) -> str:
        """The member behind a code of OAuth; somebody from outside the company is nobody here."""
        try:
            said = await self._api.call(lambda client: client.get("auth/getuserinfo", params={"code": code}))
        except NotSent as error:
            log.warning("not signed in", channel=NAME, reason=error.reason)
            raise Unconfirmed from None
        member = said.get("userid")
        if not isinstance(member, str) or not member:
            raise Unconfirmed(OUTSIDE)
        return member

    async def send(self, account: str, reply: Reply, key: str) -> str:
        """Send a reply; what of it has arrived before is dropped by the vendor, for the key is in it."""
        parts = messages(reply, key)
        senders = await self._gateway.senders()
        self._allowance.use(account, len(parts) + len(reply.files), self._gateway.now(), senders)
        files = [await self._uploaded(file) for file in reply.files]
        names = [await self._sent(account, part) for part in (*parts, *files)]
        return names[max(len(parts) - 1, 0)] if names else ""

    async def _sent(self, account: str, part: dict[str, Any]) -> str:
        """The vendor's id of it."""
        answer = await self._api.call(self._message(account, part))
        if _left_out(answer, account):
            raise NotSent("blocked", "invaliduser")
        return str(answer.get("msgid", ""))

    async def _uploaded(self, file: Attachment) -> dict[str, Any]:
        """A file that goes with a reply, uploaded once: the vendor knows it by the same id when it is tried again."""
        uploaded, part = self._media.get(file.key, (None, {}))
        if uploaded is None or self._gateway.now() - uploaded > MEDIA_LASTS:
            content, media_type = await self._gateway.file(file.key)
            kind = "image" if media_type in PICTURES else "file"
            form = (file.name or f"yiqi.{ending(media_type)}", content, media_type)
            answer = await self._api.call(lambda client: client.media.upload(kind, form))
            part = {"msgtype": kind, kind: {"media_id": answer["media_id"]}}
            self._media[file.key] = (self._gateway.now(), part)
        while len(self._media) > MOST_MEDIA:
            self._media.pop(next(iter(self._media)))
        return part

    def _message(self, account: str, part: dict[str, Any]) -> Any:
        body = part | {"enable_duplicate_check": 1, "duplicate_check_interval": REPEATS_KNOWN}
        return lambda client: client.message.send(self._settings.agent_id, account, msg=body)

    async def _verify(self, request: Request) -> Response:
        """The vendor asks once, when the address is entered in its console."""
        try:
            sealed = request.query_params.get("echostr", "")
            self._check(request, sealed)
            return PlainTextResponse(self._seal.opened(sealed))
        except Rejected as error:
            return _refused(error)

    async def _receive(self, request: Request) -> Response:
        """What comes is answered with nothing: the answer is a message of its own."""
        try:
            sealed = wire.sealed_part(await wire.body_of(request.stream()))
            self._check(request, sealed)
            arrived = arrival(wire.fields(self._seal.opened(sealed).encode()))
        except Rejected as error:
            return _refused(error)
        if arrived.incoming:
            try:
                await self._receiving.accept(arrived.incoming, arrived.media_id)
            except NotTaken:
                return Response(status_code=503)
            if arrived.response_code and not tokens.lasting(arrived.incoming.choice):
                later(self._later, self._turn(arrived, arrived.incoming))
        return Response()

    def _check(self, request: Request, sealed: str) -> None:
        signature, timestamp, nonce = (
            request.query_params.get(name, "") for name in ("msg_signature", "timestamp", "nonce")
        )
        self._seal.check(signature, timestamp, nonce, self._gateway.now(), sealed)

    async def _turn(self, arrived: Arrival, incoming: Incoming) -> None:
        """Show on the card what was chosen. The code serves once: a repeated tap finds it used."""
        change = {
            "userids": [incoming.sender],
            "agentid": self._settings.agent_id,
            "response_code": arrived.response_code,
            **tapped(incoming.text),
        }
        try:
            await self._api.call(lambda client: client.post("message/update_template_card", data=change))
        except NotSent as error:
            log.info("card not changed", channel=NAME, reason=error.reason)


class Allowance:
    """How many messages this process sent to a member; beyond its share of the vendor's limits one waits."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._sent: dict[str, deque[datetime]] = defaultdict(lambda: deque(maxlen=limits[-1][0]))

    def use(self, account: str, count: int, now: datetime, senders: int = 1) -> None:
        """Note that so many are sent now, or raise `NotSent` with how long to wait; `senders` share the limits."""
        sent = self._sent[account]
        for most, span in self._limits:
            recent = [at for at in sent if at > now - span]
            if recent and len(recent) + count > max(most // senders, 1):
                raise NotSent("wait", "member's limit", after=recent[0] + span - now)
        sent.extend([now] * count)


def _left_out(answer: dict[str, Any], account: str) -> bool:
    """Errcode 0 is said all the same; the names come back in small letters."""
    names = f"{answer.get('invaliduser', '')}|{answer.get('unlicenseduser', '')}"
    return account.casefold() in names.casefold().split("|")


def _refused(error: Rejected) -> Response:
    log.warning("callback refused", channel=NAME, reason=error.reason)
    return Response(status_code=error.status)
