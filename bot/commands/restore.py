"""从备份恢复到一个空文件夹，查过才算数 / a backup into an empty folder, checked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource
from sqlalchemy import make_url

from bot.clock import SHANGHAI
from bot.commands._sealing import data_keys_at_hand, own_key, sealing
from bot.commands._shared import FILE
from bot.settings import load
from storage.backup.errors import BackupError
from storage.backup.restore import Restored, restore
from storage.encryption.sources import keyring_of

NO_KEYS = (
    "没有钥匙，备份打不开：用 --key 或 --key-command 指定备份的钥匙，或把数据钥匙放回设置里的地方（{where}）。"
    " / There is no key to open it with."
)
IN_THE_OPEN = (
    "密码不要写在命令里，本机谁都看得见：写 YIQI_RESTORE_TO=… yiqi restore …。"
    " / Put an address with a password into YIQI_RESTORE_TO."
)


@click.command(help=__doc__)
@click.argument("file", type=FILE)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="放到哪个文件夹 / the folder",
)
@click.option(
    "--database", default="", envvar="YIQI_RESTORE_TO", help="PostgreSQL 的空库 / an empty database"
)
@sealing
@click.pass_context
def command(
    context: click.Context, file: Path, folder: Path, database: str, key: Path | None, key_command: str
) -> None:
    """Nothing that is there already is touched."""
    if (
        context.get_parameter_source("database") is ParameterSource.COMMANDLINE
        and make_url(database).password
    ):
        raise click.ClickException(IN_THE_OPEN)
    if key and not key.is_file():  # a new one would open nothing
        raise click.ClickException(NO_KEYS.format(where=key))
    settings = load(context.obj)
    data = data_keys_at_hand(settings)
    if (seal := own_key(key, key_command) or data) is None:
        raise click.ClickException(
            NO_KEYS.format(where=getattr(settings.keys_source, "path", "keys_command"))
        )
    try:
        done = restore(file, keyring_of(seal), folder, database, keyring_of(data) if data else None)
    except BackupError as error:
        raise click.ClickException(str(error)) from None
    for line in _said(done):
        click.echo(line)


def _said(done: Restored) -> list[str]:
    made, rows = done.manifest.made_at[:16].replace("T", " "), sum(done.manifest.rows.values())
    where = make_url(done.database).render_as_string()
    lines = [f"恢复好了：{made} 的备份，{rows} 行，在 {where}，行数和完整性都查过。"]
    if done.up_to:
        lines.append(
            f"旁边的日志副本也接上了，抄到 {datetime.fromtimestamp(done.up_to, SHANGHAI):%Y-%m-%d %H:%M:%S}。"
        )
    if done.checked:
        lines.append("数据钥匙打得开。")
    else:
        lines.append(f"还要放回数据钥匙 {'、'.join(done.manifest.keys)}（设置 keys），没有它读不出数据。")
    if done.settings:
        lines.append(f"当时的设置在 {done.settings}：看过再用，database、keys 要改成新地方。")
    return [*lines, "接着：yiqi doctor，没有问题再 yiqi serve。 / Next: yiqi doctor, then yiqi serve."]
