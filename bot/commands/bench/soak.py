"""许多人来来去去一小时，内存是否平稳 / people come and go for an hour: does memory stay flat."""

from __future__ import annotations

import click

from bot.commands._shared import progress, say_figures
from bot.devtools.bench.soak import SAMPLES, measure


@click.command(help=__doc__)
@click.option("--seconds", default=3600.0, show_default=True, help="多少秒 / how long")
@click.option("--json", "as_json", is_flag=True)
def command(seconds: float, as_json: bool) -> None:
    with progress("长跑 / soaking", SAMPLES) as advance:
        figures = measure(seconds, advance)
    say_figures(figures, as_json)
