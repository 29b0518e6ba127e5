"""找十位最合适的专家要多久 / how long finding the ten best experts takes."""

from __future__ import annotations

import json

import click

from bot.commands._shared import progress
from bot.devtools.bench.match import measure_all


@click.command(help=__doc__)
@click.option("--experts", default="10000,100000,1000000", show_default=True, help="几种规模 / sizes")
@click.option("--json", "as_json", is_flag=True)
def command(experts: str, as_json: bool) -> None:
    sizes = [int(size) for size in experts.split(",")]
    with progress("配对 / matching", len(sizes)) as advance:
        found = measure_all(sizes, advance)
    if as_json:
        click.echo(json.dumps(found))
        return
    for figures in (*found["runs"], found["assignment"]):
        click.echo("  ".join(f"{name} {value}" for name, value in figures.items()))
