"""印出链头，另处存好 / print the head of the chain, to be kept elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands._shared import existing
from bot.settings import load
from storage.queries.audit import head


@click.command(help=__doc__)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(config: Path | None, as_json: bool) -> None:
    with existing(load(config)).execution_options(readonly=True).connect() as connection:
        found = head(connection)
    if as_json:
        click.echo(json.dumps({"head": str(found) if found else None}))
    else:
        click.echo(str(found) if found else "还没有封存的记录。 / Nothing is sealed yet.")
