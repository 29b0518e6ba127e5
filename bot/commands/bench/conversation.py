"""八句话的需求对话 / need talks of eight messages, interleaved, beside bare sqlite3."""

from __future__ import annotations

import click

from bot.commands._shared import progress, say_figures
from bot.devtools.bench.conversation import TALK, measure


@click.command(help=__doc__)
@click.option("--users", default=1024, show_default=True)
@click.option("--database", default=None, help="默认临时 SQLite / default: a temporary SQLite")
@click.option(
    "--meaning",
    type=click.Choice(["fine", "quick"]),
    help="配对用哪个编码器；默认只看字词 / the encoder that needs are paired by; default: words alone",
)
@click.option("--json", "as_json", is_flag=True)
def command(users: int, database: str | None, meaning: str | None, as_json: bool) -> None:
    with progress("对话 / talking", users * len(TALK)) as advance:
        figures = measure(users, database, meaning, advance)
    say_figures(figures, as_json)
