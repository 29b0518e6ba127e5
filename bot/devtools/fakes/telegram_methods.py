"""The bot's side of the fake Bot API: its methods, the chats that they write to, and the limits they meet."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from threading import Condition
from typing import Any

from bot.devtools.fakes import telegram_rules as rules
from bot.devtools.fakes.telegram_mail import Mail
from bot.devtools.fakes.telegram_rules import Refusal, Upload, bad

TOKEN = "123456789:FakeTokenForTheLoopbackServer_0123456"
Json = dict[str, Any]
GROUP_A_MINUTE, ALL_A_SECOND = 20, 30


@dataclass(slots=True)
class Chat:
    """A private chat or a group, with everything that was shown in it."""

    id: int
    kind: str
    title: str
    messages: dict[int, Json] = field(default_factory=dict)
    gone: list[tuple[Json, Json]] = field(default_factory=list)
    """Buttons that were taken away, with their messages: a slow phone may show them a while longer."""
    blocked: bool = False
    moved_to: int = 0
    topics: set[int] = field(default_factory=set)

    def said(self) -> Json:
        """As it stands in a message."""
        name = "first_name" if self.kind == "private" else "title"
        return {"id": self.id, "type": self.kind, name: self.title}


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to a call instead of what it asks for; status 0: only later. `done`: it is done, the answer lost."""

    status: int = 0
    description: str = ""
    parameters: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    done: bool = False


