"""给工作人员设网页登录的密码和验证器 / a colleague's password and authenticator for /staff/."""

from __future__ import annotations

import re
from pathlib import Path

import click
import segno

from actions.staff.proofs import SHORTEST, address_of
from actions.staff.sign_in import is_long_enough, set_credential
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import load
from storage.queries.staff.members import one_called
from storage.unit_of_work import UnitOfWork

LOGIN = re.compile(r"[\w.-]{2,50}")


@click.command(help=__doc__)
@click.argument("name")
@click.option("--login", help="登录名，不写就用姓名 / what one types; the name where it is left out")
@click.option("--region", help="辖区代码，同名时用 / GB/T 2260 code, where several are called so")
@click.password_option(prompt="密码 / password", confirmation_prompt="再输一次 / again")
@click.pass_obj
def command(config: Path | None, name: str, login: str | None, region: str | None, password: str) -> None:
    """The password is typed and shown nowhere; the secret of the codes is shown once. Both replace what was there."""
    if not is_long_enough(password):
        raise click.ClickException(f"密码至少 {SHORTEST} 个字。 / Too short.")
    login = login or name
    if not LOGIN.fullmatch(login):
        raise click.ClickException("登录名要 2 到 50 个字，不带空格。 / No such login.")
    with existing(load(config)).begin() as connection, UnitOfWork(connection).part() as work:
        person = one_called(work, name, region)
        if person is None:
            raise click.ClickException("没有这位工作人员，或有几位同名：加上 --region。 / Not one colleague.")
        secret = set_credential(work, person, login, password, SystemClock().now())
    click.echo(f"记下了。请本人用验证器（Authenticator）扫这个码，或手输 {secret}，只显示这一次：")
    segno.make(address_of(secret, login)).terminal(compact=True)
