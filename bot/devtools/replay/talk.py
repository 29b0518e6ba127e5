"""One talk, run through the real application with a stopped clock."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.app import App
from bot.channels.terminal.adapter import Terminal
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.devtools.replay.expectations import Mismatch, expect, expect_not
from handlers.message import Attachment, Reply
from storage.tables import Outbox

CHANNELS = ("web", "telegram", "wechat", "wecom", "terminal")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(slots=True)
class Player:
    """One person of the talk: the answers to their last line, and how much had been pushed to them before it."""

    name: str
    person_id: int
    answers: list[Reply] = field(default_factory=list)
    pushed_before: int = 0
    read_pushes: int = 0
    last_line: Terminal | None = None


class Replay:
    """One talk on one database."""

    def __init__(self, talk: dict[str, Any], database: str) -> None:
        self.talk = talk
        self.database = database
        self.clock = StoppedClock(_moment(talk["at"]))
        self.pack = talk.get("pack", "national-2023")
        self.app = self._open()
        self.players = {
            name: self._enter(name, about or {}) for name, about in talk.get("people", {}).items()
        }
        self.speaker: Player | None = None

    def close(self) -> None:
        self.app.close()

    def _open(self) -> App:
        return open_app(self.database, self.pack, self.clock)

    def _accounts(self, name: str) -> list[tuple[str, str]]:
        """Where a person of this name writes from."""
        return [(channel, name) for channel in CHANNELS]

    def step(self, key: str, value: Any) -> None:
        """One line of the talk."""
        if key == "wait":
            self._wait(value)
        elif key == "restart":
            self._restart()
        elif key == "bot":
            expect(self._since_speaking(self._last()), value)
        elif key.startswith("bot to "):
            expect(self._fresh_pushes(self._player(key[7:])), value)
        elif key.startswith("not to "):
            expect_not(self._pushes(self._player(key[7:])), value)
        else:
            self._say(self._player(key), value)

    def _say(self, player: Player, line: Any) -> None:
        parts = line if isinstance(line, dict) else {"text": str(line)}
        terminal = self._terminal(player, parts)
        pushed = len(self._pushes(player))
        repeat = bool(parts.get("redeliver"))
        receipt = terminal.again() if repeat else terminal.say(**self._message(player, parts))
        player.last_line, self.speaker = terminal, player
        self.app.scheduler.deliver_now()
        player.answers, player.pushed_before = list(receipt.replies), pushed

    def _terminal(self, player: Player, parts: dict[str, Any]) -> Terminal:
        if parts.get("redeliver"):
            if player.last_line is None:
                raise Mismatch(f"{player.name} 还没有说过话，不能重发")
            return player.last_line
        return Terminal(self.app.inbound, player.name, parts.get("channel", "web"))

    def _message(self, player: Player, parts: dict[str, Any]) -> dict[str, Any]:
        message: dict[str, Any] = {"text": str(parts.get("text", ""))}
        if "choose" in parts:
            message |= {"text": str(parts["choose"]), "choice": self._token(player, str(parts["choose"]))}
        if "location" in parts:
            message["location"] = tuple(parts["location"])
        if "photo" in parts:
            message["files"] = (Attachment(str(parts["photo"]), "image/jpeg", 1),)
        return message | ({"contact": str(parts["contact"])} if "contact" in parts else {})

    def _token(self, player: Player, caption: str) -> str:
        """The token of the newest choice with this caption, or with it as a part, that the person was shown."""
        choices = [choice for reply in self._shown(player) for choice in reversed(reply.choices)]
        same = [choice.token for choice in choices if choice.label == caption]
        alike = [choice.token for choice in choices if caption in choice.label]
        if not same + alike:
            raise Mismatch(f"没有「{caption}」这个选项")
        return (same + alike)[0]

    def _shown(self, player: Player) -> list[Reply]:
        """Everything that the person was ever shown, newest first."""
        shown = select(Outbox.shown).where(Outbox.person_id == player.person_id, Outbox.shown.is_not(None))
        with self.app.database.read() as connection:
            return [
                Reply.from_json(body)
                for body in connection.execute(shown.order_by(Outbox.seq.desc())).scalars()
            ]

    def _wait(self, span: str) -> None:
        """Move the clock, stopping wherever something is due on the way."""
        until = self.clock.now() + _span(span)
        while True:
            wake = self.app.clockwork.next_wake().result()
            self.clock.at = min(until, wake.astimezone(self.clock.at.tzinfo)) if wake else until
            self._tick()
            if self.clock.at >= until:
                return

    def _tick(self) -> None:
        self.app.clockwork.tick()

    def _restart(self) -> None:
        self.app.close()
        self.app = self._open()
        for player in self.players.values():
            if player.last_line:
                player.last_line.inbound = self.app.inbound

    def _pushes(self, player: Player) -> list[Reply]:
        pushed = (
            select(Outbox.shown)
            .where(Outbox.person_id == player.person_id, Outbox.inbox_id.is_(None), Outbox.state == "sent")
            .where(Outbox.seq.is_not(None))
            .order_by(Outbox.seq)
        )
        with self.app.database.read() as connection:
            return [Reply.from_json(shown or {}) for shown in connection.execute(pushed).scalars()]

    def _since_speaking(self, player: Player) -> list[Reply]:
        return [*player.answers, *self._pushes(player)[player.pushed_before :]]

    def _fresh_pushes(self, player: Player) -> list[Reply]:
        pushes = self._pushes(player)
        fresh, player.read_pushes = pushes[player.read_pushes :], len(pushes)
        return fresh

    def _player(self, name: str) -> Player:
        if name not in self.players:
            raise Mismatch(f"people 里没有「{name}」")
        return self.players[name]

    def _last(self) -> Player:
        if self.speaker is None:
            raise Mismatch("还没有人说过话")
        return self.speaker

    def _enter(self, name: str, about: dict[str, Any]) -> Player:
        accounts = self._accounts(name)
        actor = _actor(name, about, self.clock.now().date())
        person = self.app.database.write(
            lambda work: enter(work, actor, accounts, self.app.rules, self.clock.now())
        )
        return Player(name, person.result())


def _actor(name: str, about: dict[str, Any], today: date) -> Actor:
    role = about.get("role", "guest")
    certified: date | None = _day(about["certified"]) if "certified" in about else date(today.year, 1, 1)
    if about.get("qualification") == "none" or role not in ("expert", "station"):
        certified = None
    return Actor(
        name=name,
        role=role,
        region=str(about["region"]) if "region" in about else None,
        enterprise=about.get("enterprise", ""),
        unit=about.get("unit", about.get("station", "")),
        domains=tuple(about.get("domains", ())),
        jurisdiction=str(about.get("jurisdiction", "")),
        staff_roles=tuple(about.get("roles", ("reviewer", "operator"))),
        phone=str(about["phone"]) if "phone" in about else None,
        capacity=about.get("capacity", 3),
        certified=certified,
    )


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(str(value))


def _span(text: str) -> timedelta:
    found = re.fullmatch(r"\s*(\d+)\s*([mhd])\s*", str(text))
    if not found:
        raise Mismatch(f"看不懂的等待时间「{text}」，要像 30m、2h、3d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
