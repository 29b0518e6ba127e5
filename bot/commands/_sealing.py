"""By which key a backup is sealed and opened: one of its own, or the data keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.settings import Settings
from storage.encryption.sources import KeyCommand, KeyFile, Source

OWN = "备份自己的钥匙：文件，没有就新做一把 / the backup's own key: a file, made when missing"
PRINTED = "备份自己的钥匙：打印它的命令 / the backup's own key: what a command prints"


def sealing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `--key` and `--key-command`."""
    file = click.option("--key", type=click.Path(dir_okay=False, path_type=Path), default=None, help=OWN)
    return file(click.option("--key-command", default="", help=PRINTED)(command))


def own_key(key: Path | None, key_command: str) -> Source | None:
    """The backup's own key; None where it has none."""
    if key_command:
        return KeyCommand(key_command)
    return KeyFile(key) if key else None


def data_keys_at_hand(settings: Settings) -> Source | None:
    """The data keys, where there are any: a restore must not make new ones that open nothing."""
    source = settings.keys_source
    if isinstance(source, KeyFile):
        return source if source.path.exists() else None
    return source if isinstance(source, KeyCommand) else None
