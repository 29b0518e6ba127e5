"""检查设置 / say what is wrong in the settings."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import click
from sqlalchemy import make_url

from bot.channels.settings import ChannelSettings
from bot.commands._settings_faults import enabled, read_settings
from programme.packs import load_pack
from programme.packs.in_words import in_words


@click.command(help=__doc__)
@click.option("--online", is_flag=True, help="也问平台 / ask the vendors too (Telegram)")
@click.pass_context
def command(context: click.Context, online: bool) -> None:
    """Exit code 1 where anything is wrong, a line each; else what each programme's rule pack says, in words."""
    settings, faults = read_settings(context.obj)
    if settings and online and not faults:
        faults = asyncio.run(online_faults(enabled(settings).values()))
    for fault in faults:
        click.echo(f"设置 {fault}")
    if faults or settings is None:
        context.exit(1)
    programmes = "、".join(one.pack for one in settings.programmes)
    channels, database = "、".join(["web", *enabled(settings)]), make_url(settings.database)
    click.echo(
        f"设置没有问题：数据库 {database.set(query={}).render_as_string()}，规则包 {programmes}，渠道 {channels}"
    )
    for place, one in enumerate(settings.programmes):
        for line in in_words(load_pack(one.pack), is_first=place == 0):
            click.echo(line)


async def online_faults(channels: Iterable[ChannelSettings]) -> list[str]:
    """What the vendors say."""
    return [fault for channel in channels for fault in await channel.online_faults()]
