"""A talk as its people lived it: what each said, and what reached whom when, with the buttons under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from bot.clock import SHANGHAI
from bot.devtools.replay.files import run
from bot.devtools.replay.talk import Player, Replay
from handlers.message import Reply
from programme.spans import weekday
from storage.tables import Outbox

ROLES = {
    "enterprise": "企业",
    "expert": "志愿专家",
    "station": "工作站",
    "staff": "工作人员",
    "guest": "新来的人",
}
INDENT = "\n      "
Say = Callable[[str], None]


def transcripts(files: Iterable[Path], say: Say) -> list[str]:
    """Run these talks, each on a database of its own, and say each line as it happens; the failures come back."""
    with TemporaryDirectory(prefix="yiqi-talks-") as folder:
        numbers = count()
        failures = []
        for file in files:
            failures += run(file, lambda: f"sqlite:///{folder}/{next(numbers)}.db", written_down(say))
        return failures


def written_down(say: Say) -> Callable[[dict[str, Any], str], Replay]:
    """Replays that say what happens in them."""

    class Transcript(Replay):
        def __init__(self, talk: dict[str, Any], database: str) -> None:
            super().__init__(talk, database)
            self.written, self.told_at = set[int](), self.clock.now()
            self.names = {player.person_id: name for name, player in self.players.items()}
            say(_heading(talk, self.told_at))

        def _say(self, player: Player, parts: dict[str, Any]) -> None:
            self._time(self.clock.now())
            say(f"{player.name}：{_line(parts)}")
            super()._say(player, parts)
            self._arrivals()

        def _tick(self) -> None:
            super()._tick()
            self._arrivals()

        def _arrivals(self) -> None:
            arrived = select(Outbox.id, Outbox.person_id, Outbox.sent_at, Outbox.shown)
            arrived = arrived.where(Outbox.state == "sent", Outbox.shown.is_not(None))
            with self.app.database.read() as connection:
                rows = connection.execute(arrived.order_by(Outbox.sent_at, Outbox.id)).all()
            for key, person, at, shown in rows:
                if key not in self.written:
                    self.written.add(key)
                    self._time(at.astimezone(SHANGHAI))
                    say(f"   → {self.names.get(person, '别人')}　{arrived_as(Reply.from_json(shown))}")

        def _time(self, at: datetime) -> None:
            if _moment(at) != _moment(self.told_at):
                say(f"—— {_moment(at)}")
            self.told_at = at

    return Transcript


def arrived_as(reply: Reply) -> str:
    """One message as it stands on a phone: its lines, then its files and buttons."""
    under = [f"〔文件 {file.name or file.media_type}〕" for file in reply.files]
    buttons = " ".join(f"[{choice.label}]" for choice in reply.choices)
    return INDENT.join([*reply.plain().split("\n"), *under, *([buttons] if buttons else [])])


def _heading(talk: dict[str, Any], at: datetime) -> str:
    people = [f"{name}（{_who(about or {})}）" for name, about in talk.get("people", {}).items()]
    return f"\n══ {talk.get('title', '')}\n{'、'.join(people)}\n—— {_moment(at)}"


def _who(about: dict[str, Any]) -> str:
    named = [about.get(key) for key in ("enterprise", "station", "unit")]
    return " ".join([ROLES.get(about.get("role", "guest"), ""), *(name for name in named if name)])


def _line(parts: dict[str, Any]) -> str:
    if "choose" in parts:
        return f"〔点 {parts['choose']}〕"
    sent: Sequence[str] = [key for key in ("photo", "file", "location", "contact") if key in parts]
    return str(parts.get("text", "")) + "".join(f"〔{key} {parts[key]}〕" for key in sent)


def _moment(at: datetime) -> str:
    return f"{at.year}年{weekday(at.date())} {at.hour}:{at:%M}"
