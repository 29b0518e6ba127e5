"""公钥，供别处核验 / the public keys, for checking elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands.certificate._keys import in_database


@click.command(help=__doc__)
@click.pass_obj
def command(config: Path | None) -> None:
    click.echo(json.dumps({"keys": [key.hex() for key in in_database(config)]}))
