"""第一位管理员从这里来，其余在聊天里加 / the first administrator; the others are added in the chat."""

from __future__ import annotations

from pathlib import Path

import click

from actions.audit import note
from actions.people.bind import new_code
from actions.staff.members import enter_staff
from bot.clock import SystemClock
from bot.settings import load
from language import regions
from storage.migrate import upgrade
from storage.unit_of_work import UnitOfWork

WHOLE_COUNTRY = "000000"


@click.command(help=__doc__)
@click.argument("name")
@click.option("--region", required=True, help="辖区代码，如 440800；全国 000000 / GB/T 2260 code")
@click.option("--role", "given", type=click.Choice(["reviewer", "operator", "admin"]), multiple=True)
@click.pass_obj
def command(config: Path | None, name: str, region: str, given: tuple[str, ...]) -> None:
    """Write the entry and say the code by which the colleague comes in."""
    if region != WHOLE_COUNTRY and region not in regions.names():
        raise click.ClickException(f"没有这个行政区划代码：{region}，要像 440800（湛江市）。")
    roles = given or ("admin",)
    engine, now = load(config).engine, SystemClock().now()
    upgrade(engine)
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        person = enter_staff(work, name, region, roles, now)
        note(work, "add_staff", "person", person, None, now, roles=list(roles), jurisdiction=region)
        code = new_code(work, person, person, now)
    click.echo(f"已增加{name}。请本人在聊天里发来（10 分钟内有效）：\n绑定 {code}")
