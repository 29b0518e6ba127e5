"""A channel's settings: a table of its own in `config.toml`, what can be wrong in it, and how the channel is opened."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from bot.channels.contract import Channel

AT_HOME = ("127.0.0.1", "localhost", "::1")


def is_safe(address: str) -> bool:
    """Whether what is sent to this address of an API is sealed on its way: HTTPS, or to this very machine."""
    try:
        found = urlsplit(address)
        port = found.port
    except ValueError:
        return False
    if port == 0 or not found.hostname:
        return False
    return found.scheme == "https" or (found.scheme == "http" and found.hostname in AT_HOME)


def unsafe_api(name: str) -> str:
    """What is wrong with such an address in the table of this channel."""
    return f"{name}.api：密钥和消息会明文发出去，应当是 https:// 开头的完整地址（本机试用可以是 http://127.0.0.1:端口）。"


class ChannelSettings(BaseModel):
    """The base of what `settings.py` in a channel's folder declares; a channel is off until `enabled`.

    `hears`: people write from there, and have accounts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    hears: ClassVar[bool] = True

    enabled: bool = False

    @property
    def entrance(self) -> tuple[str, str] | None:
        """What people know it by, and the address that, with a key behind it (`handlers.engine.links`), leads into a chat here.

        None where there is no such address.
        """
        return None

    def faults(self) -> list[str]:
        """What is wrong, a line each: which setting, what of it, where in the vendor's console to find it."""
        return []

    async def online_faults(self) -> list[str]:
        """What the vendor itself says of these settings, a line each; asked only where `faults` finds nothing."""
        return []

    def open(self) -> Channel:
        """The channel, not yet started. Its library is imported here and only then."""
        raise NotImplementedError
