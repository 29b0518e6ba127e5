"""升级到最新结构 / bring the tables to the newest form."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import load
from storage.migrate import upgrade


@click.command(help=__doc__)
@click.pass_obj
def command(config: Path | None) -> None:
    upgrade(load(config).engine)
    click.echo("数据库已是最新 / up to date")
