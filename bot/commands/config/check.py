"""检查设置 / say what is wrong in the settings."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from tomllib import TOMLDecodeError

import click
from pydantic import ValidationError
from sqlalchemy import make_url

from bot.channels.settings import ChannelSettings
from bot.settings import Settings, load
from bot.settings_files import LearnedError, VocabularyError, calendar_of, own_weights, reader_options
from bot.unsafe import unsafe
from programme.errors import PackError
from programme.packs import load_pack


@click.command(help=__doc__)
@click.option("--online", is_flag=True, help="也问平台 / ask the vendors too (Telegram)")
@click.pass_context
def command(context: click.Context, online: bool) -> None:
    """Exit code 1 where anything is wrong, a line each."""
    try:
        settings = _readable(context.obj)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}：{fault['msg']}" for fault in error.errors()]
    except (TOMLDecodeError, PackError, VocabularyError, LearnedError) as error:
        click.echo(f"设置文件有错：{error}")
        context.exit(1)
    else:
        enabled = {name: channel for name, channel in settings.channels.items() if channel.enabled}
        faults = unsafe(settings) + [fault for channel in enabled.values() for fault in channel.faults()]
        if online and not faults:
            faults = asyncio.run(_online(enabled.values()))
    for fault in faults:
        click.echo(f"设置 {fault}")
    if faults:
        context.exit(1)
    channels, database = "、".join(["web", *enabled]), make_url(settings.database)
    click.echo(
        f"设置没有问题：数据库 {database.set(query={}).render_as_string()}，规则包 {settings.pack}，渠道 {channels}"
    )


def _readable(file: Path | None) -> Settings:
    """The settings, with every file that they name read once."""
    settings = load(file)
    load_pack(settings.pack)
    reader_options(settings)
    calendar_of(settings)
    own_weights(settings)
    return settings


async def _online(channels: Iterable[ChannelSettings]) -> list[str]:
    return [fault for channel in channels for fault in await channel.online_faults()]
