"""The lines there are. Their libraries are imported when one is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.devtools.drivers.contract import Line

Now = Callable[[], datetime]


def telegram(now: Now) -> Line:
    """The bot on python-telegram-bot."""
    from bot.devtools.drivers.telegram import TelegramLine

    return TelegramLine("ptb")


def telegram_aiogram(now: Now) -> Line:
    """The bot on aiogram."""
    from bot.devtools.drivers.telegram import TelegramLine

    return TelegramLine("aiogram")


def wechat(now: Now) -> Line:
    """A 公众号 in plain text."""
    from bot.devtools.drivers.wechat import WeChatLine

    return WeChatLine(now, encrypted=False)


def wechat_encrypted(now: Now) -> Line:
    """A 公众号 that encrypts."""
    from bot.devtools.drivers.wechat import WeChatLine

    return WeChatLine(now, encrypted=True)


def wecom(now: Now) -> Line:
    """An application in 企业微信."""
    from bot.devtools.drivers.wecom import WeComLine

    return WeComLine(now)


LINES: dict[str, Callable[[Now], Line]] = {
    "telegram": telegram,
    "telegram-aiogram": telegram_aiogram,
    "wechat": wechat,
    "wechat-encrypted": wechat_encrypted,
    "wecom": wecom,
}
"""By the name that `yiqi replay --channel` takes."""
