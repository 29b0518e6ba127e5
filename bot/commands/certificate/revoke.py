"""撤销一份，写明原因 / take a paper back, with the reason."""

from __future__ import annotations

from pathlib import Path

import click

from actions.titles.papers import CannotRevoke, revoke
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import load
from documents.papers.numbers import Mistyped, read_number
from storage.unit_of_work import UnitOfWork


@click.command(help=__doc__)
@click.argument("number")
@click.option("--reason", required=True, help="原因，留档 / why, for the record")
@click.pass_obj
def command(config: Path | None, number: str, reason: str) -> None:
    try:
        plain = read_number(number)
        with existing(load(config)).begin() as connection, UnitOfWork(connection).part() as work:
            revoke(work, plain, reason, None, SystemClock().now())
    except Mistyped:
        raise click.ClickException(f"编号 {number} 有误，校验位对不上。") from None
    except CannotRevoke as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{plain} 已撤销。")
