"""公示到哪天为止 / the last of so many working days."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from bot.commands._shared import DAY
from bot.settings import load
from bot.settings_files import calendar_of
from programme.errors import ProgrammeError
from programme.workdays import last_day


@click.command(help=__doc__)
@click.option("--from", "start", type=DAY, required=True, help="公示发布日 / day of publication")
@click.option("--days", default=5, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(config: Path | None, start: datetime, days: int, as_json: bool) -> None:
    """Refused where the year's calendar is not known."""
    try:
        last = last_day(start.date(), days, calendar_of(load(config)))
    except (ProgrammeError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    answer = {"from": str(start.date()), "days": days, "last": str(last)}
    click.echo(json.dumps(answer) if as_json else str(last))
