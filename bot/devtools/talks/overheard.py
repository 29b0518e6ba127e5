"""Everything that was said to anybody in a talk, as they saw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from bot.app import App
from bot.devtools.replay.files import run
from bot.devtools.replay.talk import Replay
from handlers.message import Reply
from storage.tables import Outbox, Staff


@dataclass(frozen=True, slots=True)
class Said:
    """One message: `kind` is the stored name of a notice, and empty for an answer; `goes_on`: the same answer has a next one."""

    talk: str
    to_staff: bool
    kind: str
    reply: Reply
    goes_on: bool = False

    @property
    def text(self) -> str:
        """All that stands in it, without the buttons."""
        return self.reply.plain()


def overhear(files: Iterable[Path], heard: Callable[[Said], None]) -> list[str]:
    """Run these talks, each on a database of its own, and hand on what was said; the failures come back."""
    with TemporaryDirectory(prefix="yiqi-talks-") as folder:
        numbers = count()
        failures = []
        for file in files:
            start = listening(file.name, heard)
            failures += run(file, lambda: f"sqlite:///{folder}/{next(numbers)}.db", start)
        return failures


def listening(talk: str, heard: Callable[[Said], None]) -> Callable[[dict[str, Any], str], Replay]:
    """Replays that hand on what they hold before they close."""

    class Overheard(Replay):
        def close(self) -> None:
            for said in _said(self.app, talk):
                heard(said)
            super().close()

    return Overheard


def _said(app: App, talk: str) -> list[Said]:
    shown = select(Outbox.person_id, Outbox.inbox_id, Outbox.kind, Outbox.shown)
    shown = shown.where(Outbox.state == "sent", Outbox.shown.is_not(None)).order_by(Outbox.id)
    with app.database.read() as connection:
        office = set(connection.execute(select(Staff.person_id)).scalars())
        rows = connection.execute(shown).all()
        last = {row.inbox_id: place for place, row in enumerate(rows)}
        return [
            Said(
                talk,
                person in office,
                "" if answers else kind,
                Reply.from_json(body or {}),
                bool(answers) and last[answers] > place,
            )
            for place, (person, answers, kind, body) in enumerate(rows)
        ]
