"""Open the sample world in a browser: on a fresh SQLite, or on one that was kept."""

from __future__ import annotations

import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import func, select

from bot.app import House, settle_memory
from bot.channels.web.adapter import WebDesk
from bot.devtools.sample_world.world import build, visitors
from storage.tables import Person

HOST = "127.0.0.1"
TICK_SECONDS = 30
PORTS_TRIED = 20
NAME = "yiqi-demo.db"
READY = """
益企体验已就绪：请用浏览器打开  {address}
  人物和数据都是虚构的；选一个身份进去聊，几个身份可以并排打开。
  {kept}
  按 Ctrl+C 结束。

Yiqi's demo is ready: open  {address}
  All people and figures are invented; step into any role, several side by side.
  {kept_in_english}
  Ctrl+C stops it.
"""


def run(port: int, folder: Path | None) -> None:
    """Serve the sample world until stopped; without a folder, nothing of it is left behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the folder is cleared then, too
    free = _free_port(port)
    settle_memory()  # a fifth of the building went into looking for garbage
    with _somewhere(folder) as place:
        house = House(f"sqlite:///{place / NAME}")
        people = visitors() if _is_lived_in(house) else build(house)
        click.echo(_greeting(free, folder))
        sys.stdout.flush()
        _serve(house, WebDesk(house, people), free)


def _serve(house: House, desk: WebDesk, port: int) -> None:
    from bot.serve import serve

    serve(house, desk, host=HOST, port=port, tick_seconds=TICK_SECONDS, demo=True, secure_cookies=False)


@contextmanager
def _somewhere(folder: Path | None) -> Iterator[Path]:
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="yiqi-demo-", ignore_cleanup_errors=True) as made:
            yield Path(made)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder


def _is_lived_in(house: House) -> bool:
    """A folder that holds a demo already is gone on with, talks and all."""
    with house.reader.connect() as connection:
        return bool(connection.scalar(select(func.count()).select_from(Person)))


def _greeting(port: int, folder: Path | None) -> str:
    address = f"http://{HOST}:{port}/"
    if folder is None:
        return READY.format(
            address=address,
            kept="数据在临时文件夹里，结束时清除。",
            kept_in_english="The data is temporary and goes when it stops.",
        )
    return READY.format(
        address=address,
        kept=f"数据保存在 {folder / NAME}，下次接着用；想重新开始就删掉它。",
        kept_in_english=f"The data stays in {folder / NAME} for the next time; delete it to start afresh.",
    )


def _free_port(wanted: int) -> int:
    """The port that was asked for, or the next free one, said aloud."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if _is_free(port):
            if port != wanted:
                click.echo(f"端口 {wanted} 已被占用，改用 {port}。 / Port {wanted} is taken, using {port}.")
            return port
    raise click.ClickException(
        f"端口 {wanted} 起的 {PORTS_TRIED} 个都被占用，请用 --port 换一个。"
        f" / {PORTS_TRIED} ports from {wanted} on are taken: choose another with --port."
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
