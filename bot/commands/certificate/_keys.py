"""The public keys by which papers are checked: from a file, else from the database where there is one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands._shared import existing
from bot.settings import load
from documents.papers.tokens import Keys, key_id
from storage.queries.titles.papers import public_keys


def keys_from(file: Path | None, config: Path | None) -> Keys:
    """Public keys by their ids; `file` is what `yiqi certificate keys` prints."""
    return {key_id(public): public for public in (_in_file(file) if file else in_database(config))}


def in_database(config: Path | None) -> list[bytes]:
    """The keys of the register, the newest last."""
    with existing(load(config)).execution_options(readonly=True).connect() as connection:
        return public_keys(connection)


def _in_file(file: Path) -> list[bytes]:
    try:
        return [bytes.fromhex(key) for key in json.loads(file.read_text("utf-8"))["keys"]]
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"{file} 不是公钥文件：要用 yiqi certificate keys 的输出。") from error
