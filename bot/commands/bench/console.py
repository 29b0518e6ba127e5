"""工作台的每一页 / each page of the console: time, statements, bytes."""

from __future__ import annotations

import click

from bot.commands._shared import say_figures
from bot.devtools.bench.console import measure


@click.command(help=__doc__)
@click.option("--people", default=100_000, show_default=True)
@click.option("--diaries", default=500_000, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def command(people: int, diaries: int, as_json: bool) -> None:
    say_figures(measure(people, diaries), as_json)
