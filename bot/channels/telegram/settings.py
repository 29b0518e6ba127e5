"""`[telegram]`: which library, whose token, and how messages come in."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.channels.contract import Channel
from bot.channels.settings import ChannelSettings, is_safe, unsafe_api

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")
USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
PORTS = (443, 80, 88, 8443)
"""Where Telegram delivers to."""


class TelegramSettings(ChannelSettings):
    """A bot of one's own. With `webhook` empty it polls."""

    library: Literal["ptb", "aiogram"] = "ptb"
    token: SecretStr = SecretStr("")
    username: str = ""
    webhook: str = ""
    webhook_secret: SecretStr = SecretStr("")
    api: str = "https://api.telegram.org"

    @property
    def entrance(self) -> tuple[str, str] | None:
        return ("Telegram", f"https://t.me/{self.username}?start=") if self.username else None

    @property
    def path(self) -> str:
        """Where the webhook stands in our own server."""
        return urlsplit(self.webhook).path or "/"

    def faults(self) -> list[str]:
        token = self.token.get_secret_value()
        found = [] if TOKEN.fullmatch(token) else [_TOKEN_MISSING if not token else _TOKEN_ODD]
        found += [] if not self.username or USERNAME.fullmatch(self.username) else [_USERNAME]
        found += [] if is_safe(self.api) else [unsafe_api("telegram")]
        return found + (self._of_webhook() if self.webhook else [])

    async def online_faults(self) -> list[str]:
        from bot.channels.telegram.check import faults

        return await faults(self)

    def open(self) -> Channel:
        from bot.channels.telegram.adapter import Telegram
        from bot.channels.telegram.libraries import open_wire

        return Telegram(self, open_wire(self))

    def _of_webhook(self) -> list[str]:
        address, found = urlsplit(self.webhook), []
        if address.scheme != "https" or not address.hostname or len(address.path) < 2:
            found.append(_WEBHOOK)
        if (address.port or 443) not in PORTS:
            found.append(_PORT)
        if not SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            found.append(_SECRET)
        return found


_TOKEN_MISSING = (
    "telegram.token：没有填。在 Telegram 里找 @BotFather，发 /newbot 新建（或 /mybots → 选机器人 → API Token），"
    "把「数字:字母」那一串填进来。"
)
_TOKEN_ODD = (
    "telegram.token：不像机器人的令牌，应当是「数字:字母」，例如 123456789:AAE…。"
    "到 @BotFather → /mybots → 选机器人 → API Token 重新复制。"
)
_USERNAME = "telegram.username：写机器人的用户名，不带 @，例如 yiqi_bot；不放进二维码和链接就留空。"
_WEBHOOK = (
    "telegram.webhook：要写完整的 HTTPS 地址，带路径，例如 https://yiqi.example.cn/telegram。"
    "没有公网地址就留空，用轮询。"
)
_PORT = "telegram.webhook：Telegram 只往 443、80、88、8443 端口发消息，请换端口，或在反向代理上转。"
_SECRET = (
    "telegram.webhook_secret：要 16 到 256 个字母、数字、下划线或连字符，自己随机生成，"
    "例如运行 openssl rand -hex 32；不用到 Telegram 登记，启动时会自动告诉它。"
)