class Methods:
    """What a bot may call; `call` may be called from any thread."""

    def __init__(
        self, token: str = TOKEN, keep_limits: bool = False, now: Callable[[], datetime] | None = None
    ) -> None:
        self.token = token
        self._now = now
        self.me = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "益企",
            "username": "yiqi_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.calls: list[tuple[str, Json]] = []
        self.answered: dict[str, str | None] = {}
        self.commands: dict[int, list[Json]] = {}
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.mail = Mail()
        self.changed = Condition()
        self._keep_limits = keep_limits
        self._sent: dict[int, deque[float]] = defaultdict(deque)
        self.numbers = count(1)

    def call(self, method: str, given: Json) -> Any:
        """Do what a method asks; raises `Refusal`."""
        parameters = rules.checked(method, given)
        with self.changed:
            self.calls.append((method, parameters))
            done = getattr(self, f"_{method}")(**parameters)
            self.changed.notify_all()
            return done

    def fault(self, method: str) -> Fault | None:
        """What was arranged to happen to the next call of this method."""
        waiting = self.faults[method]
        return waiting.popleft() if waiting else None

    def _getMe(self) -> Json:
        return self.me | {"can_join_groups": True, "can_read_all_group_messages": False}

    def _sendMessage(self, chat_id: int, text: str, **more: Any) -> Json:
        rules.check_text(text)
        return self._show(chat_id, {"text": text.strip()}, more)

    def _sendPhoto(self, chat_id: int, photo: Upload, caption: str = "", **more: Any) -> Json:
        rules.check_photo(photo.content)
        size = {"width": 1, "height": 1}
        return self._show(chat_id, {"photo": [self.file(photo.content) | size]}, more, caption)

    def _sendDocument(self, chat_id: int, document: Upload, caption: str = "", **more: Any) -> Json:
        shown = self.file(document.content) | {"file_name": document.name}
        return self._show(chat_id, {"document": shown}, more, caption)

    def _editMessageText(self, chat_id: int, message_id: int, text: str, **more: Any) -> Json:
        rules.check_text(text)
        return self._change(chat_id, message_id, {"text": text.strip()}, more)

    def _editMessageReplyMarkup(self, chat_id: int, message_id: int, **more: Any) -> Json:
        return self._change(chat_id, message_id, {}, more)

    def _answerCallbackQuery(self, callback_query_id: str, text: str = "", show_alert: bool = False) -> bool:
        if self.answered.get(callback_query_id, "?") is not None:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if rules.length(text) > rules.ALERT:
            raise bad("MESSAGE_TOO_LONG")
        self.answered[callback_query_id] = text
        return True

    def _getFile(self, file_id: str) -> Json:
        content = self.files.get(file_id)
        if content is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(content) > rules.DOWNLOAD:
            raise bad("file is too big")
        return _file(file_id, content) | {"file_path": f"files/{file_id}"}

    def _setMyCommands(self, commands: list[Any], scope: Json | None = None, language_code: str = "") -> bool:
        rules.check_commands(commands)
        self.commands[self._scope(scope)] = commands
        return True

    def _getMyCommands(self, scope: Json | None = None, language_code: str = "") -> list[Json]:
        return self.commands.get(self._scope(scope), [])

    def _setWebhook(self, url: str, **more: Any) -> bool:
        self.mail.set_webhook(url, more.get("secret_token", ""), more.get("allowed_updates"))
        return True

    def _deleteWebhook(self, drop_pending_updates: bool = False) -> bool:
        self.mail.set_webhook("", "", None)
        return True

    def _getWebhookInfo(self) -> Json:
        return self.mail.info()

    def _scope(self, scope: Json | None) -> int:
        kind = (scope or {"type": "default"})["type"]
        if kind not in ("default", "all_private_chats", "all_group_chats", "chat"):
            raise bad("unsupported scope")
        return self._chat(int((scope or {})["chat_id"])).id if kind == "chat" else 0

    def _show(self, chat_id: int, content: Json, more: Json, caption: str = "") -> Json:
        chat = self._chat(chat_id)
        rules.check_markup(more.get("reply_markup"))
        rules.check_caption(caption)
        answered = more.get("reply_parameters") or {}
        if (
            answered
            and answered["message_id"] not in chat.messages
            and not answered.get("allow_sending_without_reply")
        ):
            raise bad("message to be replied not found")
        self._within_limits(chat)
        topic = more.get("message_thread_id", 0)
        if topic and topic not in chat.topics:
            raise bad("message thread not found")
        message = self.message(chat, self.me, topic) | content | ({"caption": caption} if caption else {})
        if answered.get("message_id") in chat.messages:
            message["reply_to_message"] = as_told(chat.messages[answered["message_id"]])
        if markup := more.get("reply_markup"):
            message["reply_markup"] = markup
        chat.messages[message["message_id"]] = message
        return as_told(message)

    def _change(self, chat_id: int, message_id: int, content: Json, more: Json) -> Json:
        message = self._chat(chat_id).messages.get(message_id)
        if message is None or message["from"] != self.me:
            raise bad("message to edit not found" if message is None else "message can't be edited")
        changed = {name: value for name, value in message.items() if name != "reply_markup"} | content
        rules.check_markup(more.get("reply_markup"))
        if more.get("reply_markup"):
            changed["reply_markup"] = more["reply_markup"]
        if changed == message:
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same"
            )
        self._chat(chat_id).gone += [(dict(message), button) for button in inline(message)]
        message.clear()
        message.update(changed)
        return as_told(message)

    def _chat(self, chat_id: int) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad("chat not found")
        if chat.moved_to:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        if chat.blocked:
            private = chat.kind == "private"
            raise Refusal(
                403,
                "Forbidden: bot was " + ("blocked by the user" if private else "kicked from the group chat"),
            )
        return chat

    def _within_limits(self, chat: Chat) -> None:
        if not self._keep_limits:
            return
        now = time.monotonic()
        _room(self._sent[0], ALL_A_SECOND, 1.0, now)
        if chat.id < 0:
            _room(self._sent[chat.id], GROUP_A_MINUTE, 60.0, now)
            self._sent[chat.id].append(now)
        self._sent[0].append(now)

    def place(self, chat: int) -> Chat:
        if chat not in self.chats:
            self.chats[chat] = Chat(chat, "private", f"用户{chat}")
        return self.chats[chat]

    def person(self, user: int) -> Json:
        return {
            "id": user,
            "is_bot": False,
            "first_name": self.place(user).title,
            "language_code": "zh-hans",
        }

    def message(self, chat: Chat, sender: Json, topic: int = 0) -> Json:
        message: Json = {
            "message_id": next(self.numbers),
            "from": sender,
            "chat": chat.said(),
            "date": self.moment(),
        }
        return message | ({"message_thread_id": topic, "is_topic_message": True} if topic else {})

    def moment(self) -> int:
        """Now, as messages carry it."""
        return int(self._now().timestamp() if self._now else time.time())

    def file(self, content: bytes) -> Json:
        file_id = f"file-{next(self.numbers)}"
        self.files[file_id] = content
        return _file(file_id, content)


def _file(file_id: str, content: bytes) -> Json:
    return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}


def inline(message: Json) -> list[Json]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for button in row]


def as_told(message: Json) -> Json:
    """A message as an answer or update carries it: of keyboards, only the inline one."""
    inline = "inline_keyboard" in message.get("reply_markup", {})
    return {name: value for name, value in message.items() if name != "reply_markup" or inline}


def _room(sent: deque[float], most: int, seconds: float, now: float) -> None:
    while sent and now - sent[0] >= seconds:
        sent.popleft()
    if len(sent) >= most:
        after = max(1, round(seconds - (now - sent[0])))
        raise Refusal(429, f"Too Many Requests: retry after {after}", retry_after=after)
