"""对话按收到的样子打印 / print talks as people get them: who said what, what reached whom when, the buttons under it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands._shared import FILE
from bot.devtools.talks.transcript import transcripts


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...]) -> None:
    """Exit code 1 if a talk did not go as it is written."""
    failures = transcripts(files, click.echo)
    for failure in failures:
        click.echo(f"FAIL {failure}", err=True)
    context.exit(bool(failures))
