"""The channels that the settings switch on. A channel's library is imported here and only then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.channels.contract import Channel
from bot.settings import Settings

Now = Callable[[], datetime]


def open_channels(chosen: Settings, now: Now) -> list[Channel]:
    """Every channel that is enabled, not yet started."""
    channels: list[Channel] = []
    if chosen.wechat.enabled:
        from bot.channels.wechat import WeChat

        channels.append(WeChat(chosen.wechat))
    if chosen.wecom.enabled:
        from bot.channels.wecom import WeCom

        channels.append(WeCom(chosen.wecom))
    return channels
