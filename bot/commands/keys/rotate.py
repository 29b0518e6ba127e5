"""换一把新钥匙，服务不停，一批一批重新加密 / take a new key and seal everything anew, while Yiqi runs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine, Table

from bot.commands._shared import existing, progress
from bot.settings import load
from storage.encryption.columns import keyring_of
from storage.encryption.keyring import LOOK_EVERY
from storage.encryption.sources import KeyFile
from storage.reseal import keys_in_use, reseal_some
from storage.sealed import sealed_tables


@click.command(help=__doc__)
@click.pass_obj
def command(config: Path | None) -> None:
    """One that was broken off goes on where rows still wait, and takes no further key."""
    settings = load(config)
    engine, source = existing(settings), settings.keys_source
    if _older(engine):
        click.echo("上次没换完，接着换。 / Going on with the change that was broken off.")
    elif isinstance(source, KeyFile):
        source.add()
        time.sleep(2 * LOOK_EVERY)  # until every process has noticed
    else:
        raise click.ClickException(
            "钥匙由命令给出：先在那边加一把新的，放在第一行，再运行。 / Add a key at its source first."
        )
    with progress("换钥匙 / rotating", len(sealed_tables())) as advance:
        for table in sealed_tables():
            resealed(engine, table)
            advance(1)
    left = _older(engine)
    click.echo(f"换完了，现在的钥匙是 {keyring_of(engine.dialect).newest.id}；用旧钥匙封的还有 {left} 处。")
    click.echo("旧钥匙先留着：以前的备份要用它打开。 / Keep the old key as long as backups need it.")


def resealed(engine: Engine, table: Table) -> int:
    """Seal a table anew, a transaction each slice; how many rows."""
    changed, after = 0, None
    while True:
        with engine.begin() as connection:
            place = reseal_some(connection, table, after)
        if place is None:
            return changed
        changed, after = changed + place.changed, place.key


def _older(engine: Engine) -> int:
    """How many values are still sealed with another key than the newest."""
    newest = keyring_of(engine.dialect).read_again().id
    with engine.execution_options(readonly=True).connect() as connection:
        counts: Any = keys_in_use(connection)
    return sum(count for key, count in counts.items() if key != newest)
