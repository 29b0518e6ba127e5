"""名单进来：试读、写入、退回要改的行、撤回 / take rosters in: dry run, commit, rows to mend, undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.commands._shared import FILE

KINDS = {
    "experts": "专家名单（附件4）",
    "stations": "工作站名单（附件3）",
    "enterprises": "企业名单",
    "diaries": "志愿日记",
}


@click.group(help=__doc__)
def command() -> None:
    pass


def _of_kind(kind: str, title: str) -> click.Command:
    @click.command(kind, help=f"{title} / a file of {kind}: xlsx, xls, docx, csv")
    @click.argument("file", type=FILE)
    @click.option("--dry-run", is_flag=True, help="只试读，不写入；没有数据库也行 / change nothing")
    @click.option("--json", "as_json", is_flag=True)
    @click.option("--region", default="000000", help="名单是哪里的，如 440800 / GB/T 2260 code of the place")
    @click.option(
        "--ground", default="", help="由谁、什么时候认定；不写按表头的填写单位 / by whom, when certified"
    )
    @click.option("--include", is_flag=True, help="直接纳入，不等审核 / take them in directly")
    @click.option(
        "--failed", type=click.Path(dir_okay=False, path_type=Path), help="要改的行写到哪里 / rows to mend"
    )
    @click.pass_context
    def one(context: click.Context, /, file: Path, dry_run: bool, as_json: bool, **options: Any) -> None:
        from bot.commands import _importing as importing

        run = importing.try_out if dry_run else importing.take_in
        context.exit(run(context.obj, kind, file, importing.Options(as_json, **options)))

    return one


for _kind, _title in KINDS.items():
    command.add_command(_of_kind(_kind, _title))


@command.command("undo", help="撤回一次导入 / take a batch back")
@click.argument("batch", type=int)
@click.pass_obj
def undo(config: Path | None, batch: int) -> None:
    from bot.commands import _importing as importing

    importing.take_back(config, batch)
