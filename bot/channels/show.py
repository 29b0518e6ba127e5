"""A reply in a channel's measure: which choices become buttons, and long text in pieces that are let through."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.channels.contract import Capabilities
from handlers.engine.numbers import as_text
from handlers.message import Choice, Reply

Unit = Literal["characters", "bytes"]
CHOOSE = "请选择："
_ENDS = ("\n", "。！？；!?;", "，、,： ")
"""Where a text is cut rather than anywhere, the best first."""
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Piece:
    """One message as the vendor gets it; the choices are to be buttons."""

    text: str
    choices: tuple[Choice, ...] = ()


def pieces(reply: Reply, capabilities: Capabilities) -> list[Piece]:
    """The messages that show this reply, in order; buttons stand under the last."""
    buttons = reply.choices if len(reply.choices) <= capabilities.buttons else ()
    text = reply.plain() if buttons or not reply.choices else as_text(reply)
    texts = cut(text or (CHOOSE if buttons else ""), capabilities.text_limit, capabilities.unit)
    return [Piece(one) for one in texts[:-1]] + [Piece(one, buttons) for one in texts[-1:]]


def cut(text: str, limit: int, unit: Unit = "characters") -> list[str]:
    """The text in pieces of at most `limit`, cut after a line or sentence, never inside a character.

    Characters are counted as Telegram counts them: one outside the basic plane is two.
    """
    return [piece for part in _parts(text, limit, unit) if (piece := part.strip())]


def measure(text: str, unit: Unit) -> int:
    """How long a text is for the vendor."""
    return len(text.encode()) if unit == "bytes" else len(text.encode("utf-16-le")) // 2


def _parts(text: str, limit: int, unit: Unit) -> Iterator[str]:
    while measure(text, unit) > limit:
        end = _end(text, _most(text, limit, unit))
        yield text[:end]
        text = text[end:]
    yield text


def _most(text: str, limit: int, unit: Unit) -> int:
    """How many characters of the text fit, at least one; what belongs to one sign stays together."""
    size = most = 0
    for char in text:
        size += measure(char, unit)
        if size > limit:
            break
        most += 1
    whole = most
    while whole > 1 and _joined(text[whole - 1], text[whole]):
        whole -= 1
    return max(whole if whole > 1 else most, 1)


def _joined(before: str, after: str) -> bool:
    return after in _JOINERS or before == _JOINERS[0] or unicodedata.combining(after) > 0


def _end(text: str, most: int) -> int:
    """Where to cut within the first `most` characters: in their second half, behind the best end there is."""
    for ends in _ENDS:
        places = [text.rfind(end, most // 2, most) for end in ends]
        if max(places) >= 0:
            return max(places) + 1
    return most
