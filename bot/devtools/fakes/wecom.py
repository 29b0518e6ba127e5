"""A fake 企业微信: an application's API, and the members who write to it.

As the real one, it drops repeats and what is over a member's limit in silence, and says errcode 0 when
somebody could not be reached. What our side sends is read by wechatpy, not by our own code.
"""

from __future__ import annotations

import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests
import xmltodict
from starlette.applications import Starlette
from starlette.responses import Response
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.devtools.fakes.tencent import Call, Now, Platform, Refusal, expect, upload

CALLS_AGAIN = 3
GIVES_UP = 5.0
LONGEST_TEXT = 2048
A_MINUTE = 30
UNSEEN = dict.fromkeys((0x200B, 0x200C))
"""Characters without width."""
CODE_LASTS = timedelta(hours=72)
TASK_ID = re.compile(r"[0-9A-Za-z_@-]{1,128}")


@dataclass(frozen=True, slots=True)
class Application:
    """A self-built application as its page shows it."""

    corp_id: str = "ww0123456789abcdef"
    agent_id: int = 1000002
    secret: str = "abcdefghijklmnopqrstuvwxyz-0123456789_ABCDE"
    token: str = "yiqiToken"
    key: str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@dataclass(slots=True)
class Card:
    """A card on a member's screen; `replaced` stands where its buttons were."""

    card: dict[str, Any]
    code: str = ""
    code_until: datetime | None = None
    replaced: str = ""

    @property
    def buttons(self) -> dict[str, str]:
        """Caption to key; none once the card was changed."""
        listed = self.card["button_list"]
        return {} if self.replaced else {button["text"]: button["key"] for button in listed}

    @property
    def captions(self) -> list[str]:
        """All that it had when it came."""
        return [str(one["text"]) for one in self.card["button_list"]]

    def key(self, caption: str) -> str:
        """A button's key, even of a card that was changed meanwhile: a tap may have been on its way."""
        return next((one["key"] for one in self.card["button_list"] if one["text"] == caption), "")

    @property
    def text(self) -> str:
        rows = self.card.get("horizontal_content_list", [])
        title = self.card.get("main_title", {}).get("title", "")
        lines = [f"【{title}】" if title else "", self.card.get("sub_title_text", "")]
        lines += [f"{row['keyname']}：{row['value']}" for row in rows]
        return "\n".join([*filter(None, lines), *(f"[{caption}]" for caption in self.buttons), self.replaced])


@dataclass(slots=True)
class Member:
    """A member of the company: whether the application sees them, and what stands on their screen."""

    visible: bool = True
    screen: list[str | Card] = field(default_factory=list)
    sent_at: list[datetime] = field(default_factory=list)
    contents: dict[str, datetime] = field(default_factory=dict)

    @property
    def seen(self) -> list[str]:
        return [shown.translate(UNSEEN) if isinstance(shown, str) else shown.text for shown in self.screen]


