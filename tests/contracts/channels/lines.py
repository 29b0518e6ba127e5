"""Every channel that the suite runs over: its line, and how its vendor is made to refuse.

A new channel is a new entry. `fails(line, trouble)` lets the next message that we send meet that trouble.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.fake.telegram import Fault
from bot.rehearsal import lines
from bot.rehearsal.line import Line
from bot.rehearsal.telegram import TelegramLine
from tests.contracts.channels.own_lines import TerminalLine, WebLine

Now = Callable[[], datetime]


@dataclass(frozen=True)
class Contender:
    """A channel under test. `fails` is None for the house's own chats, which nobody can refuse."""

    make: Callable[[Now], Line]
    fails: Callable[[Any, str], None] | None = None
    pictures: bool = True


def _telegram_fails(line: TelegramLine, trouble: str) -> None:
    faults = {
        "wait": Fault(429, "Too Many Requests: retry after 7", {"retry_after": 7}),
        "down": Fault(502, "Bad Gateway"),
        "blocked": Fault(403, "Forbidden: bot was blocked by the user"),
        "broken": Fault(400, "Bad Request: can't parse entities"),
        "lost": Fault(500, "Internal Server Error", done=True),
    }
    line.fake.faults["sendMessage"].append(faults[trouble])


CONTENDERS = {
    "web": Contender(lambda now: WebLine()),
    "terminal": Contender(lambda now: TerminalLine(), pictures=False),
    "telegram-ptb": Contender(lines.telegram, _telegram_fails),
    "telegram-aiogram": Contender(lines.telegram_aiogram, _telegram_fails),
}
PICTURES = [name for name, contender in CONTENDERS.items() if contender.pictures]
VENDORS = [name for name, contender in CONTENDERS.items() if contender.fails]
