"""What a vendor posts and what it answers, for the webhook bench; each entry knows one vendor's wire."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.types import ASGIApp

from bot.channels.contract import Channel
from bot.devtools.bench.posting import Call

SECRET = "a-secret-of-the-bench"
PATH = "/vendor"


@dataclass(frozen=True, slots=True)
class Vendor:
    """`fake`: the vendor's server, with so many users; `channel`: ours, over the fake's address;
    `account`: a user as our side knows them; `call`: the n-th message of a user; `echo`: the bare
    library's answer to a body."""

    fake: Callable[[int], ASGIApp]
    channel: Callable[[str], Channel]
    account: Callable[[int], str]
    call: Callable[[int, int, str], Call]
    echo: Callable[[bytes], bytes]


def telegram(library: str) -> Vendor:
    """The bot on one of the two libraries."""

    from bot.channels.telegram.settings import TelegramSettings
    from bot.devtools.fakes.telegram import FakeTelegram
    from bot.devtools.fakes.telegram_server import app_of

    token = FakeTelegram().token

    def fake(users: int) -> ASGIApp:
        made = FakeTelegram()
        for user in range(users):
            made.start(int(account(user)))
        return app_of(made)

    def channel(api: str) -> Channel:
        settings = TelegramSettings.model_validate(
            {"enabled": True, "library": library, "token": token, "api": api}
            | {"webhook": f"https://yiqi.example.cn{PATH}", "webhook_secret": SECRET}
        )
        return settings.open()

    def account(user: int) -> str:
        return str(10_000 + user)

    def call(user: int, number: int, text: str) -> Call:
        person = {"id": int(account(user)), "is_bot": False, "first_name": "老板", "language_code": "zh-hans"}
        chat = {"id": person["id"], "type": "private", "first_name": "老板"}
        message = {"message_id": number, "from": person, "chat": chat, "date": 1772413200, "text": text}
        body = json.dumps({"update_id": user * 1000 + number, "message": message}, ensure_ascii=False)
        headers = (("content-type", "application/json"), ("x-telegram-bot-api-secret-token", SECRET))
        return Call(PATH, headers, body.encode())

    return Vendor(fake, channel, account, call, _echo_ptb if library == "ptb" else _echo_aiogram)


def _echo_ptb(body: bytes) -> bytes:
    """The library's parser, and its answer in the response, as its webhook examples do it."""
    from telegram import Update

    message = Update.de_json(json.loads(body)).effective_message
    said = {"method": "sendMessage", "chat_id": message.chat_id, "text": message.text} if message else {}
    return json.dumps(said).encode()


def _echo_aiogram(body: bytes) -> bytes:
    from aiogram.types import Update

    message = Update.model_validate_json(body).message
    said = {"method": "sendMessage", "chat_id": message.chat.id, "text": message.text} if message else {}
    return json.dumps(said).encode()


def wechat() -> Vendor:
    """A 公众号 in plain text."""
    import xmltodict
    from pydantic import SecretStr

    from bot.channels.wechat.adapter import WeChat
    from bot.channels.wechat.settings import WeChatSettings
    from bot.clock import SystemClock
    from bot.devtools.fakes.wechat import Account, FakeWeChat

    clock, ours = SystemClock(), Account()
    platform = FakeWeChat(ours, clock.now)

    def channel(api: str) -> Channel:
        secret, token = SecretStr(ours.secret), SecretStr(ours.token)
        settings = WeChatSettings(
            app_id=ours.app_id, secret=secret, token=token, path=PATH, menu=False, api=api
        )
        return WeChat(settings)

    def account(user: int) -> str:
        return f"openid-{user}"

    def call(user: int, number: int, text: str) -> Call:
        parts = {"MsgType": "text", "Content": text, "MsgId": str(user * 1000 + number)}
        created = int(clock.now().timestamp())
        body = {"ToUserName": ours.name, "FromUserName": account(user), "CreateTime": str(created)} | parts
        xml: str = xmltodict.unparse({"xml": body}, full_document=False)
        signed = urlencode(platform.signed(str(created), f"{user}-{number}"))
        return Call(f"{PATH}?{signed}", (("content-type", "text/xml"),), xml.encode())

    return Vendor(lambda users: platform.app(), channel, account, call, _echo_wechatpy)


def _echo_wechatpy(body: bytes) -> bytes:
    from wechatpy import create_reply, parse_message

    message = parse_message(body)
    rendered: str = create_reply(message.content, message).render()
    return rendered.encode()


VENDORS: dict[str, Callable[[], Vendor]] = {
    "telegram": lambda: telegram("ptb"),
    "telegram-aiogram": lambda: telegram("aiogram"),
    "wechat": wechat,
}
