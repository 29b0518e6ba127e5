"""An update of the Bot API as what was said: by whom, where, and what came with it.

Read as plain JSON and with suspicion: the webhook's secret says that Telegram sent it, not what a client put into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.channels.moments import moment
from bot.channels.telegram.kinds import why_unreadable
from bot.channels.telegram.naming import message_name, room_name
from bot.channels.telegram.wire import Me
from handlers.engine import links, tokens
from handlers.engine.catalogue import catalogue
from handlers.message import Incoming

Json = dict[str, Any]
NAME = "telegram"
LARGEST_FILE = 20 * 1024 * 1024
LONGEST_ID = 64
COARSE = 2
"""Decimals of a degree that are kept of a place: about a kilometre."""
TOO_LARGE = "文件太大了，Telegram 里最多 20 MB，请缩小后再发。"
NOT_YOURS = "请发送您自己的手机号：点下面的按钮，或者直接打字。"
NOBODY = "您没有用自己的名字发言（匿名管理员或频道），我不知道您是哪一位，办不了。请换回自己的账号再说，或者私聊我。"
OUT = ("kicked", "left")
"""What the Bot API calls us in the chat of somebody who has blocked us."""
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_WORDS = {"start": "帮助", "help": "帮助", "cancel": "取消"}


class Malformed(Exception):
    """No update of the Bot API."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tapped button: the query to answer, and the message that it stands under, where we may still change it."""

    query: str
    data: str
    chat: int = 0
    message: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What an update says. `file` is what is to be fetched for it first."""

    incoming: Incoming
    tapped: Tapped | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody spoke to us in the name of the group or of a channel: `room` is where, `why` what to say to that."""

    room: str
    why: str = NOBODY


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody blocks us: nothing gets through to `sender` from now on."""

    sender: str


def read(update: Json, me: Me) -> Said | Unnamed | Left | None:
    """An update as what was said to us; None for what is not meant for us."""
    try:
        number = f"{me.id}:{_whole(update['update_id'])}"
        if query := update.get("callback_query"):
            return _query(query, number)
        if edited := update.get("edited_message"):
            return _edited(edited, number, me)
        if standing := update.get("my_chat_member"):
            return _standing(standing, number)
        return _message(update["message"], number, me) if "message" in update else None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Malformed(type(error).__name__) from error


def _standing(change: Json, external_id: str) -> Said | Left | None:
    """What becomes of us in a private chat: blocked, or let in again, which is heard as hello. In groups it says nothing."""
    sender, before, now = str(_whole(change["from"]["id"])), *_statuses(change)
    if change["chat"]["type"] != "private" or before == now:
        return None
    if now in OUT:
        return Left(sender)
    greets = Incoming(NAME, sender, external_id, _WORDS["start"], written_at=_moment(change.get("date")))
    return Said(greets) if before in OUT else None


def _statuses(change: Json) -> tuple[str, str]:
    return str(change["old_chat_member"]["status"]), str(change["new_chat_member"]["status"])


def _query(query: Json, external_id: str) -> Said:
    message: Json = query.get("message") or {}
    data, chat = str(query.get("data", "")), message.get("chat") or {}
    private = chat.get("type", "private") == "private"
    tapped = Tapped(
        str(query["id"]),
        data,
        int(chat.get("id", 0)),
        int(message.get("message_id", 0)),
        message.get("text", ""),
    )
    caption = _caption(message.get("reply_markup") or {}, data)
    said = Incoming(NAME, str(_whole(query["from"]["id"])), external_id, caption)
    return Said(
        replace(said, thread=_thread_of(message)) if private else replace(said, room=_room(message)), tapped
    )


def _caption(markup: Json, data: str) -> str:
    buttons = (button for row in markup.get("inline_keyboard", ()) for button in row)
    return next((str(button["text"]) for button in buttons if button.get("callback_data") == data), "")


def _edited(message: Json, external_id: str, me: Me) -> Said | Unnamed | None:
    """A new wording. Telegram tells of changes that nobody made as well: of a place that moves, of a preview."""
    if "edit_date" not in message or "location" in message:
        return None
    said = _message(message, external_id, me)
    if not isinstance(said, Said):
        return None
    return replace(said, incoming=replace(said.incoming, edits=said.incoming.message_id), file="")


def _message(message: Json, external_id: str, me: Me) -> Said | Unnamed | None:
    text, chat = str(message.get("text") or message.get("caption") or ""), message["chat"]
    in_group = chat["type"] in ("group", "supergroup")
    if chat["type"] != "private" and not (in_group and _addressed(message, text, me)):
        return None
    sender = message.get("from")
    if "sender_chat" in message:
        return Unnamed(_room(message)) if in_group and not message.get("is_automatic_forward") else None
    if not sender or sender.get("is_bot"):
        return None
    said = _as_written(message, Incoming(NAME, str(_whole(sender["id"])), external_id))
    if in_group:
        said = replace(said, room=_room(message))
        text = re.sub(rf"@{re.escape(me.username)}\b", " ", text, flags=re.IGNORECASE).strip()
    else:
        said = replace(said, thread=_thread_of(message))
    return _content(message, _with_text(said, text, me), _whole(sender["id"]))


def _as_written(message: Json, said: Incoming) -> Incoming:
    """When it was written, what it is called, what it points at and belongs to."""
    chat = _whole(message["chat"]["id"])
    pointed = message.get("reply_to_message") or {}
    if "forum_topic_created" in pointed:  # stands under every message of a topic that replies to nothing
        pointed = {}
    return replace(
        said,
        message_id=message_name(chat, _whole(message["message_id"])),
        written_at=_moment(message.get("date")),
        points_at=message_name(chat, _whole(pointed["message_id"])) if pointed else "",
        part_of=str(message.get("media_group_id") or "")[:LONGEST_ID],
    )


def _room(message: Json) -> str:
    """Where an answer to a group's message goes."""
    return room_name(_whole(message["chat"]["id"]), _topic(message), _whole(message["message_id"]))


