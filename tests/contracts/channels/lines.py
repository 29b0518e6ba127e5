"""Every channel that the suite runs over: its line, and how its vendor is made to refuse.

A new channel is a new entry. `fails(line, trouble)` lets the next message that we send meet that trouble.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.devtools.drivers import found as lines
from bot.devtools.drivers.contract import Line
from bot.devtools.drivers.telegram import TelegramLine
from bot.devtools.drivers.wechat import WeChatLine
from bot.devtools.drivers.wecom import WeComLine
from bot.devtools.fakes.telegram import Fault
from bot.devtools.fakes.tencent import Platform
from tests.contracts.channels.own_lines import TerminalLine, WebLine

Now = Callable[[], datetime]


@dataclass(frozen=True)
class Contender:
    """A channel under test. `fails` is None for the house's own chats, which nobody can refuse."""

    make: Callable[[Now], Line]
    fails: Callable[[Any, str], None] | None = None
    pictures: bool = True


def _telegram_fails(line: TelegramLine, trouble: str) -> None:
    faults = {
        "wait": Fault(429, "Too Many Requests: retry after 7", {"retry_after": 7}),
        "down": Fault(502, "Bad Gateway"),
        "blocked": Fault(403, "Forbidden: bot was blocked by the user"),
        "broken": Fault(400, "Bad Request: can't parse entities"),
        "lost": Fault(500, "Internal Server Error", done=True),
    }
    line.fake.faults["sendMessage"].append(faults[trouble])


def _tencent_fails(platform: Platform, endpoint: str, trouble: str, broken: int) -> None:
    faults: dict[str, dict[str, Any]] = {
        "wait": {"status": 429, "headers": {"Retry-After": "7"}},
        "down": {"status": 502},
        "broken": {"errcode": broken},
    }
    platform.fail(endpoint, **faults[trouble])


def _wechat_fails(line: WeChatLine, trouble: str) -> None:
    if trouble == "blocked":
        for follower in line.fake.followers.values():
            follower.windows.clear()
    else:
        _tencent_fails(line.fake.platform, "message/custom/send", trouble, 45002)


def _wecom_fails(line: WeComLine, trouble: str) -> None:
    if trouble == "blocked":
        for member in line.fake.members.values():
            member.visible = False
    else:
        _tencent_fails(line.fake.platform, "message/send", trouble, 40058)


CONTENDERS = {
    "web": Contender(lambda now: WebLine()),
    "terminal": Contender(lambda now: TerminalLine(), pictures=False),
    "telegram-ptb": Contender(lines.telegram, _telegram_fails),
    "telegram-aiogram": Contender(lines.telegram_aiogram, _telegram_fails),
    "wechat": Contender(lines.wechat, _wechat_fails),
    "wechat-encrypted": Contender(lines.wechat_encrypted, _wechat_fails),
    "wecom": Contender(lines.wecom, _wecom_fails),
}
PICTURES = [name for name, contender in CONTENDERS.items() if contender.pictures]
VENDORS = [name for name, contender in CONTENDERS.items() if contender.fails]
