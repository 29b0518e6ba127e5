"""附件3、附件4：在册工作站和专家的汇总表 / the annexes: rosters of stations and experts in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from actions.titles.roster import Form, Which, export_roster
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import load
from programme.centres import centre_of
from storage.unit_of_work import UnitOfWork

FORMS = ("docx", "xlsx", "csv")


@click.command(help=__doc__)
@click.argument("which", type=click.Choice(["experts", "stations"]))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--region", default="000000", help="辖区代码，如 440800 / GB/T 2260 code")
@click.pass_obj
def command(config: Path | None, which: str, out: Path, region: str) -> None:
    """Write the file; its ending says whether Word, Excel or CSV. The audit keeps who was given it as nobody's."""
    form = out.suffix.lstrip(".").lower()
    if form not in FORMS:
        raise click.ClickException(f"文件名要以 {'、'.join('.' + one for one in FORMS)} 结尾。")
    settings: Any = load(config)
    centre = centre_of(settings.centres, None if region == "000000" else region)
    with existing(settings).begin() as connection, UnitOfWork(connection).part() as work:
        now = SystemClock().now()
        made = export_roster(work, cast(Which, which), cast(Form, form), region, centre, None, now)
    out.write_bytes(made.content)
    click.echo(f"{out}：{made.rows} 行。内有电话和邮箱，只发给要报送的单位。")
