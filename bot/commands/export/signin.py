"""活动签到表，docx / the sheet that guests of an activity sign."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from actions.titles.lists import sign_in_paper
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import load
from programme.centres import centre_of
from storage.unit_of_work import UnitOfWork


@click.command(help=__doc__)
@click.argument("event", type=int)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--host", default="", help="主办单位；默认设置里的中心 / who holds it")
@click.pass_obj
def command(config: Path | None, event: int, out: Path, host: str) -> None:
    settings: Any = load(config)
    centre = centre_of(settings.centres, None)
    with existing(settings).begin() as connection, UnitOfWork(connection).part() as work:
        made = sign_in_paper(work, event, host or (centre.name if centre else ""), SystemClock().now())
    if made is None:
        raise click.ClickException(f"没有 {event} 号活动。")
    out.write_bytes(made)
    click.echo(str(out))
