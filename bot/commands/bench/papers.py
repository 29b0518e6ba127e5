"""名单进出的速度 / how fast rosters are read, written, and papers made."""

from __future__ import annotations

import click

from bot.commands._shared import say_figures
from bot.devtools.bench.papers import measure


@click.command(help=__doc__)
@click.option("--rows", default=25_000, show_default=True, help="名单有多少行 / rows of the roster")
@click.option("--json", "as_json", is_flag=True)
def command(rows: int, as_json: bool) -> None:
    say_figures(measure(rows), as_json)
