"""登记工作人员收日报的邮箱；不写地址就去掉 / where a colleague's digests go by e-mail; without an address: nowhere."""

from __future__ import annotations

from pathlib import Path

import click

from actions.staff.members import set_email
from bot.channels.email.settings import ADDRESS
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import load
from storage.unit_of_work import UnitOfWork


@click.command(help=__doc__)
@click.argument("name")
@click.argument("address", default="")
@click.option("--region", help="辖区代码，同名时用 / GB/T 2260 code, where several are called so")
@click.pass_obj
def command(config: Path | None, name: str, address: str, region: str | None) -> None:
    """Write it for the one colleague of this name."""
    if address and not (ADDRESS.fullmatch(address) and address.isascii()):
        raise click.ClickException(f"{address} 不是邮箱地址。 / No e-mail address.")
    with existing(load(config)).begin() as connection, UnitOfWork(connection).part() as work:
        if not set_email(work, name, region, address or None, SystemClock().now()):
            raise click.ClickException("没有这位工作人员，或有几位同名：加上 --region。 / Not one colleague.")
    click.echo(f"记下了：{name} 的日报发到 {address}。" if address else f"{name} 的邮箱去掉了。")
