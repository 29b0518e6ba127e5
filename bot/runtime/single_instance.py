"""One process on a SQLite file: two schedulers by mistake would send everything twice."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import make_url


class InUse(click.ClickException):
    """Another process has the database."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"另一个 yiqi 正在使用 {file}，一个 SQLite 文件只能由一个进程使用：请先停掉那一个，"
            "或改用 PostgreSQL（见 docs/operations.md）。"
            f" / Another yiqi is using {file}: stop it first, or move to PostgreSQL (docs/operations.md)."
        )


@contextmanager
def single_instance(database: str) -> Iterator[None]:
    """Hold a SQLite file for oneself; raises `InUse`. The system lets go of it however the process ends."""
    url = make_url(database)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield
        return
    file = Path(url.database)
    with file.with_name(file.name + ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(file) from error
        yield
