"""正式运行 / production: web chat, channels, ticks and delivery."""

from __future__ import annotations

from pathlib import Path

import click

from bot import log
from bot.app import build
from bot.serve import serve
from bot.settings import load
from bot.unsafe import unsafe


@click.command(help=__doc__)
@click.option("--web-only", is_flag=True, help="只跑网页，另有 yiqi worker 投递 / workers elsewhere deliver")
@click.pass_obj
def command(config: Path | None, web_only: bool) -> None:
    settings = load(config)
    if faults := unsafe(settings):
        raise click.ClickException("\n".join(faults))
    if web_only and settings.database.startswith("sqlite"):
        raise click.ClickException("--web-only 需要 PostgreSQL / needs PostgreSQL")
    log.configure(every=True)
    serve(build(settings).open(), web_only=web_only)
