"""The channels that the settings switch on. A channel's library is imported here and only then."""

from __future__ import annotations

import click

from bot.channels.contract import Channel
from bot.channels.telegram import settings as telegram
from bot.channels.telegram.wire import Wire
from bot.settings import Settings


class HalfSet(click.ClickException):
    """A channel is switched on and not yet filled in; the command ends with what is missing."""


def open_channels(chosen: Settings) -> list[Channel]:
    """Every channel that is enabled, not yet started. Raises `HalfSet`."""
    enabled = [section for section in chosen.sections.values() if section.enabled]
    if wrong := [fault for section in enabled for fault in section.faults()]:
        raise HalfSet("\n".join(wrong))
    channels: list[Channel] = []
    if chosen.telegram.enabled:
        channels.append(open_telegram(chosen.telegram))
    if chosen.wechat.enabled:
        from bot.channels.wechat.adapter import WeChat

        channels.append(WeChat(chosen.wechat))
    if chosen.wecom.enabled:
        from bot.channels.wecom.adapter import WeCom

        channels.append(WeCom(chosen.wecom))
    return channels


def open_telegram(section: telegram.Telegram) -> Channel:
    """The bot, on the library that was chosen."""
    from bot.channels.telegram.adapter import Telegram

    return Telegram(section, telegram_wire(section))


def telegram_wire(section: telegram.Telegram) -> Wire:
    """The library that was chosen, and no other."""
    if section.library == "aiogram":
        from bot.channels.telegram.aiogram import AiogramWire

        return AiogramWire(section)
    from bot.channels.telegram.ptb import PtbWire

    return PtbWire(section)
