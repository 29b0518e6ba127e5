"""An application with somebody of every role on stage, and a way to put anyone's talk anywhere."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select, update

from bot.app import App
from bot.channels.email.adapter import Email
from bot.channels.email.settings import EmailSettings
from bot.devtools.fixtures import Actor
from handlers.engine.state import Dialogue
from handlers.message import Attachment, Choice, Incoming, Reply
from storage import tables

LETTERS = (Email(EmailSettings(sender="yiqi@example.cn")),)
STAFF_ROLES = ("reviewer", "operator", "admin")
ACTORS = {
    "enterprise": Actor(
        "张厂长", "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂", phone="13800000001"
    ),
    "expert": Actor(
        "李律师", "expert", "440802", domains=("law", "hr"), capacity=5, certified=date(2023, 3, 20)
    ),
    "station": Actor("陈站长", "station", "440803", unit="霞山产业园工作站", certified=date(2026, 1, 1)),
    "staff": Actor("小赵", "staff", jurisdiction="440800", staff_roles=STAFF_ROLES),
    "guest": Actor("客人", "guest"),
    "newcomer": Actor("生人", "guest"),
    "second expert": Actor(
        "王会计", "expert", "440803", domains=("policy", "law", "finance"), certified=date(2026, 1, 1)
    ),
    "colleague": Actor("小钱", "staff", jurisdiction="440802"),
    "second colleague": Actor("小孙", "staff", jurisdiction="440803"),
    "leaver": Actor("老客", "guest"),
    "caller": Actor("林老板", "enterprise", "440803", enterprise="霞山小家电配件厂", phone="13800003333"),
    "clerk": Actor("小周", "clerk", unit="霞山产业园工作站"),
}


class Stage:
    """Everybody is called by their role, and has two of each thing that a form may ask about."""

    def __init__(self, app: App) -> None:
        self.app = app
        with app.database.read() as connection:
            accounts = connection.execute(select(tables.Account.external_id, tables.Account.person_id))
            self.people = {row.external_id: row.person_id for row in accounts}
        self._numbers = count()

    def say(self, role: str, said: str | Attachment = "", choice: str = "") -> list[Reply]:
        """What the person sees after a message, or a file; never nothing, and never an apology."""
        text, files = (said, ()) if isinstance(said, str) else ("", (said,))
        message = Incoming("web", role, f"{role}-{next(self._numbers)}", text, choice, files)
        replies = list(self.app.inbound.receive(message).result().replies)
        assert replies
        for reply in replies:
            assert reply.plain().strip(), f"an empty reply to {text or choice}"
            assert "出错了" not in reply.text, f"an error after {text or choice}"
        return replies

    def tap(self, role: str, choice: Choice) -> list[Reply]:
        return self.say(role, choice.label, choice.token)

    def dialogue(self, role: str) -> Dialogue:
        return Dialogue.from_json(self.state(role))

    def state(self, role: str) -> dict[str, Any]:
        """Where the person's talk stands, as stored."""
        kept = select(tables.Dialogue.state).where(tables.Dialogue.person_id == self.people[role])
        with self.app.database.read() as connection:
            state: dict[str, Any] = connection.execute(kept).scalar_one()
        return state

    def put(self, role: str, state: dict[str, Any]) -> None:
        """Put the person's talk back to where it stood."""
        there = update(tables.Dialogue).where(tables.Dialogue.person_id == self.people[role])
        self.app.database.write(
            lambda work: work.connection.execute(there.values(state=state)) and None
        ).result()
