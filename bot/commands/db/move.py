"""把数据搬到另一个空库（SQLite → PostgreSQL），逐表核对 / move everything, and check that nothing is missing."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands._shared import existing, progress
from bot.runtime.single_instance import single_instance
from bot.settings import load
from storage.copy_database import Differs, NotEmpty, copy_database, table_count


@click.command(help=__doc__)
@click.option("--to", "target", required=True, help="新数据库地址 / postgresql+psycopg://…")
@click.pass_obj
def command(config: Path | None, target: str) -> None:
    source = load(config).database
    existing(source).dispose()
    done = []
    try:
        with single_instance(source), progress("搬运 / moving", table_count()) as advance:
            for one in copy_database(source, target):
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
