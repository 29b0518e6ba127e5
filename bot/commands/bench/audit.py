"""核对一百万条审计 / the chain over a million traces, verified."""

from __future__ import annotations

import click

from bot.commands._shared import say_figures
from bot.devtools.bench.audit import measure


@click.command(help=__doc__)
@click.option("--rows", default=1_000_000, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def command(rows: int, as_json: bool) -> None:
    say_figures(measure(rows), as_json)
