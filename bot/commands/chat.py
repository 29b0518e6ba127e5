"""在终端里聊 / talk in the terminal, choices by number."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.app import App, build
from bot.channels.terminal.adapter import Terminal
from bot.devtools.fixtures import Actor, enter
from bot.settings import load
from handlers.engine import tokens
from handlers.engine.numbers import as_text
from handlers.message import Reply
from programme.roles import HOLDERS
from storage.queries.delivery import chat_log
from storage.unit_of_work import UnitOfWork

PEOPLE = {
    "enterprise": Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂"),
    "expert": Actor("李律师", "expert", "440802", unit="赤坎律师事务所", domains=("law", "hr")),
    "station": Actor("陈站长", "station", "440803", unit="霞山产业园工作站"),
    "staff": Actor("小赵", "staff", jurisdiction="440800"),
    "guest": Actor("访客", "guest"),
}


@click.command(help=__doc__)
@click.option("--as", "role", type=click.Choice(list(PEOPLE)), default="enterprise", show_default=True)
@click.option(
    "--database",
    default=None,
    help="SQLite 文件或数据库地址，默认临时库 / a file of SQLite or an address, default: a temporary one",
)
@click.pass_obj
def command(config: Path | None, role: str, database: str | None) -> None:
    """Talk as one of five people until 再见 or the end of input; all but the database is as the settings say."""
    with TemporaryDirectory(prefix="yiqi-chat-") as folder:
        address = _address(database) if database else f"sqlite:///{Path(folder) / 'chat.db'}"
        settings = load(config).model_copy(update={"database": address})
        app = build(settings, channels=(), by_workers=False).open()
        try:
            _enter_all(app)
            _talk(app, role)
        finally:
            app.close()


def _address(database: str) -> str:
    """An address as it is; a plain path is a file of SQLite. Raises `click.BadParameter` where it can be neither."""
    if "://" in database:
        return database
    path = Path(database).absolute()
    if path.is_dir() or not path.parent.is_dir():
        raise click.BadParameter(f"{path} 不能当数据库文件：要写一个文件名，所在的目录要先有。")
    return f"sqlite:///{path}"


def _enter_all(app: App) -> None:
    """The other roles are there too, so that a need finds its expert."""
    with app.database.read() as connection:
        if chat_log.account(connection, "terminal", next(iter(PEOPLE))):
            return
    start = app.clock.now().date().replace(month=1, day=1)
    for name, actor in PEOPLE.items():
        certified = start if name in HOLDERS else None
        who = replace(actor, certified=certified)
        app.database.write(partial(_enter, app, who, name)).result()


def _enter(app: App, who: Actor, name: str, work: UnitOfWork) -> int:
    return enter(work, who, [("terminal", name)], app.rules, app.clock.now())


def _talk(app: App, role: str) -> None:
    terminal, read = Terminal(app.inbound, role), 0
    app.clockwork.tick()  # what fell due while nobody was here stands in the first answer
    click.echo(f"您现在是{PEOPLE[role].name}。直接打字；选项可以打编号；再见 = 退出。")
    while True:
        try:
            text = click.prompt("您", prompt_suffix="> ", default="", show_default=False).strip()
        except click.Abort:
            return
        if text in ("再见", "exit", "quit"):
            return
        receipt = terminal.say(text, tokens.number(text))
        app.clockwork.tick()
        pushed = _pushed(app, receipt.person_id)
        shown = [*receipt.replies, *pushed[read:]]
        read = len(pushed)
        _show(shown)


def _pushed(app: App, person_id: int) -> list[Reply]:
    with app.database.read() as connection:
        return [Reply.from_json(body) for body in chat_log.pushed(connection, person_id)]


def _show(replies: list[Reply]) -> None:
    """Print what there is, choices with the numbers that pick them."""
    for reply in replies:
        click.echo(click.style("益企> ", fg="cyan") + as_text(reply))