class FakeWeCom:
    """The platform for one application; `callback` is set to where our side listens."""

    def __init__(
        self, application: Application, now: Now, a_minute: int = A_MINUTE, gives_up: float = GIVES_UP
    ) -> None:
        self.application = application
        self.callback = ""
        self.a_minute = a_minute
        self.gives_up = gives_up
        self.platform = Platform(now)
        self.members: dict[str, Member] = {}
        self.media: dict[str, bytes] = {}
        self.oauth: dict[str, dict[str, str]] = {}
        self._now = now
        self._tasks: set[str] = set()
        self._crypto = WeChatCrypto(application.token, application.key, application.corp_id)

    # What our side calls.

    def app(self) -> Starlette:
        """The API as the vendor's addresses have it."""
        return Starlette(
            routes=[
                self.platform.route("GET", "gettoken", self._token, needs_token=False),
                self.platform.route("POST", "message/send", self._send),
                self.platform.route("POST", "media/upload", self._upload),
                self.platform.route("POST", "message/update_template_card", self._update),
                self.platform.route("GET", "media/get", self._media),
                self.platform.route("GET", "auth/getuserinfo", self._signed_in),
            ]
        )

    def _token(self, call: Call) -> dict[str, Any]:
        expect(call.query.get("corpid") == self.application.corp_id, 40013, "invalid corpid")
        expect(call.query.get("corpsecret") == self.application.secret, 40001, "invalid credential")
        return {"errcode": 0, "errmsg": "ok"} | self.platform.tokens.issue()

    def _signed_in(self, call: Call) -> dict[str, Any]:
        """OAuth: each code serves once; of somebody from outside only an openid is told."""
        code = call.query.get("code", "")
        expect(code in self.oauth, 40029, "invalid code")
        return {"errcode": 0, "errmsg": "ok"} | self.oauth.pop(code)

    def _send(self, call: Call) -> dict[str, Any]:
        body = call.data
        expect(body.get("agentid") == self.application.agent_id, 40056, "invalid agentid")
        name = str(body.get("touser", ""))
        member = next(
            (self.members[known] for known in self.members if known.casefold() == name.casefold()), None
        )
        shown = self._shown(body)
        answer = {"errcode": 0, "errmsg": "ok", "msgid": secrets.token_hex(8)}
        if member is None or not member.visible:
            return answer | {"invaliduser": name.lower()}
        if self._takes(member, body, call):
            member.screen.append(shown)
        return answer | ({"response_code": shown.code} if isinstance(shown, Card) else {})

    def _shown(self, body: dict[str, Any]) -> str | Card:
        kind = body.get("msgtype")
        if kind == "text":
            content: str = body["text"].get("content", "")
            expect(bool(content), 44004, "content is empty")
            return content.encode()[:LONGEST_TEXT].decode(errors="ignore")
        if kind in ("image", "file"):
            expect(body[kind].get("media_id") in self.media, 40007, "invalid media_id")
            return f"[{kind} {body[kind]['media_id']}]"
        expect(kind == "template_card", 40008, "invalid message type")
        return self._card(body["template_card"])

    def _card(self, card: dict[str, Any]) -> Card:
        expect(card.get("card_type") == "button_interaction", 40058, "invalid card_type")
        task = str(card.get("task_id", ""))
        expect(bool(TASK_ID.fullmatch(task)), 40058, "invalid task_id")
        buttons = card.get("button_list", [])
        expect(0 < len(buttons) <= 6, 40058, "invalid button_list size")
        keys = [button.get("key", "") for button in buttons]
        expect(all(0 < len(key.encode()) <= 1024 for key in keys), 40058, "invalid button key")
        expect(len(set(keys)) == len(keys), 40058, "duplicate button key")
        expect(all(button.get("text") for button in buttons), 40058, "invalid button text")
        expect(bool(card.get("main_title", {}).get("title") or card.get("sub_title_text")), 40058, "no title")
        rows = card.get("horizontal_content_list", [])
        expect(len(rows) <= 6 and all(row.get("keyname") for row in rows), 40058, "invalid list")
        return Card(card, secrets.token_urlsafe(24), self._now() + CODE_LASTS)

    def _takes(self, member: Member, body: dict[str, Any], call: Call) -> bool:
        """A repeat is dropped in silence, and so is what is over the limit. A task's id serves once."""
        now = self._now()
        if body.get("enable_duplicate_check") == 1:
            known = member.contents.get(call.body.decode())
            member.contents[call.body.decode()] = now
            if known and (now - known).total_seconds() < body.get("duplicate_check_interval", 1800):
                return False
        if task := body.get("template_card", {}).get("task_id"):
            expect(task not in self._tasks, 40058, "task_id is used")
            self._tasks.add(task)
        member.sent_at = [at for at in member.sent_at if now - at < timedelta(minutes=1)]
        member.sent_at.append(now)
        return len(member.sent_at) <= self.a_minute

    def _update(self, call: Call) -> dict[str, Any]:
        """Once for each code, within 72 hours."""
        body = call.data
        expect(body.get("agentid") == self.application.agent_id, 40056, "invalid agentid")
        cards = [card for member in self.members.values() for card in member.screen if isinstance(card, Card)]
        found = next((card for card in cards if card.code and card.code == body.get("response_code")), None)
        if found is None or found.code_until is None or found.code_until < self._now():
            raise Refusal(42047, "invalid response_code")
        found.code, found.replaced = "", body["button"]["replace_name"]
        return {"errcode": 0, "errmsg": "ok", "invaliduser": []}

    def _upload(self, call: Call) -> dict[str, Any]:
        return upload(call, self.media, ("image", "file"))

    def _media(self, call: Call) -> Response:
        content = self.media.get(call.query.get("media_id", ""))
        if content is None:
            raise Refusal(40007, "invalid media_id")
        return Response(content, media_type="image/jpeg")

    # What members do.

    def say(self, member: str, text: str, **more: str) -> None:
        """Somebody writes."""
        self.message(member, "text", Content=text, **more)

    def message(self, member: str, kind: str, **parts: str) -> None:
        """A message of any kind."""
        self.deliver(self.body(member, {"MsgType": kind} | parts))

    def event(self, member: str, event: str, **parts: Any) -> dict[str, Any]:
        """A menu click, entering the application; what our side was told."""
        told = self.body(member, {"MsgType": "event", "Event": event} | parts)
        self.deliver(told)
        return told

    def tap(self, member: str, caption: str) -> dict[str, Any]:
        """Tap a button on the newest card that has it, or had it."""
        cards = [card for card in reversed(self.members[member].screen) if isinstance(card, Card)]
        for card in sorted(cards, key=lambda card: caption not in card.buttons):
            if key := card.key(caption):
                return self.tap_key(member, card, key)
        raise LookupError(f"no button {caption}")

    def tap_key(self, member: str, card: Card, key: str) -> dict[str, Any]:
        """Tap a button by its key; each tap brings a code of its own."""
        card.code, card.code_until = secrets.token_urlsafe(24), self._now() + CODE_LASTS
        parts = {"EventKey": key, "TaskId": card.card["task_id"], "CardType": card.card["card_type"]}
        return self.event(member, "template_card_event", **parts, ResponseCode=card.code)

    def deliver(self, body: dict[str, Any], copies: int = 1) -> None:
        """Call our side, again if it does not answer in time; or several times at once."""
        self.members.setdefault(body["FromUserName"], Member())
        with ThreadPoolExecutor(copies) as calls:
            list(calls.map(self._called, [body] * copies))

    def _called(self, body: dict[str, Any]) -> None:
        for _ in range(CALLS_AGAIN):
            try:
                self.post(body).raise_for_status()
            except requests.Timeout:
                continue
            return

    def body(self, member: str, parts: dict[str, Any]) -> dict[str, Any]:
        """What the platform tells; a message has a number, an event has none."""
        app, created = self.application, str(int(self._now().timestamp()))
        common = {"ToUserName": app.corp_id, "FromUserName": member, "CreateTime": created}
        number = {} if "Event" in parts else {"MsgId": str(secrets.randbits(62) + 1)}
        return common | number | parts | {"AgentID": str(app.agent_id)}

    def post(self, body: dict[str, Any]) -> requests.Response:
        """One call of our side, as the platform makes it."""
        xml = xmltodict.unparse({"xml": body}, full_document=False)
        timestamp, nonce = str(int(self._now().timestamp())), secrets.token_hex(5)
        sealed = self._crypto.encrypt_message(xml, nonce, timestamp)
        query = {
            "msg_signature": xmltodict.parse(sealed)["xml"]["MsgSignature"],
            "timestamp": timestamp,
            "nonce": nonce,
        }
        return requests.post(self.callback, sealed.encode(), params=query, timeout=self.gives_up)

    def verify(self, echo: str = "echo-7") -> requests.Response:
        """What the console asks when the address is entered."""
        timestamp, nonce = str(int(self._now().timestamp())), "nonce"
        sealed = xmltodict.parse(self._crypto.encrypt_message(echo, nonce, timestamp))["xml"]
        query = {"msg_signature": sealed["MsgSignature"], "timestamp": timestamp, "nonce": nonce}
        return requests.get(
            self.callback, params=query | {"echostr": sealed["Encrypt"]}, timeout=self.gives_up
        )
