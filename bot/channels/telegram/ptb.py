"""The Bot API through python-telegram-bot: its `Bot` alone, without updater, persistence or job queue."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels.contract import NotSent
from bot.channels.telegram.naming import Place
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.wire import UPDATES, Buttons, Keys, Listening, Markup, Me, refused, unreachable

NOT_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
STATUS: dict[type[TelegramError], int] = {
    Forbidden: 403,
    InvalidToken: 401,
    EndPointNotFound: 401,
    Conflict: 409,
    BadRequest: 400,
}
CONNECTIONS = 32
TIMEOUT = 15.0
_RAW = "get_Updates"
"""Spelled so that the library calls the method without taking the answer for its own `get_updates`."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class PtbWire:
    """`bot.channels.telegram.wire.Wire`."""

    def __init__(self, settings: TelegramSettings) -> None:
        os.environ.setdefault("PTB_TIMEDELTA", "true")  # how the library is told to give spans as `timedelta`
        for talkative in ("telegram", "httpx", "httpcore"):  # their lines have the token in the address
            logging.getLogger(talkative).setLevel(logging.WARNING)
        api = settings.api.rstrip("/")
        self._bot = Bot(
            settings.token.get_secret_value(),
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=HTTPXRequest(connection_pool_size=CONNECTIONS, read_timeout=TIMEOUT),
            get_updates_request=HTTPXRequest(connection_pool_size=1),
        )

    async def open(self) -> Me:
        with _sorted():
            await self._bot.initialize()
            return Me(self._bot.id, self._bot.username)

    async def close(self) -> None:
        await self._bot.shutdown()

    async def send_text(self, place: Place, text: str, markup: Markup) -> int:
        with _sorted():
            sent = await self._bot.send_message(
                place.chat,
                text,
                message_thread_id=place.topic or None,
                reply_markup=_markup(markup),
                reply_parameters=_answering(place.message),
                link_preview_options=NO_PREVIEW,
            )
        return sent.message_id

    async def send_file(self, place: Place, content: bytes, media_type: str, name: str) -> int:
        file = InputFile(content, name)
        send = self._bot.send_photo if media_type.startswith("image/") else self._bot.send_document
        with _sorted():
            sent = await send(
                place.chat,
                file,
                message_thread_id=place.topic or None,
                reply_parameters=_answering(place.message),
            )
        return sent.message_id

    async def edit(self, chat: int, message: int, text: str) -> None:
        with _sorted():
            if text:
                await self._bot.edit_message_text(text, chat, message, link_preview_options=NO_PREVIEW)
            else:
                await self._bot.edit_message_reply_markup(chat, message)

    async def answer(self, callback: str, text: str) -> None:
        with _sorted():
            await self._bot.answer_callback_query(callback, text or None, show_alert=bool(text))

    async def download(self, file_id: str) -> bytes:
        with _sorted():
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())

    async def listen(self, url: str, secret: str) -> None:
        with _sorted():
            await self._bot.set_webhook(url, allowed_updates=UPDATES, secret_token=secret)

    async def poll(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        """As JSON: what this version of the library cannot parse stops nobody else's."""
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": list(UPDATES)}
        with _sorted():
            updates = await self._bot.do_api_request(_RAW, asked, read_timeout=seconds + TIMEOUT)
        return list(updates)

    async def stop_listening(self) -> None:
        with _sorted():
            await self._bot.delete_webhook()

    async def listening(self) -> Listening:
        with _sorted():
            info = await self._bot.get_webhook_info()
        return Listening(info.url, info.last_error_message or "")

    async def menu(self, chat: int, commands: Sequence[tuple[str, str]]) -> None:
        scope = BotCommandScopeChat(chat) if chat else BotCommandScopeAllPrivateChats()
        with _sorted():
            await self._bot.set_my_commands([BotCommand(*command) for command in commands], scope)


@contextmanager
def _sorted() -> Iterator[None]:
    """The library's errors as ours."""
    try:
        yield
    except RetryAfter as error:
        raise refused(429, "", after=_seconds(error)) from None
    except ChatMigrated as error:
        raise refused(400, "", moved_to=error.new_chat_id) from None
    except TelegramError as error:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), None)
        if status is None and isinstance(error, NetworkError):
            raise _unreachable(error) from None
        raise refused(status or 400, error.message) from None


def _unreachable(error: NetworkError) -> NotSent:
    cause = error.__cause__
    if isinstance(cause, httpx.HTTPError):
        return unreachable(type(cause).__name__, sent=not isinstance(cause, NOT_LEFT))
    return refused(500, "")


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int) else after.total_seconds()


def _markup(markup: Markup) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if isinstance(markup, Buttons):
        rows = [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in markup.rows]
        return InlineKeyboardMarkup(rows)
    if markup is None:
        return None
    keys = [
        [_key(markup)],
        [KeyboardButton(word) for word in markup.words],
    ]
    return ReplyKeyboardMarkup([row for row in keys if row], resize_keyboard=True, one_time_keyboard=True)


def _key(keys: Keys) -> KeyboardButton:
    if keys.sends == "place":
        return KeyboardButton(keys.caption, request_location=True)
    return KeyboardButton(keys.caption, request_contact=True)


def _answering(message: int) -> ReplyParameters | None:
    return ReplyParameters(message, allow_sending_without_reply=True) if message else None
