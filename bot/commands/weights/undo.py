"""改回自带的权重 / back to the weights that are shipped."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import load


@click.command(help=__doc__)
@click.pass_obj
def command(config: Path | None) -> None:
    """Remove the file of learned weights, whatever stands in it."""
    file = Path(load(config).matching.learned)
    if not file.is_file():
        click.echo("没有学来的权重，用的就是自带的 / nothing was learned; the shipped weights hold")
        return
    file.unlink()
    click.echo(f"删了 {file}，重启后用自带的权重 / removed; the shipped weights hold from the next start")
