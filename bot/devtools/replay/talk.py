"""One talk, run through the real application with a stopped clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from bot.app import App
from bot.channels.found import channel_settings
from bot.channels.terminal.adapter import Terminal
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fixtures import Actor, enter, let_go, let_in
from bot.devtools.opened import open_app
from bot.devtools.replay.expectations import Mismatch, expect, expect_not
from bot.devtools.replay.keys import EXPECTATION, LINE, TALK, check_keys
from bot.devtools.replay.people import actor_of
from handlers.message import Attachment, Reply
from storage.queries.delivery import chat_log
from storage.tables import Account, Outbox
from storage.unit_of_work import UnitOfWork
from web.uploads import media_type

UNITS = {"m": "minutes", "h": "hours", "d": "days"}


_CODE = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


@dataclass(slots=True)
class Player:
    """One person of the talk: the answers to their last line, and how much had been pushed to them before it."""

    name: str
    person_id: int
    answers: list[Reply] = field(default_factory=list)
    pushed_before: int = 0
    read_pushes: int = 0
    last_line: Terminal | None = None
    said: dict[str, str] = field(default_factory=dict)


class Replay:
    """One talk on one database."""

    def __init__(self, talk: dict[str, Any], database: str | Engine) -> None:
        check_keys("开头", talk, TALK)
        self.database, self.folder = database, Path()
        self.clock = StoppedClock(moment(talk["at"]))
        self.programmes = talk.get("programmes") or [{"pack": talk.get("pack", "national-2023")}]
        self.centres = talk.get("centres", ())
        today, people = self.clock.now().date(), talk.get("people", {})
        actors = [actor_of(name, about or {}, today) for name, about in people.items()]
        self.app = self._open()
        self.players = {actor.name: self._enter(actor) for actor in actors}
        for name, about in people.items():
            if (about or {}).get("unreachable"):
                self._blocks(self.players[name])
        self.speaker: Player | None = None

    def close(self) -> None:
        self.app.close()

    def _open(self) -> App:
        return open_app(self.database, clock=self.clock, programmes=self.programmes, centres=self.centres)

    def _accounts(self, name: str) -> list[tuple[str, str]]:
        """Where a person of this name writes from."""
        vendors = [channel for channel, table in channel_settings().items() if table.hears]
        return [(channel, name) for channel in ("terminal", "web", *vendors)]

    def step(self, key: str, value: Any) -> None:
        """One line of the talk; raises `Mismatch`."""
        if key == "bot" or key.startswith(("bot to ", "not to ")):
            check_keys("期望", value if isinstance(value, dict) else (), EXPECTATION)
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
            parts = value if isinstance(value, dict) else {"text": str(value)}
            check_keys("这句话", parts, LINE)
            self._act_of(parts)(self._player(key))

    def _act_of(self, parts: dict[str, Any]) -> Callable[[Player], None]:
        if parts.get("blocks"):
            return self._blocks
        return self._returns if parts.get("returns") else lambda player: self._say(player, parts)

    def _blocks(self, player: Player) -> None:
        """From now on nothing gets through to them, on any channel."""
        self.app.database.write(lambda work: let_go(work, player.person_id, self.clock.now())).result()

    def _returns(self, player: Player) -> None:
        """They can be reached again, as a window opens: what they write next finds them there."""
        accounts = self._accounts(player.name)
        self.app.database.write(lambda work: let_in(work, player.person_id, accounts)).result()

    def _say(self, player: Player, parts: dict[str, Any]) -> None:
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
        text = self._text(parts)
        message: dict[str, Any] = {"text": text} | self._manner(player, parts)
        player.said[message["message_id"]] = text
        if "choose" in parts:
            message |= {"text": str(parts["choose"]), "choice": self._token(player, str(parts["choose"]))}
        if "location" in parts:
            message["location"] = tuple(parts["location"])
        if "photo" in parts:
            message["files"] = (Attachment(str(parts["photo"]), "image/jpeg", 1),)
        if "file" in parts:
            message["files"] = (self._kept(player, self.folder / str(parts["file"])),)
        return message | ({"contact": str(parts["contact"])} if "contact" in parts else {})

    def _text(self, parts: dict[str, Any]) -> str:
        """What is written; CODE in it is the newest code that somebody else (`code_of`) was shown, who has passed it on."""
        text = str(parts.get("text", ""))
        if "code_of" not in parts:
            return text
        shown = (one.plain() for one in self._shown(self._player(str(parts["code_of"]))))
        found = next((code for said in shown if (code := _CODE.search(said))), None)
        if found is None:
            raise Mismatch(f"没有给{parts['code_of']}看过验证码或邀请码")
        return text.replace("CODE", found[0])

    def _kept(self, player: Player, file: Path) -> Attachment:
        """A file that lies beside the talk, kept as the pages would keep it."""
        content = file.read_bytes()
        key = sha256(f"{player.name}:{len(player.said)}:{file.name}".encode()).hexdigest()[:32]
        kind, now = media_type(content), self.clock.now()

        def keep(work: UnitOfWork) -> None:
            account = work.session.scalars(
                select(Account.id).where(Account.person_id == player.person_id)
            ).first()
            assert account is not None
            chat_log.keep_file(work.connection, key, account, kind, content, now)

        self.app.database.write(keep).result()
        return Attachment(key, kind, len(content))

    def _manner(self, player: Player, parts: dict[str, Any]) -> dict[str, Any]:
        """How it is said: in the own chat a message is called by its place in it."""
        manner: dict[str, Any] = {"message_id": f"said-{len(player.said)}"}
        if "written" in parts:
            manner["written_at"] = moment(parts["written"])
        if "replies_to" in parts:
            manner["points_at"] = self._pointed(player, str(parts["replies_to"]))
        if "edits" in parts:
            known = [one for one, text in player.said.items() if str(parts["edits"]) in text]
            if not known:
                raise Mismatch(f"{player.name} 没有说过「{parts['edits']}」，不能改")
            manner |= {"message_id": known[-1], "edits": known[-1]}
        return manner

    def _pointed(self, player: Player, piece: str) -> str:
        """What the newest message with these words that the person was shown is called."""
        shown = select(Outbox.message_id, Outbox.shown).where(Outbox.person_id == player.person_id)
        shown = shown.where(Outbox.message_id.is_not(None)).order_by(Outbox.seq.desc())
        with self.app.database.read() as connection:
            for name, body in connection.execute(shown):
                if piece in Reply.from_json(body or {}).plain():
                    return str(name)
        raise Mismatch(f"没有给{player.name}看过「{piece}」，引用不到")

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
        with self.app.database.read() as connection:
            return [Reply.from_json(shown) for shown in chat_log.pushed(connection, player.person_id)]

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

    def _enter(self, actor: Actor) -> Player:
        accounts = self._accounts(actor.name)
        person = self.app.database.write(
            lambda work: enter(work, actor, accounts, self.app.rules, self.clock.now())
        )
        return Player(actor.name, person.result())


def moment(value: Any) -> datetime:
    """A moment as a talk has it, here in China."""
    told = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return told if told.tzinfo else told.replace(tzinfo=SHANGHAI)


def _span(text: str) -> timedelta:
    found = re.fullmatch(r"\s*(\d+)\s*([mhd])\s*", str(text))
    if not found:
        raise Mismatch(f"看不懂的等待时间「{text}」，要像 30m、2h、3d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
