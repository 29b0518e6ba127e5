"""每一页 / every page, of the console and for everybody: time, statements, bytes."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands._shared import say_figures
from bot.devtools.bench.console import measure


@click.command(help=__doc__)
@click.option("--people", default=100_000, show_default=True)
@click.option("--diaries", default=500_000, show_default=True)
@click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file that is kept, and filled where it is not there yet.",
)
@click.option("--json", "as_json", is_flag=True)
def command(people: int, diaries: int, database: Path | None, as_json: bool) -> None:
    say_figures(measure(people, diaries, database), as_json)
