"""打开带示例人物的网页聊天 / web chat with sample people."""

from __future__ import annotations

import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.channels.sms.settings import SmsSettings
from bot.devtools.opened import open_app
from bot.devtools.sample_world.world import build, is_lived_in, visitors
from bot.serve import collect_less_often, serve
from programme.centres import Centre

HOST = "127.0.0.1"
PORTS_TRIED = 20
NAME = "yiqi-demo.db"
READY = """
益企体验已就绪：请用浏览器打开  {address}
  人物和数据都是虚构的；选一个身份进去聊，几个身份可以并排打开。
  用手机号登录的验证码，显示在这里。
  {kept}
  按 Ctrl+C 结束。

Yiqi's demo is ready: open  {address}
  All people and figures are invented; step into any role, several side by side.
  One-time codes, for signing in by a telephone, are shown here.
  {kept_in_english}
  Ctrl+C stops it.
"""


@click.command(help=__doc__)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="数据放哪里 / where to keep it",
)
def command(port: int, folder: Path | None) -> None:
    """Serve the sample world until stopped; without a folder, nothing of it is left behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the folder is cleared then, too
    free = _free_port(port)
    collect_less_often()  # a fifth of the building went into looking for garbage
    with _somewhere(folder) as place:
        app = open_app(
            f"sqlite:///{place / NAME}", port=free, centres=(_centre(free),), sms=SmsSettings(vendor="log")
        )
        people = visitors() if is_lived_in(app) else build(app)
        click.echo(_greeting(free, folder))
        sys.stdout.flush()
        serve(app, visitors=people)


def _centre(port: int) -> Centre:
    """The sample prefecture's centre, so that letters and proofs can be tried; invented like the rest."""
    return Centre("440800", "湛江市中小企业服务中心（示例）", prefix="SL", site=f"http://{HOST}:{port}")


@contextmanager
def _somewhere(folder: Path | None) -> Iterator[Path]:
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="yiqi-demo-", ignore_cleanup_errors=True) as made:
            yield Path(made)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder


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
