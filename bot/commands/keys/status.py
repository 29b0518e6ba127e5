"""每把钥匙封着多少数据 / how much is sealed with which key."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands._shared import existing
from bot.settings import load
from storage.encryption.columns import keyring_of
from storage.reseal import keys_in_use


@click.command(help=__doc__)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(config: Path | None, as_json: bool) -> None:
    engine = existing(load(config))
    keyring = keyring_of(engine.dialect)
    with engine.execution_options(readonly=True).connect() as connection:
        counts = keys_in_use(connection)
    told = {
        "newest": keyring.newest.id,
        "sealed": dict(counts),
        "missing": sorted(counts.keys() - keyring.ids),
    }
    if as_json:
        click.echo(json.dumps(told))
        return
    for key in sorted(keyring.ids | counts.keys(), key=lambda key: key != keyring.newest.id):
        said = "正在用" if key == keyring.newest.id else "旧的" if key in keyring.ids else "钥匙不在！"
        click.echo(f"{key}  {counts[key]:>9} 处  {said}")
