"""A channel's settings: a table of its own in `config.toml`, what can be wrong in it, and how the channel is opened."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from bot.channels.contract import Channel


class ChannelSettings(BaseModel):
    """The base of what `settings.py` in a channel's folder declares; a channel is off until `enabled`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False

    def faults(self) -> list[str]:
        """What is wrong, a line each: which setting, what of it, where in the vendor's console to find it."""
        return []

    async def online_faults(self) -> list[str]:
        """What the vendor itself says of these settings, a line each; asked only where `faults` finds nothing."""
        return []

    def open(self) -> Channel:
        """The channel, not yet started. Its library is imported here and only then."""
        raise NotImplementedError
