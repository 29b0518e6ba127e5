"""一个人刷屏时，别人要等多久 / what normal people wait while somebody floods the web chat."""

from __future__ import annotations

import click

from bot.commands._shared import progress, say_figures
from bot.devtools.bench.flood import STAGES, measure


@click.command(help=__doc__)
@click.option("--seconds", default=20.0, show_default=True, help="每一段多少秒 / seconds of each half")
@click.option("--json", "as_json", is_flag=True)
def command(seconds: float, as_json: bool) -> None:
    with progress("刷屏 / flooding", STAGES) as advance:
        figures = measure(seconds, advance)
    say_figures(figures, as_json)
