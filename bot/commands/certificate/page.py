"""离线核验的网页，一个文件 / one HTML file that checks papers offline."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.certificate._keys import in_database
from web.offline import offline_page


@click.command(help=__doc__)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def command(config: Path | None, out: Path) -> None:
    keys = in_database(config)
    if not keys:
        raise click.ClickException("还没有开出过任何一份，没有公钥可以放进去。")
    out.write_text(offline_page(keys), "utf-8")
    click.echo(f"{out}：用浏览器打开，选 PDF 文件，或粘贴扫码得到的文字。")
