"""给在册的人补开聘书和证书，已有的不重开 / letters and certificates for all who have none yet."""

from __future__ import annotations

from pathlib import Path

import click

from actions.titles.letters import letter_of
from actions.titles.papers import NoIssuer
from bot.clock import SystemClock
from bot.commands._shared import existing, progress
from bot.settings import load
from bot.settings_files import rules_of
from documents.papers.typeset import MissingGlyphs
from programme.qualification import IN_FORCE
from storage.queries.titles.holders import holders_in
from storage.queries.titles.papers import content_of
from storage.queries.titles.standing import qualification
from storage.unit_of_work import UnitOfWork


@click.command(help=__doc__)
@click.option("--region", default="000000", help="辖区代码 / GB/T 2260 code")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=None, help="PDF 放哪里 / where"
)
@click.pass_obj
def command(config: Path | None, region: str, out: Path | None) -> None:
    """Each in a transaction of its own: what is issued stays issued, whatever comes after."""
    settings, now = load(config), SystemClock().now()
    rules = rules_of(settings)
    engine = existing(settings)
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        holders = holders_in(work, region, IN_FORCE)
    left: list[str] = []
    with progress("开证", len(holders)) as advance:
        for holder in holders:
            with engine.begin() as connection, UnitOfWork(connection).part() as work:
                held = qualification(work, holder.qualification_id)
                assert held is not None
                try:
                    made = letter_of(work, held, rules, None, now)
                    if out:
                        out.mkdir(parents=True, exist_ok=True)
                        (out / made.file_name).write_bytes(content_of(connection, made.id))
                except (NoIssuer, MissingGlyphs) as error:
                    left.append(f"{holder.name}：{_why(error)}")
            advance(1)
    click.echo("\n".join([f"在册 {len(holders)} 份，{len(left)} 份没有开成。", *left]))


def _why(error: NoIssuer | MissingGlyphs) -> str:
    return (
        f"字库里没有 {error}"
        if isinstance(error, MissingGlyphs)
        else "所在地没有会开证的中心（centres 的 prefix）"
    )
