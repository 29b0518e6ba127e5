"""重放对话并核对 / run talks and check what they expect."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands._shared import FILE
from bot.devtools.replay.files import run_all


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--database",
    default=None,
    help="PostgreSQL 地址；默认每段对话一个新 SQLite / default: a fresh SQLite per talk",
)
@click.option("--channel", default=None, help="经哪个渠道 / over a vendor's channel")
@click.pass_context
def command(
    context: click.Context, files: tuple[Path, ...], database: str | None, channel: str | None
) -> None:
    context.exit(run_all(files, database, click.echo, channel))
