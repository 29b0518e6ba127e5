"""What several commands need: the database that is there already, figures in two forms, a bar for long work."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine, make_url

from bot.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
Advance = Callable[[int], None]


def existing(settings: Settings) -> Engine:
    """The engine of a database that is there; a command that only reads must not leave an empty file behind."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).is_file()):
        raise click.ClickException(
            f"没有数据库 {url.database}：先运行 yiqi db upgrade，或用 --config 指定设置文件。"
            " / There is no such database: run yiqi db upgrade, or name the settings with --config."
        )
    return settings.engine


def say_figures(figures: Mapping[str, Any], as_json: bool) -> None:
    """Measured figures, as one JSON object or a line each."""
    width = max(map(len, figures))
    lines = "\n".join(f"{name:{width}} {value}" for name, value in figures.items())
    click.echo(json.dumps(figures) if as_json else lines)


@contextmanager
def progress(label: str, length: int) -> Iterator[Advance]:
    """A bar on a terminal, nothing anywhere else; call what it gives with the steps that are done."""
    with click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield bar.update
