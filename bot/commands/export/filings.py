"""工作人员改归领域的需求，供下次训练参考 / needs that staff filed anew, as examples for the next training."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands._shared import existing
from bot.settings import load
from storage.queries.needs import filed_anew


@click.command(help=__doc__)
@click.pass_obj
def command(config: Path | None) -> None:
    """Print the examples, oldest first, as tab-separated lines: right domain, first reading, text."""
    with existing(load(config)).execution_options(readonly=True).connect() as connection:
        for domain, was, text in filed_anew(connection):
            click.echo("\t".join([domain, was, " ".join(text.split())]))
