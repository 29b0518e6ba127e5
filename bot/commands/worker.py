"""只做投递和定时，可开多个（PostgreSQL） / ticks and delivery alone, as many as wanted."""

from __future__ import annotations

from pathlib import Path

import click

from bot import log
from bot.app import build
from bot.serve import work
from bot.settings import load


@click.command(help=__doc__)
@click.pass_obj
def command(config: Path | None) -> None:
    settings = load(config)
    if settings.database.startswith("sqlite"):
        raise click.ClickException("yiqi worker 需要 PostgreSQL / needs PostgreSQL")
    log.configure(every=True)
    work(build(settings).open())
