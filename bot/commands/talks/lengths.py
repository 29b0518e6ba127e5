"""对话里的话有多长、以什么结尾 / how long the bot's messages are, and what they end in."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands._shared import FILE, say_figures
from bot.devtools.talks.lengths import figures
from bot.devtools.talks.overheard import Said, overhear


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Exit code 1 if a talk did not go as it is written: what it measures is then not what people see."""
    heard: list[Said] = []
    failures = overhear(files, heard.append)
    for failure in failures:
        click.echo(f"FAIL {failure}", err=True)
    say_figures(figures(heard), as_json)
    context.exit(bool(failures))
