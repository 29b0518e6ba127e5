"""经 HTTP 的需求对话 / need talks over HTTP to commit, beside a bare route that commits."""

from __future__ import annotations

import click

from bot.commands._shared import progress, say_figures
from bot.devtools.bench.vendors import VENDORS
from bot.devtools.bench.webhook import SERVERS, measure


@click.command(help=__doc__)
@click.option("--channel", type=click.Choice(list(VENDORS)), default="telegram", show_default=True)
@click.option("--users", default=512, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def command(channel: str, users: int, as_json: bool) -> None:
    with progress("收消息 / receiving", SERVERS) as advance:
        figures = measure(channel, users, advance)
    say_figures(figures, as_json)
