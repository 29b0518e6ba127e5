"""`[email]`: the server that takes letters, who they are from, and which notices go by it."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import SecretStr

from bot.channels.contract import Channel
from bot.channels.settings import AT_HOME, ChannelSettings, is_safe

ADDRESS = re.compile(r"[^@\s<>\"',;:\\]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
HOST = re.compile(r"[A-Za-z0-9.-]+|[0-9a-fA-F:]+")
USUAL = (
    "digest",
    "announced",
    "application_publicity",
    "application_refused",
    "application_returned",
    "case_decided",
    "certified",
    "renewal_decided",
    "standing",
    "still_warned",
    "warned",
)
"""What says something by itself, and is answered in no chat."""


class EmailSettings(ChannelSettings):
    """SMTP with TLS from the first byte (`tls`), by STARTTLS, or without on this very machine."""

    hears: ClassVar[bool] = False

    host: str = ""
    port: int = 465
    tls: Literal["tls", "starttls", "none"] = "tls"
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = ""
    title: str = "益企"
    site: str = ""
    kinds: tuple[str, ...] = USUAL

    def faults(self) -> list[str]:
        wrong = {
            _HOST: not HOST.fullmatch(self.host),
            _PORT: not 1 <= self.port <= 65535,
            _TLS: self.tls == "none" and self.host not in AT_HOME,
            _SENDER: not ADDRESS.fullmatch(self.sender),
            _TITLE: not self.title.isprintable(),
            _PASSWORD: bool(self.user) != bool(self.password.get_secret_value()),
            _SITE: bool(self.site) and not is_safe(self.site),
            _KINDS: not self.kinds,
        }
        return [fault for fault, is_wrong in wrong.items() if is_wrong]

    async def online_faults(self) -> list[str]:
        from bot.channels.email.smtp import reachable

        return await reachable(self)

    def open(self) -> Channel:
        from bot.channels.email.adapter import Email

        return Email(self)


_HOST = "email.host：没有填，或不是服务器的名字，例如 smtp.example.cn。"
_PORT = "email.port：要在 1 到 65535 之间；tls 常用 465，starttls 常用 587。"
_TLS = 'email.tls：none 会把密码和信明文发出去，只有本机的服务器可以；写 "tls" 或 "starttls"。'
_SENDER = "email.sender：没有填，或不是邮箱地址，例如 yiqi@example.cn。"
_TITLE = "email.title：发件人的名字不能换行。"
_PASSWORD = "email.user、email.password：要么都填，要么都不填；密码多半是邮箱后台给的授权码。"
_SITE = "email.site：应当是网页的公网地址，https:// 开头，例如 https://yiqi.example.cn；没有就留空。"
_KINDS = 'email.kinds：写要发邮件的通知种类，例如 ["digest"]。'
