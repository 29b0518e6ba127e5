"""What people do on a vendor's side, the same for each: speak, tap, send, and look at what they were shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.app import App
from bot.channels.contract import Channel
from handlers.message import Reply


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are said: when they were written, as a reply to the newest message of ours with these words, or as a new
    wording of the person's own newest message with those."""

    written: datetime | None = None
    replies_to: str = ""
    edits: str = ""


PLAIN = Manner()


class Unable(Exception):
    """People on this vendor cannot do such a thing."""


class VendorDriver(Protocol):
    """A vendor's fake with people on it. People are known by name; `account` is what our side knows them by."""

    name: str

    def open(self) -> AbstractContextManager[None]:
        """The fake at work."""

    def channel(self, address: str) -> Channel | None:
        """Our side, not yet started; it will be reached at this address. None: the application's own chat."""

    def ready(self, app: App) -> None:
        """Return once people can reach our side."""

    def account(self, name: str) -> str: ...

    def say(self, name: str, text: str, copies: int = 1, manner: Manner = PLAIN) -> None:
        """Returns when our side has taken it; so do the others. `copies`: the vendor delivers it so many times at once.

        Raises `Unable` where nobody can say it in this manner, `LookupError` where no message has such words.
        """

    def choose(self, name: str, caption: str) -> None:
        """Tap the newest choice of this caption, or with it as a part; raises `LookupError`."""

    def send_photo(self, name: str, content: bytes) -> None: ...

    def send_place(self, name: str, latitude: float, longitude: float) -> None: ...

    def send_phone(self, name: str, phone: str) -> None: ...

    def again(self, name: str) -> None:
        """The vendor delivers this person's last message once more."""

    def shown(self, name: str) -> list[Reply]:
        """Everything our side has shown them, in order: texts, and the captions of choices."""

    def fail_next(self, trouble: str) -> None:
        """The next message that we send meets this: wait (429, 7 seconds), down (502), blocked, or broken (never)."""


MakeDriver = Callable[[Callable[[], datetime]], VendorDriver]
