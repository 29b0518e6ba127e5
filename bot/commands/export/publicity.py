"""公示名单，docx，盖章张贴 / the list of those in publicity, to be sealed and put up."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from actions.titles.lists import publicity_paper
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import load
from bot.settings_files import calendar_of
from programme.centres import centre_of
from programme.packs import Kind, load_pack
from storage.unit_of_work import UnitOfWork


@click.command(help=__doc__)
@click.argument("which", type=click.Choice(["expert", "station"]))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--region", required=True, help="辖区代码，如 440800 / GB/T 2260 code")
@click.option("--batch", default=1, show_default=True, help="本年第几批 / which batch of the year")
@click.pass_obj
def command(config: Path | None, which: str, out: Path, region: str, batch: int) -> None:
    settings: Any = load(config)
    centre = centre_of(settings.centres, region)
    if centre is None:
        raise click.ClickException(f"设置里没有 {region} 的服务中心（centres），公示要写谁来听异议。")
    rules = load_pack(settings.pack).by(calendar_of(settings), settings.centres)
    with existing(settings).begin() as connection, UnitOfWork(connection).part() as work:
        made = publicity_paper(work, cast(Kind, which), region, batch, rules, centre, SystemClock().now())
    if made is None:
        raise click.ClickException("现在没有人在公示。")
    out.write_bytes(made)
    click.echo(str(out))
