"""A reply as the messages of 企业微信: a card with buttons where it fits, else text."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from bot.channels.show import cut
from bot.channels.wecom.messages import button_key
from handlers.engine.numbers import as_text
from handlers.message import Card, Choice, Reply

LONGEST_TEXT = 2048
MOST_BUTTONS = 6
LONGEST_BUTTON = 10
LONGEST_TITLE = 26
LONGEST_WORDS = 112
MOST_ROWS = 6
LONGEST_LABEL, LONGEST_VALUE = 5, 26
"""Characters and counts beyond which a card is cut on the screen."""
REPEATS_KNOWN = 1800
"""Seconds in which the vendor drops a second message with the same content."""
_MARK = ("\u200b", "\u200c")
MARK_BITS = 16


def messages(reply: Reply, key: str) -> list[dict[str, Any]]:
    """What is sent for a reply, one after the other. The same key gives the same content, and no other key does:
    the vendor drops what repeats, and two equal answers to two questions are no repetition."""
    if not _fits_buttons(reply.choices):
        return _texts(as_text(reply), key)
    if _fits_card(reply):
        return [_card(reply, key)]
    asked = Reply("", Card(_title(reply), ()), reply.choices)
    return [*_texts(reply.plain(), key), _card(asked, key)]


def tapped(label: str) -> dict[str, Any]:
    """The change to a card on which something was chosen: its buttons give way to what it was."""
    return {"button": {"replace_name": f"已选：{label}" if label else "已处理"}}


def _texts(text: str, key: str) -> list[dict[str, Any]]:
    room = LONGEST_TEXT - len(_marked("", key, 0).encode())
    return [
        {"msgtype": "text", "text": {"content": _marked(piece, key, place)}}
        for place, piece in enumerate(cut(text, room, "bytes"))
    ]


def _marked(text: str, key: str, place: int) -> str:
    """The text with a mark that nobody sees, made from the key."""
    number = int.from_bytes(sha256(f"{key}:{place}".encode()).digest()[:2])
    return text + "".join(_MARK[number >> bit & 1] for bit in range(MARK_BITS))


def _card(reply: Reply, key: str) -> dict[str, Any]:
    rows = reply.card.rows if reply.card else ()
    card: dict[str, Any] = {
        "card_type": "button_interaction",
        "main_title": {"title": _title(reply)},
        "button_list": [_button(choice, place) for place, choice in enumerate(reply.choices)],
    }
    if reply.text:
        card["sub_title_text"] = reply.text
    if rows:
        card["horizontal_content_list"] = [{"keyname": row.label, "value": row.shown} for row in rows]
    card["task_id"] = f"{key}-{sha256(repr(card).encode()).hexdigest()[:16]}"
    return {"msgtype": "template_card", "template_card": card}


def _button(choice: Choice, place: int) -> dict[str, Any]:
    return {
        "text": choice.label,
        "style": 1 if place == 0 else 2,
        "key": button_key(choice.token, choice.label),
    }


def _title(reply: Reply) -> str:
    return reply.card.title if reply.card else "请选择"


def _fits_buttons(choices: tuple[Choice, ...]) -> bool:
    short = all(len(choice.label) <= LONGEST_BUTTON for choice in choices)
    return 0 < len(choices) <= MOST_BUTTONS and short


def _fits_card(reply: Reply) -> bool:
    rows = reply.card.rows if reply.card else ()
    short = all(len(row.label) <= LONGEST_LABEL and len(row.shown) <= LONGEST_VALUE for row in rows)
    return (
        short
        and len(rows) <= MOST_ROWS
        and len(reply.text) <= LONGEST_WORDS
        and len(_title(reply)) <= LONGEST_TITLE
        and not reply.links
    )
