"""真进程反复 kill -9，核对不丢不重不错 / real processes killed under load: nothing lost, doubled or wrong."""

from __future__ import annotations

import click

from bot.commands._shared import progress, say_figures
from bot.devtools.crash_test.run import crash_test


@click.command(help=__doc__)
@click.option("--kills", default=50, show_default=True)
@click.option("--database", default=None, help="空的 PostgreSQL；默认临时 SQLite / an empty PostgreSQL")
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, kills: int, database: str | None, seed: int, as_json: bool) -> None:
    """Exit code 1 if anything was lost, doubled or wrong."""
    with progress("反复终止 / killing", kills) as advance:
        figures = crash_test(kills, database, seed, advance)
    say_figures(figures, as_json)
    context.exit(bool(figures["lost"] or figures["doubled"] or figures["wrong"]))
