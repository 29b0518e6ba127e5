"""读日记和需求的速度 / diaries and needs read a second."""

from __future__ import annotations

import click

from bot.commands._shared import say_figures
from bot.devtools.bench.understand import measure


@click.command(help=__doc__)
@click.option("--json", "as_json", is_flag=True)
def command(as_json: bool) -> None:
    say_figures(measure(), as_json)
