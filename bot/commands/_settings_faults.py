"""What is wrong in the settings, a line each, for those who wrote them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tomllib import TOMLDecodeError

from pydantic import ValidationError

from bot.channels.settings import ChannelSettings
from bot.settings import Settings, load
from bot.settings_files import LearnedError, VocabularyError, own_weights, reader_options, rules_of
from bot.unsafe import unsafe
from programme.errors import ProgrammeError


def read_settings(file: Path | None) -> tuple[Settings | None, list[str]]:
    """The settings, None where they cannot be read, and their faults; every file that they name is read once."""
    try:
        settings = load(file)
    except ValidationError as error:
        return None, [_said(fault["loc"], fault["msg"]) for fault in error.errors()]
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [f"设置文件有错：{error}"]
    channels = [fault for channel in enabled(settings).values() for fault in channel.faults()]
    return settings, [*unsafe(settings), *_unreadable(settings), *channels]


def _said(place: tuple[int | str, ...], what: str) -> str:
    """A fault at its place; what concerns all settings names none."""
    return "：".join(filter(None, [".".join(map(str, place)), what.removeprefix("Value error, ")]))


def enabled(settings: Settings) -> dict[str, ChannelSettings]:
    """The channels that are switched on."""
    return {name: channel for name, channel in settings.channels.items() if channel.enabled}


def _unreadable(settings: Settings) -> list[str]:
    readers: tuple[Callable[[], object], ...] = (
        lambda: rules_of(settings),
        lambda: reader_options(settings),
        lambda: own_weights(settings),
    )
    return [fault for read in readers if (fault := _fault_of(read))]


def _fault_of(read: Callable[[], object]) -> str:
    try:
        read()
    except (ProgrammeError, VocabularyError, LearnedError) as error:
        return f"设置文件有错：{error}"
    return ""