def _thread_of(message: Json) -> str:
    """Likewise in a private chat, where that has topics."""
    topic = _topic(message)
    return room_name(_whole(message["chat"]["id"]), topic, 0) if topic else ""


def _topic(message: Json) -> int:
    """The topic that it was said in; 0 for none. Other messages with a number of this name only answer something."""
    return _whole(message["message_thread_id"]) if message.get("is_topic_message") else 0


def _moment(seconds: object) -> datetime | None:
    """A moment as Telegram has it, in seconds; None for one that it does not tell, or that no calendar has."""
    return moment(_whole(seconds)) if seconds else None


def _addressed(message: Json, text: str, me: Me) -> bool:
    """In a group we read what is said to us: a command, our name, an answer to our words."""
    command = _COMMAND.match(text)
    if command:
        return (command[2] or me.username).lower() == me.username.lower()
    answered = (message.get("reply_to_message") or {}).get("from") or {}
    return f"@{me.username}".lower() in text.lower() or answered.get("id") == me.id


def _with_text(said: Incoming, text: str, me: Me) -> Incoming:
    """A command is the menu entry of its name; words behind it are what was said."""
    command = _COMMAND.fullmatch(text)
    if not command:
        return replace(said, text=text)
    name, rest = command[1].lower(), (command[3] or "").strip()
    if name == "start" and rest:
        return replace(said, text=links.said_by(rest))
    entry = catalogue().forms.get(name) or catalogue().commands.get(name)
    if rest or not entry:
        return replace(said, text=rest or _WORDS.get(name, text))
    return replace(said, text=entry.title, choice=tokens.start(name))


def _content(message: Json, said: Incoming, sender: int) -> Said | None:
    if contact := message.get("contact"):
        own = contact.get("user_id") == sender
        return Said(replace(said, contact=_phone(contact)) if own else replace(said, unreadable=NOT_YOURS))
    if place := message.get("location"):
        here = (round(float(place["latitude"]), COARSE), round(float(place["longitude"]), COARSE))
        return Said(replace(said, location=here))
    if "photo" in message or "document" in message:
        return _file(message["photo"][-1] if "photo" in message else message["document"], said)
    if said.text:
        return Said(said)
    why = why_unreadable(message, in_group=bool(said.room))
    return Said(replace(said, unreadable=why)) if why else None


def _file(file: Json, said: Incoming) -> Said:
    if int(file.get("file_size") or 0) > LARGEST_FILE:
        return Said(replace(said, unreadable=TOO_LARGE))
    return Said(said, file=str(file["file_id"]))


def _phone(contact: Json) -> str:
    digits = re.sub(r"\D", "", str(contact["phone_number"]))
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def _whole(value: object) -> int:
    """An identifier as Telegram has them: a whole number of at most 63 bits."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        raise ValueError("identifier")
    return value
