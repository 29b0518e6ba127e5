"""The lines there are. Their libraries are imported when one is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.rehearsal.line import Line

Now = Callable[[], datetime]


def telegram(now: Now) -> Line:
    """The bot on python-telegram-bot."""
    from bot.rehearsal.telegram import TelegramLine

    return TelegramLine("ptb")


def telegram_aiogram(now: Now) -> Line:
    """The bot on aiogram."""
    from bot.rehearsal.telegram import TelegramLine

    return TelegramLine("aiogram")


LINES: dict[str, Callable[[Now], Line]] = {"telegram": telegram, "telegram-aiogram": telegram_aiogram}
"""By the name that `yiqi replay --channel` takes."""
