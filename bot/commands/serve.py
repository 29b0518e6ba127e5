"""正式运行 / production: web chat, channels, ticks and delivery."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import click

from bot import log
from bot.app import build
from bot.commands.backup import settings_files
from bot.runtime.shipping import ShippingPlan
from bot.serve import serve
from bot.settings import Settings, load
from bot.unsafe import unsafe
from storage.backup.archive import Contents
from storage.encryption.sources import KeyFile, keyring_of

OWN_MEANS = (
    "ship_to 只用于 SQLite；PostgreSQL 用它自己的归档，见 docs/operations.md。"
    " / ship_to is for SQLite; PostgreSQL archives by its own means."
)


@click.command(help=__doc__)
@click.option("--web-only", is_flag=True, help="只跑网页，另有 yiqi worker 投递 / workers elsewhere deliver")
@click.pass_obj
def command(config: Path | None, web_only: bool) -> None:
    settings = load(config)
    if faults := unsafe(settings):
        raise click.ClickException("\n".join(faults))
    if web_only and settings.database.startswith("sqlite"):
        raise click.ClickException("--web-only 需要 PostgreSQL / needs PostgreSQL")
    if settings.ship_to and not settings.database.startswith("sqlite"):
        raise click.ClickException(OWN_MEANS)
    log.configure(every=True)
    serve(build(settings).open(), web_only=web_only, plan=_plan(config, settings))


def _plan(config: Path | None, settings: Settings) -> ShippingPlan | None:
    """How the log is copied, where the settings name a folder for it."""
    if not settings.ship_to:
        return None
    seal = keyring_of(KeyFile(Path(settings.ship_key)) if settings.ship_key else settings.keys_source)
    contents = Contents(version("yiqi"), settings_files(config, settings))
    return ShippingPlan(Path(settings.ship_to), seal, settings.ship_seconds, contents)
