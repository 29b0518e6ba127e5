"""看看哪里不对：设置、钥匙、数据库、时钟、磁盘、平台、待发 / what is wrong, in plain words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from bot.clock import SystemClock
from bot.commands._checkup import MARKS, Finding, look_at_database, look_at_disk, look_at_keys
from bot.commands._settings_faults import enabled, read_settings
from bot.commands.config.check import online_faults
from bot.settings import Settings
from bot.unsafe import can_be_database

WELL = "没有问题。 / All is well."
ILL = "有 {count} 处要先处理。 / {count} to be mended first."


@click.command(help=__doc__)
@click.option("--online", is_flag=True, help="也问平台 / ask the vendors too")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, online: bool, as_json: bool) -> None:
    """Exit code 1 where something keeps Yiqi from its work. Nothing is changed."""
    findings = list(_examined(context.obj, online))
    faults = sum(finding.level == "fault" for finding in findings)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{MARKS[finding.level]}　{finding.matter}：{finding.said}")
        click.echo(ILL.format(count=faults) if faults else WELL)
    context.exit(1 if faults else 0)


def _examined(config: Path | None, online: bool) -> Iterator[Finding]:
    settings, faults = read_settings(config)
    yield from (Finding("设置", "fault", fault) for fault in faults)
    if settings is None or not can_be_database(settings.database):
        return
    if not faults:
        yield Finding(
            "设置",
            "ok",
            f"规则包 {'、'.join(one.pack for one in settings.programmes)}，网页 {settings.host}:{settings.port}。",
        )
        yield from _vendors(settings, online)
    keys = list(look_at_keys(settings))
    yield from keys
    yield from look_at_disk(settings)
    if all(finding.level != "fault" for finding in keys):
        yield from look_at_database(settings, SystemClock().now())


def _vendors(settings: Settings, online: bool) -> Iterator[Finding]:
    channels = enabled(settings)
    said = asyncio.run(online_faults(channels.values())) if online else []
    yield from (Finding("平台", "fault", fault) for fault in said)
    if not said:
        asked = "问过了，都回答了" if online else "设置齐了"
        yield Finding("平台", "ok", f"{'、'.join(channels)}，{asked}。" if channels else "没有开，只有网页。")
