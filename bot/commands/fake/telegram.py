"""假 Bot API，在网页上说话 / a fake Bot API server with a page to talk on."""

from __future__ import annotations

import click

from bot.devtools.fakes.telegram_page import run


@click.command(help=__doc__)
@click.option("--port", default=9000, show_default=True)
def command(port: int) -> None:
    run(port, click.echo)
