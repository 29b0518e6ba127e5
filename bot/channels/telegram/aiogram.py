"""The Bot API through aiogram: its `Bot` alone, without dispatcher, states or scenes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from aiohttp import ClientConnectorError, ClientError, ClientResponseError

from bot.channels.contract import NotSent
from bot.channels.telegram.naming import Place
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.wire import UPDATES, Buttons, Keys, Listening, Markup, Me, refused, unreachable

STATUS: dict[type[TelegramAPIError], int] = {
    TelegramForbiddenError: 403,
    TelegramUnauthorizedError: 401,
    TelegramNotFound: 404,
    TelegramConflictError: 409,
    TelegramEntityTooLarge: 413,
    TelegramBadRequest: 400,
    TelegramServerError: 500,
}
TIMEOUT = 15.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class _Updates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates as JSON: a kind of update that this version does not know yet stops nobody else's."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int
    timeout: int
    allowed_updates: list[str]


class AiogramWire:
    """`bot.channels.telegram.wire.Wire`."""

    def __init__(self, settings: TelegramSettings) -> None:
        server = TelegramAPIServer.from_base(settings.api)
        session = AiohttpSession(api=server, timeout=TIMEOUT)
        self._bot = Bot(settings.token.get_secret_value(), session=session)

    async def open(self) -> Me:
        with _sorted():
            me = await self._bot.me()
            return Me(me.id, me.username or "")

    async def close(self) -> None:
        await self._bot.session.close()

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
        file = BufferedInputFile(content, name)
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
                await self._bot.edit_message_text(
                    text, chat_id=chat, message_id=message, link_preview_options=NO_PREVIEW
                )
            else:
                await self._bot.edit_message_reply_markup(chat_id=chat, message_id=message)

    async def answer(self, callback: str, text: str) -> None:
        with _sorted():
            await self._bot.answer_callback_query(callback, text or None, show_alert=bool(text))

    async def download(self, file_id: str) -> bytes:
        content = BytesIO()
        with _sorted():
            file = await self._bot.get_file(file_id)
            await self._bot.download_file(file.file_path or "", content)
        return content.getvalue()

    async def listen(self, url: str, secret: str) -> None:
        with _sorted():
            await self._bot.set_webhook(url, allowed_updates=list(UPDATES), secret_token=secret)

    async def poll(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        polled = _Updates(offset=offset, timeout=seconds, allowed_updates=list(UPDATES))
        with _sorted():
            return await self._bot(polled, request_timeout=seconds + int(TIMEOUT))

    async def stop_listening(self) -> None:
        with _sorted():
            await self._bot.delete_webhook()

    async def listening(self) -> Listening:
        with _sorted():
            info = await self._bot.get_webhook_info()
        return Listening(info.url, info.last_error_message or "")

    async def menu(self, chat: int, commands: Sequence[tuple[str, str]]) -> None:
        scope = BotCommandScopeChat(chat_id=chat) if chat else BotCommandScopeAllPrivateChats()
        listed = [BotCommand(command=name, description=title) for name, title in commands]
        with _sorted():
            await self._bot.set_my_commands(listed, scope)


@contextmanager
def _sorted() -> Iterator[None]:
    """The library's errors as ours."""
    try:
        yield
    except TelegramRetryAfter as error:
        raise refused(429, "", after=error.retry_after) from None
    except TelegramMigrateToChat as error:
        raise refused(400, "", moved_to=error.migrate_to_chat_id) from None
    except TelegramNetworkError as error:
        raise _unreachable(error.__cause__) from None
    except TelegramAPIError as error:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
        raise refused(status, error.message) from None
    except ClientResponseError as error:
        raise refused(error.status, error.message) from None
    except (ClientError, TimeoutError) as error:
        raise _unreachable(error) from None
    except (ClientDecodeError, AiogramError):
        raise refused(502, "") from None


def _unreachable(cause: BaseException | None) -> NotSent:
    return unreachable(type(cause).__name__, sent=not isinstance(cause, ClientConnectorError))


def _markup(markup: Markup) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if isinstance(markup, Buttons):
        rows = [
            [InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in markup.rows
        ]
        return InlineKeyboardMarkup(inline_keyboard=rows)
    if markup is None:
        return None
    keys = [row for row in ([_key(markup)], [KeyboardButton(text=word) for word in markup.words]) if row]
    return ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)


def _key(keys: Keys) -> KeyboardButton:
    if keys.sends == "place":
        return KeyboardButton(text=keys.caption, request_location=True)
    return KeyboardButton(text=keys.caption, request_contact=True)


def _answering(message: int) -> ReplyParameters | None:
    return ReplyParameters(message_id=message, allow_sending_without_reply=True) if message else None
