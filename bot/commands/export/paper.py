"""名单、通知书、签到表、服务单、报告、上报数据 / lists, decisions, sheets, reports as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from actions.office import NothingToExport, Office
from actions.reports.list_files import Form
from actions.reports.staff_papers import LISTS, PAPERS, USUAL, Wish
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import load
from bot.settings_files import rules_of
from language import regions
from programme.packs import Kind
from storage.unit_of_work import UnitOfWork

_WHAT = "；".join(f"{name} {one.title}" for name, one in PAPERS.items())


@click.command(help=f"{__doc__}\n\n{_WHAT}")
@click.argument("what", type=click.Choice(list(PAPERS)))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--region", default="000000", help="辖区代码，如 440800 / GB/T 2260 code")
@click.option("--kind", type=click.Choice(["expert", "station"]), default="expert", show_default=True)
@click.option("--form", "forms", type=click.Choice(LISTS), multiple=True, default=USUAL, show_default=True)
@click.option("--of", "subject", type=int, help="活动、需求、警告、资格或申诉的编号 / its number")
@click.option("--year", type=int, default=0, help="哪一年；默认今年 / which year")
@click.option("--month", type=click.IntRange(0, 12), default=0, help="哪个月；不写是全年 / which month")
@click.option("--batch", default=1, show_default=True, help="公示是本年第几批 / which batch of the year")
@click.option("--public", is_flag=True, help="考核结果的公开版 / the cut that may be public")
@click.option("--number", default="", help="文号，如 青企志〔2027〕3号 / document number")
@click.pass_obj
def command(config: Path | None, /, what: str, folder: Path, region: str, **wish: Any) -> None:
    """Write the files into the folder; the audit keeps who was given them as nobody's."""
    if region not in regions.names() and region != "000000":
        raise click.ClickException(f"没有这个行政区划代码：{region}，要像 440800（湛江市）。")
    settings = load(config)
    rules = rules_of(settings)
    asked = Wish(
        **wish | {"kind": cast(Kind, wish["kind"]), "forms": cast("tuple[Form, ...]", wish["forms"])}
    )
    with existing(settings).begin() as connection, UnitOfWork(connection).part() as work:
        office = Office(work, region, rules, None, SystemClock().now())
        try:
            made = PAPERS[what].make(office, asked)
        except NothingToExport as nothing:
            raise click.ClickException(str(nothing)) from nothing
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / one.name).write_bytes(one.content)
        click.echo(f"{folder / one.name}{one.remark}")
