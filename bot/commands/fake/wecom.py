"""假企业微信 / a fake 企业微信 with one member: you."""

from __future__ import annotations

import click

from bot.devtools.fakes.by_hand import wecom


@click.command(help=__doc__)
@click.option("--port", default=9002, show_default=True)
@click.option("--callback", default="http://127.0.0.1:8000/wecom", show_default=True)
def command(port: int, callback: str) -> None:
    wecom(port, callback)
