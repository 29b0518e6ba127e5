"""What the Bot API takes: the parameters of each method, and the refusals of the real server in its own words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

TEXT, CAPTION, CALLBACK, ALERT = 4096, 1024, 64, 200
BUTTONS = 100
PHOTO = 10 * 1024 * 1024
DOWNLOAD = 20 * 1024 * 1024
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class Refusal(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """As the server says it."""
        said: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        return said | ({"parameters": self.parameters} if self.parameters else {})


def bad(what: str) -> Refusal:
    """400."""
    return Refusal(400, f"Bad Request: {what}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    content: bytes


_Types = dict[str, type]
_ANYWHERE: _Types = {"chat_id": int}
_SENDING: _Types = {
    "message_thread_id": int,
    "reply_markup": dict,
    "reply_parameters": dict,
    "disable_notification": bool,
}
_SCOPED: _Types = {"scope": dict, "language_code": str}
METHODS: dict[str, tuple[_Types, tuple[str, ...]]] = {
    "getMe": ({}, ()),
    "sendMessage": (_ANYWHERE | _SENDING | {"text": str, "link_preview_options": dict}, ("chat_id", "text")),
    "sendPhoto": (_ANYWHERE | _SENDING | {"photo": Upload, "caption": str}, ("chat_id", "photo")),
    "sendDocument": (_ANYWHERE | _SENDING | {"document": Upload, "caption": str}, ("chat_id", "document")),
    "editMessageText": (
        _ANYWHERE | {"message_id": int, "text": str, "reply_markup": dict, "link_preview_options": dict},
        ("chat_id", "message_id", "text"),
    ),
    "editMessageReplyMarkup": (
        _ANYWHERE | {"message_id": int, "reply_markup": dict},
        ("chat_id", "message_id"),
    ),
    "answerCallbackQuery": (
        {"callback_query_id": str, "text": str, "show_alert": bool},
        ("callback_query_id",),
    ),
    "getFile": ({"file_id": str}, ("file_id",)),
    "setWebhook": (
        {"url": str, "secret_token": str, "allowed_updates": list, "max_connections": int},
        ("url",),
    ),
    "deleteWebhook": ({"drop_pending_updates": bool}, ()),
    "getWebhookInfo": ({}, ()),
    "getUpdates": ({"offset": int, "timeout": int, "limit": int, "allowed_updates": list}, ()),
    "setMyCommands": (_SCOPED | {"commands": list}, ("commands",)),
    "getMyCommands": (_SCOPED, ()),
}
"""Name → parameters with their types, and those that must be there. Anything else is refused."""


def checked(method: str, given: dict[str, str | Upload | Any]) -> dict[str, Any]:
    """The parameters with their types; the real server passes over what it does not know, this one does not."""
    known, needed = METHODS[method]
    for name in given:
        if name not in known:
            raise bad(f"unknown parameter {name} (only this server is so strict)")
    for name in needed:
        if name not in given:
            raise bad("message text is empty" if name == "text" else f"parameter {name} is required")
    return {name: _typed(name, value, known[name]) for name, value in given.items()}


def _typed(name: str, value: Any, kind: type) -> Any:
    if isinstance(value, str) and kind is not str and kind is not Upload:
        try:
            value = json.loads(value.lower() if kind is bool else value)
        except ValueError:
            raise bad(f"can't parse {name}") from None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise bad(f"can't parse {name}")
    return value


def length(text: str) -> int:
    """As Telegram counts: a character outside the basic plane is two."""
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str) -> None:
    """1 to 4096 characters."""
    if not text.strip():
        raise bad("message text is empty")
    if length(text) > TEXT:
        raise bad("message is too long")


def check_caption(caption: str) -> None:
    """At most 1024 characters."""
    if length(caption) > CAPTION:
        raise bad("message caption is too long")


def check_photo(content: bytes) -> None:
    """A picture that opens, of at most 10 MB."""
    if len(content) > PHOTO:
        raise bad("file is too big")
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise bad("IMAGE_PROCESS_FAILED") from None


def check_markup(markup: dict[str, Any] | None) -> None:
    """An inline keyboard or a reply keyboard, with nothing in it that the server would not take."""
    if not markup:
        return
    if "inline_keyboard" in markup:
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        if len(buttons) > BUTTONS:
            raise bad("reply markup is too long")
        for button in buttons:
            _check_button(button)
    elif "keyboard" in markup:
        for row in markup["keyboard"]:
            for key in row:
                if not (key if isinstance(key, str) else key.get("text")):
                    raise bad("keyboard button text must be non-empty")
    elif not markup.get("remove_keyboard"):
        raise bad("object expected as reply markup")


def _check_button(button: dict[str, Any]) -> None:
    if not button.get("text"):
        raise bad("text buttons are unallowed in the inline keyboard")
    if set(button) - {"text", "callback_data"}:
        raise bad(f"unknown fields in a button: {sorted(button)}")
    if not 1 <= len(str(button.get("callback_data", "")).encode()) <= CALLBACK:
        raise bad("BUTTON_DATA_INVALID")


def check_commands(commands: list[Any]) -> None:
    """At most 100, each with a name and a description."""
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= length(command.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
