"""假公众号 / a fake 公众号 with one follower: you."""

from __future__ import annotations

import click

from bot.devtools.fakes.by_hand import wechat


@click.command(help=__doc__)
@click.option("--port", default=9001, show_default=True)
@click.option("--callback", default="http://127.0.0.1:8000/wechat", show_default=True)
@click.option("--encrypted", is_flag=True, help="加密模式 / encrypted mode")
def command(port: int, callback: str, encrypted: bool) -> None:
    wechat(port, callback, encrypted)
