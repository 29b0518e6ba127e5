"""The channels there are: each folder beside this file with a `settings.py`; nothing else lists them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import click

from bot.channels.contract import Channel
from bot.channels.settings import ChannelSettings


class Incomplete(click.ClickException):
    """A channel is switched on and not yet filled in; the command ends with what is missing."""


@cache
def channel_settings() -> MappingProxyType[str, type[ChannelSettings]]:
    """What each channel's table in the settings holds, by the folder's name."""
    folders = sorted(file.parent.name for file in Path(__file__).parent.glob("*/settings.py"))
    return MappingProxyType({name: _declared(name) for name in folders})


def open_channels(chosen: Iterable[ChannelSettings]) -> list[Channel]:
    """Every channel that is enabled, not yet started. Raises `Incomplete`."""
    enabled = [settings for settings in chosen if settings.enabled]
    if faults := [fault for settings in enabled for fault in settings.faults()]:
        raise Incomplete("\n".join(faults))
    return [settings.open() for settings in enabled]


def _declared(name: str) -> type[ChannelSettings]:
    module = import_module(f"bot.channels.{name}.settings")
    found = [
        one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__
    ]
    (declared,) = (one for one in found if issubclass(one, ChannelSettings))
    return declared
