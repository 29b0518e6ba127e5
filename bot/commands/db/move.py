"""把数据搬到另一个空库（SQLite → PostgreSQL），逐表核对 / move everything, and check that nothing is missing."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource
from sqlalchemy import make_url

from bot.commands._shared import existing, progress
from bot.runtime.single_instance import single_instance
from bot.settings import load
from storage.copy_database import Differs, NotEmpty, copy_database, table_count
from storage.encryption.sources import KeyFile, keyring_of


@click.command(help=__doc__)
@click.option(
    "--to",
    "target",
    required=True,
    envvar="YIQI_MOVE_TO",
    help="新数据库地址，带密码就写在环境变量 YIQI_MOVE_TO 里 / with a password: in the environment",
)
@click.pass_context
def command(context: click.Context, target: str) -> None:
    config: Path | None = context.obj
    if context.get_parameter_source("target") is ParameterSource.COMMANDLINE:
        _check_no_password(target)
    settings = load(config)
    existing(settings).dispose()
    done = []
    try:
        with single_instance(settings.database), progress("搬运 / moving", table_count()) as advance:
            for one in copy_database(settings.database, target, keyring_of(settings.keys_source)):
                done.append(one)
                advance(1)
    except NotEmpty as error:
        raise click.ClickException(
            f"目标数据库不是空的（{error} 里有数据），没有动它。 / The target is not empty."
        ) from None
    except Differs as error:
        raise click.ClickException(
            f"{error} 两边不一致，已全部撤销。 / {error} differs, nothing was kept."
        ) from None
    for one in done:
        click.echo(f"{one.table:20} {one.rows:>9} 行　一致")
    click.echo(f"搬完了：{len(done)} 张表，{sum(one.rows for one in done)} 行，逐行核对一致。")
    click.echo(
        "现在把 config.toml 里的 database 改成新地址，再启动。 / Now point `database` at the new address."
    )
    if isinstance(source := settings.keys_source, KeyFile) and not settings.keys:
        click.echo(
            f'数据钥匙还是原来那个文件：写上 keys = "{source.path.resolve()}"。 / The keys stay: set `keys`.'
        )


def _check_no_password(address: str) -> None:
    """Whatever stands on the command line, everybody on the machine can read."""
    url = make_url(address)
    if url.password or "password" in url.query:
        raise click.ClickException(
            "密码不要写在命令里，本机谁都看得见：写 YIQI_MOVE_TO=… yiqi db move。"
            " / Everybody on this machine can read a command's words: put the address into YIQI_MOVE_TO."
        )
