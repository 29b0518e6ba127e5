"""一天的日程，百分之一到期 / a day's sweep, one in a hundred due."""

from __future__ import annotations

import click

from bot.commands._shared import say_figures
from bot.devtools.bench.sweep import measure


@click.command(help=__doc__)
@click.option("--subjects", default=100_000, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def command(subjects: int, as_json: bool) -> None:
    say_figures(measure(subjects), as_json)
