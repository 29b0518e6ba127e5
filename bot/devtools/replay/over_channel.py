"""A talk over a vendor's channel: what people see is what the vendor's fake has shown them."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from bot.app import App
from bot.devtools.drivers.channel_app import ChannelApp
from bot.devtools.drivers.contract import MakeDriver, Manner, Unable
from bot.devtools.replay.expectations import Mismatch
from bot.devtools.replay.talk import Player, Replay, moment
from handlers.message import Reply


class ChannelReplay(Replay):
    """One talk with everybody on one channel, whichever a line of the talk names."""

    def __init__(self, talk: dict[str, Any], database: str, make: MakeDriver) -> None:
        self._make = make
        super().__init__(talk, database)
        self.database: str = database

    def close(self) -> None:
        self._running.close()
        self._opened.__exit__(None, None, None)

    def _open(self) -> App:
        self.driver = self._make(self.clock.now)
        self._opened = self.driver.open()
        self._opened.__enter__()
        return self._start()

    def _start(self) -> App:
        self._running = ChannelApp(
            self.driver, self.database, self.clock, programmes=self.programmes, centres=self.centres
        )
        return self._running.app

    def _restart(self) -> None:
        self._running.close()
        self.app = self._start()

    def _accounts(self, name: str) -> list[tuple[str, str]]:
        return [(self.driver.name, self.driver.account(name))]

    def _say(self, player: Player, parts: dict[str, Any]) -> None:
        repeat = bool(parts.get("redeliver"))
        if not repeat:  # after a redelivery, what the message brought the first time still stands there
            player.pushed_before = len(self.driver.shown(player.name))
        try:
            self._act(player.name, parts)
        except LookupError as error:
            raise Mismatch(f"没有「{error.args[0]}」，点不到也引用不到") from None
        except Unable:
            raise Mismatch(f"{self.driver.name} 上做不到「{'、'.join(parts)}」") from None
        self.speaker = player
        self._running.settle()

    def _act(self, name: str, parts: dict[str, Any]) -> None:
        if parts.get("redeliver"):
            self.driver.again(name)
        elif "choose" in parts:
            self.driver.choose(name, str(parts["choose"]))
        elif "location" in parts:
            self.driver.send_place(name, *parts["location"])
        elif "photo" in parts:
            self.driver.send_photo(name, _photo())
        elif "file" in parts:  # what it is is told from its bytes, as with a picture
            self.driver.send_photo(name, (self.folder / str(parts["file"])).read_bytes())
        elif "contact" in parts:
            self.driver.send_phone(name, str(parts["contact"]))
        else:
            self.driver.say(name, self._text(parts), manner=_manner(parts))

    def _tick(self) -> None:
        self.app.clockwork.tick()
        self._running.settle()

    def _since_speaking(self, player: Player) -> list[Reply]:
        return self.driver.shown(player.name)[player.pushed_before :]

    def _pushes(self, player: Player) -> list[Reply]:
        """What was pushed, as the application kept it; all of it must have been shown."""
        pushes = super()._pushes(player)
        shown = "\n".join(reply.text for reply in self.driver.shown(player.name))
        for line in (line.strip() for reply in pushes for line in reply.plain().splitlines()):
            if line not in shown:
                raise Mismatch(f"expected «{line}» on {self.driver.name} got «{shown}»")
        return pushes


def _manner(parts: dict[str, Any]) -> Manner:
    written = moment(parts["written"]) if "written" in parts else None
    return Manner(written, str(parts.get("replies_to", "")), str(parts.get("edits", "")))


@cache
def _photo() -> bytes:
    """A small picture, since a talk names one without having it."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    return picture.getvalue()
