"""`yiqi chat`: talk in the terminal, choices by number."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import select

from bot.app import House
from bot.channels.terminal.adapter import Terminal
from bot.devtools.fixtures import Actor, enter
from handlers.message import Choice, Reply
from storage.tables import Account, Outbox
from storage.unit_of_work import UnitOfWork

PEOPLE = {
    "enterprise": Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂"),
    "expert": Actor("李律师", "expert", "440802", unit="赤坎律师事务所", domains=("law", "hr")),
    "station": Actor("陈站长", "station", "440803", unit="霞山产业园工作站"),
    "staff": Actor("小赵", "staff", jurisdiction="440800"),
    "guest": Actor("访客", "guest"),
}


def run(role: str, database: str | None) -> None:
    """Talk as one of five people until 再见 or the end of input."""
    with TemporaryDirectory(prefix="yiqi-chat-") as folder:
        house = House(database or f"sqlite:///{Path(folder) / 'chat.db'}")
        try:
            _enter_all(house)
            _talk(house, role)
        finally:
            house.close()


def _enter_all(house: House) -> None:
    """The other roles are there too, so that a need finds its expert."""
    with house.reader.connect() as connection:
        if connection.execute(select(Account.id).where(Account.channel == "terminal")).first():
            return
    start = house.now().date().replace(month=1, day=1)
    for name, actor in PEOPLE.items():
        certified = start if name in ("expert", "station") else None
        who = replace(actor, certified=certified)
        house.write(partial(_enter, house, who, name)).result()


def _enter(house: House, who: Actor, name: str, work: UnitOfWork) -> int:
    return enter(work, who, [("terminal", name)], house.rules, house.now())


def _talk(house: House, role: str) -> None:
    terminal, choices, read = Terminal(house, role), tuple[Choice, ...](), 0
    click.echo(f"您现在是{PEOPLE[role].name}。直接打字；选项可以打编号；再见 = 退出。")
    while True:
        try:
            text = click.prompt("您", prompt_suffix="> ", default="", show_default=False).strip()
        except click.Abort:
            return
        if text in ("再见", "exit", "quit"):
            return
        picked = choices[int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(choices) else None
        receipt = terminal.say(picked.label, picked.token) if picked else terminal.say(text)
        house.tick()
        pushed = _pushed(house, receipt.person_id)
        shown = [*receipt.replies, *pushed[read:]]
        read, choices = len(pushed), _show(shown)


def _pushed(house: House, person_id: int) -> list[Reply]:
    found = select(Outbox.shown).where(
        Outbox.person_id == person_id, Outbox.inbox_id.is_(None), Outbox.state == "sent"
    )
    with house.reader.connect() as connection:
        return [Reply.from_json(body) for body in connection.execute(found.order_by(Outbox.seq)).scalars()]


def _show(replies: list[Reply]) -> tuple[Choice, ...]:
    """Print what there is, the choices numbered; return those of the last reply that has any."""
    choices: tuple[Choice, ...] = ()
    for reply in replies:
        click.echo(click.style("益企> ", fg="cyan") + reply.plain())
        choices = reply.choices or choices
    for number, choice in enumerate(choices, 1):
        click.echo(f"  {number}. {choice.label}")
    return choices
