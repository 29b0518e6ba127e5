"""A fake 公众号 platform: its API, and the people who write to the account.

It is as strict as the real one where that is known: windows to push (45015, 45047), consents (43101),
byte limits (45002), tokens. What our side sends is read by wechatpy, not by our own code.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests
import xmltodict
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from bot.devtools.fakes.tencent import Call, Now, Platform, Refusal, expect, upload

CALLS_AGAIN = 3
GIVES_UP = 5.0
"""Seconds after which the platform calls again, and how often in all."""
LONGEST_TEXT = 2048
Windows = Mapping[str, tuple[int, timedelta]]
WINDOWS: Windows = {"message": (5, timedelta(hours=48)), "touch": (3, timedelta(minutes=1))}
TOUCHES = ("subscribe", "SCAN", "CLICK")
THIRTY_DAYS = 2592000


@dataclass(frozen=True, slots=True)
class Account:
    """The 公众号 as its console shows it; without a key its messages go in plain text."""

    app_id: str = "wx0123456789abcdef"
    secret: str = "0123456789abcdef0123456789abcdef"
    token: str = "yiqiToken"
    key: str = ""
    name: str = "gh_yiqi"


@dataclass(slots=True)
class Follower:
    """Somebody who follows the account, what may be pushed to them, and what they have seen."""

    follows: bool = True
    windows: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    consents: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seen: list[str] = field(default_factory=list)


class FakeWeChat:
    """The platform for one account; `callback` is set to where our side listens."""

    def __init__(
        self, account: Account, now: Now, windows: Windows = WINDOWS, gives_up: float = GIVES_UP
    ) -> None:
        self.account = account
        self.callback = ""
        self.windows = windows
        self.gives_up = gives_up
        self.platform = Platform(now)
        self.followers: dict[str, Follower] = {}
        self.media: dict[str, bytes] = {}
        self.menu: dict[str, Any] = {}
        self.oauth: dict[str, tuple[str, bool]] = {}
        self.templates = {"TEMPLATE": ("thing1",)}
        self._now = now
        self._crypto = WeChatCrypto(account.token, account.key, account.app_id) if account.key else None

    # What our side calls.

    def app(self) -> Starlette:
        """The API as the vendor's addresses have it."""
        post = [
            ("message/custom/send", self._send),
            ("message/subscribe/bizsend", self._notify),
            ("menu/create", self._make_menu),
            ("qrcode/create", self._make_qr),
            ("media/upload", self._upload),
        ]
        routes = [self.platform.route("POST", endpoint, answer) for endpoint, answer in post]
        routes.append(self.platform.route("POST", "stable_token", self._token, needs_token=False))
        routes.append(self.platform.route("GET", "media/get", self._media))
        routes.append(Route("/sns/oauth2/access_token", self._signed_in))
        return Starlette(routes=routes)

    async def _signed_in(self, request: Request) -> Response:
        """OAuth: each code serves once; a preview of a page has an openid that is nobody's."""
        given = dict(request.query_params)
        if given.get("secret") != self.account.secret or given.get("appid") != self.account.app_id:
            return JSONResponse({"errcode": 40125, "errmsg": "invalid appsecret"})
        if given.get("grant_type") != "authorization_code" or given.get("code") not in self.oauth:
            return JSONResponse({"errcode": 40029, "errmsg": "invalid code"})
        openid, snapshot = self.oauth.pop(given["code"])
        said = {"access_token": "t", "expires_in": 7200, "openid": openid, "scope": "snsapi_base"}
        return JSONResponse(said | ({"is_snapshotuser": 1} if snapshot else {}))

    def _token(self, call: Call) -> dict[str, Any]:
        body = call.data
        expect(body.get("grant_type") == "client_credential", 40002, "invalid grant_type")
        expect(body.get("appid") == self.account.app_id, 40013, "invalid appid")
        expect(body.get("secret") == self.account.secret, 40125, "invalid appsecret")
        return self.platform.tokens.issue(force=body.get("force_refresh") is True)

    def _send(self, call: Call) -> dict[str, Any]:
        body = call.data
        follower = self._follower(body.get("touser"))
        kind = body.get("msgtype")
        expect(
            kind in ("text", "image") and body.keys() == {"touser", "msgtype", kind},
            40008,
            "invalid message type",
        )
        shown = self._text(body["text"]) if kind == "text" else self._picture(body["image"])
        self._use_window(follower)
        follower.seen.append(shown)
        return {"errcode": 0, "errmsg": "ok"}

    def _text(self, text: dict[str, Any]) -> str:
        content: str = text.get("content", "")
        expect(bool(content), 44004, "empty content")
        expect(len(content.encode()) <= LONGEST_TEXT, 45002, "content size out of limit")
        return content

    def _picture(self, image: dict[str, Any]) -> str:
        expect(image.get("media_id") in self.media, 40007, "invalid media_id")
        return f"[图片 {image['media_id']}]"

    def _notify(self, call: Call) -> dict[str, Any]:
        body = call.data
        follower = self._follower(body.get("touser"))
        template = body.get("template_id", "")
        expect(template in self.templates, 40037, "invalid template_id")
        data = body.get("data", {})
        expect(tuple(data) == self.templates[template], 47003, "argument invalid")
        texts = [str(part.get("value", "")) for part in data.values()]
        expect(all(0 < len(text) <= 20 for text in texts), 47003, "argument invalid")
        expect(follower.consents[template] > 0, 43101, "user refuse to accept the msg")
        follower.consents[template] -= 1
        follower.seen.append("\n".join(texts))
        return {"errcode": 0, "errmsg": "ok"}

    def _make_menu(self, call: Call) -> dict[str, Any]:
        buttons = call.data.get("button", [])
        expect(0 < len(buttons) <= 3, 40016, "invalid button size")
        for button in buttons:
            inner = button.get("sub_button", [])
            expect(len(inner) <= 5, 40023, "invalid sub button size")
            for leaf in inner or [button]:
                expect(
                    leaf.get("type") == "click" and 0 < len(leaf["key"].encode()) <= 128,
                    40019,
                    "invalid button key",
                )
                expect(0 < len(leaf["name"].encode()) <= (60 if inner else 16), 40018, "invalid button name")
        self.menu = {"button": buttons}
        return {"errcode": 0, "errmsg": "ok"}

    def _make_qr(self, call: Call) -> dict[str, Any]:
        body = call.data
        expect(body.get("action_name") == "QR_STR_SCENE", 40053, "invalid action info")
        scene = body["action_info"]["scene"].get("scene_str", "")
        expect(0 < len(scene) <= 64, 40053, "invalid action info")
        seconds = body.get("expire_seconds", 60)
        expect(0 < seconds <= THIRTY_DAYS, 40054, "invalid expire_seconds")
        return {
            "ticket": f"g{secrets.token_urlsafe(48)}",
            "expire_seconds": seconds,
            "url": f"http://weixin.qq.com/q/{scene}",
        }

    def _upload(self, call: Call) -> dict[str, Any]:
        return upload(call, self.media, ("image",))

    def _media(self, call: Call) -> Response:
        content = self.media.get(call.query.get("media_id", ""))
        if content is None:
            raise Refusal(40007, "invalid media_id")
        return Response(content, media_type="image/jpeg")

    def _follower(self, openid: Any) -> Follower:
        follower = self.followers.get(openid) if isinstance(openid, str) else None
        if follower is None:
            raise Refusal(40003, "invalid openid")
        expect(follower.follows, 43004, "require subscribe")
        return follower

    def _use_window(self, follower: Follower) -> None:
        still = {
            kind: (left, until) for kind, (left, until) in follower.windows.items() if until > self._now()
        }
        expect(bool(still), 45015, "response out of time limit or subscription is canceled")
        usable = sorted((until, kind) for kind, (left, until) in still.items() if left > 0)
        expect(bool(usable), 45047, "out of response count limit")
        until, kind = usable[0]
        follower.windows[kind] = (still[kind][0] - 1, until)

    # What people do.

    def say(self, openid: str, text: str, **more: str) -> str:
        """Somebody writes; what they see at once."""
        return self.message(openid, "text", Content=text, **more)

    def message(self, openid: str, kind: str, **parts: str) -> str:
        """A message of any kind."""
        return self.deliver(self.body(openid, {"MsgType": kind} | parts))

    def event(self, openid: str, event: str, **parts: Any) -> str:
        """A follow, a click, a scan: events have no MsgId."""
        follower = self.followers.setdefault(openid, Follower())
        follower.follows = event != "unsubscribe"
        return self.deliver(self.body(openid, {"MsgType": "event", "Event": event} | parts))

    def open_window(self, openid: str) -> None:
        """Somebody has just written, and our side knows."""
        left, lasts = self.windows["message"]
        self.followers.setdefault(openid, Follower()).windows["message"] = (left, self._now() + lasts)

    def answer_popup(self, openid: str, template: str, status: str = "accept") -> str:
        """Somebody answers the question whether they want one notice."""
        follower = self.followers.setdefault(openid, Follower())
        follower.consents[template] += status == "accept"
        entry = {"TemplateId": template, "SubscribeStatusString": status, "PopupScene": "1"}
        return self.event(openid, "subscribe_msg_popup_event", SubscribeMsgPopupEvent={"List": [entry]})

    def deliver(self, body: dict[str, Any], copies: int = 1) -> str:
        """Call our side, again if it does not answer in time; what the person sees of the answer.

        Of several copies at once the first answer is shown.
        """
        follower = self.followers.setdefault(body["FromUserName"], Follower())
        kind = "touch" if body.get("Event") in TOUCHES else "" if "Event" in body else "message"
        if kind:
            left, lasts = self.windows[kind]
            follower.windows[kind] = (left, self._now() + lasts)
        with ThreadPoolExecutor(copies) as calls:
            shown = next(iter(calls.map(self._called, [body] * copies)))
        follower.seen += [shown] if shown else []
        return shown

    def _called(self, body: dict[str, Any]) -> str:
        for _ in range(CALLS_AGAIN):
            try:
                answer = self.post(body)
            except requests.Timeout:
                continue
            answer.raise_for_status()
            return self._shown(answer.text)
        return ""

    def body(self, openid: str, parts: dict[str, Any]) -> dict[str, Any]:
        """What the platform tells; a message has a number, an event has none."""
        created = str(int(self._now().timestamp()))
        common = {"ToUserName": self.account.name, "FromUserName": openid, "CreateTime": created}
        number = {} if "Event" in parts else {"MsgId": str(secrets.randbits(62) + 1)}
        return common | number | parts

    def post(self, body: dict[str, Any]) -> requests.Response:
        """One call of our side, as the platform makes it."""
        timestamp, nonce = str(int(self._now().timestamp())), secrets.token_hex(5)
        xml = xmltodict.unparse({"xml": body}, full_document=False)
        query = self.signed(timestamp, nonce)
        if self._crypto:
            xml = self._crypto.encrypt_message(xml, nonce, timestamp)
            signature = xmltodict.parse(xml)["xml"]["MsgSignature"]
            query |= {"encrypt_type": "aes", "msg_signature": signature}
        headers = {"Content-Type": "text/xml"}
        return requests.post(
            self.callback, xml.encode(), params=query, headers=headers, timeout=self.gives_up
        )

    def signed(self, timestamp: str, nonce: str) -> dict[str, str]:
        """The signature's part of a call's address."""
        signer = WeChatSigner()
        signer.add_data(self.account.token, timestamp, nonce)
        return {"signature": signer.signature, "timestamp": timestamp, "nonce": nonce}

    def verify(self, echo: str = "echo-7") -> requests.Response:
        """What the console asks when the address is entered."""
        query = self.signed(str(int(self._now().timestamp())), "nonce") | {"echostr": echo}
        return requests.get(self.callback, params=query, timeout=self.gives_up)

    def _shown(self, answer: str) -> str:
        """The text of an answer in the call; the platform shows nothing for an empty one."""
        if answer in ("", "success"):
            return ""
        if self._crypto:
            outer = xmltodict.parse(answer)["xml"]
            answer = self._crypto.decrypt_message(
                outer, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"]
            )
        body = xmltodict.parse(answer)["xml"]
        if body["MsgType"] != "text" or len(body["Content"].encode()) > LONGEST_TEXT:
            raise ValueError("the platform would not show this")
        return str(body["Content"])
