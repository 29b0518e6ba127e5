"""The two libraries that speak the Bot API. Only the one that is chosen is imported."""

from __future__ import annotations

from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.wire import Wire


def open_wire(settings: TelegramSettings) -> Wire:
    """The library of the settings, connected to nothing yet."""
    if settings.library == "aiogram":
        from bot.channels.telegram.aiogram import AiogramWire

        return AiogramWire(settings)
    from bot.channels.telegram.ptb import PtbWire

    return PtbWire(settings)
