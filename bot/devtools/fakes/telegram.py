"""A Bot API server that is strict, in memory: here the people who write to the bot and look at what it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.devtools.fakes.telegram_methods import TOKEN, Chat, Fault, Json, Methods, as_told, inline

__all__ = ["TOKEN", "FakeTelegram", "Fault"]


class FakeTelegram(Methods):
    """One bot, its chats, and the updates that wait for it. Methods may be called from any thread."""

    def say(self, user: int, text: str = "", chat: int = 0, topic: int = 0, **content: Any) -> Json:
        """Somebody writes, or sends `contact=`, `location=`, `sticker=` …; the update, as it was handed in.

        `reply_to_message=`: a message of this chat; `date=`: the second of writing; `topic`: of this chat.
        """
        return self.mail.post(self.update_of(user, text, chat, topic, **content))

    def update_of(self, user: int, text: str = "", chat: int = 0, topic: int = 0, **content: Any) -> Json:
        """The update of what somebody writes, not handed in yet."""
        place, person = self.place(chat or user), self.person(user)
        parts = {name: part for name, part in {"text": text, **content}.items() if part}
        answered: Json = parts.get("reply_to_message") or {}
        if answered and answered["message_id"] not in place.messages:
            raise LookupError("no such message to reply to")
        if topic and topic not in place.topics:
            raise LookupError(f"no topic {topic}")
        message = self.message(place, person, topic) | parts
        place.messages[message["message_id"]] = message
        return self._update({"message": message})

    def edit(self, user: int, message: Json, text: str) -> Json:
        """Somebody gives a message of their own another wording; its moment of writing stays."""
        messages, number = self.place(message["chat"]["id"]).messages, message["message_id"]
        if messages[number]["from"]["id"] != user:
            raise LookupError("nobody edits what another said")
        words = {"caption" if "caption" in messages[number] else "text": text}
        messages[number] = messages[number] | words | {"edit_date": self.moment()}
        return self.mail.post(self._update({"edited_message": messages[number]}))

    def said(self, user: int, piece: str = "", chat: int = 0) -> Json:
        """The newest message of this person's with these words; raises `LookupError`."""
        for message in reversed(self.place(chat or user).messages.values()):
            if message["from"]["id"] == user and piece in str(
                message.get("text") or message.get("caption") or ""
            ):
                return message
        raise LookupError(piece)

    def send_photo(self, user: int, content: bytes, caption: str = "") -> Json:
        """A photo, as a phone sends it: in two sizes."""
        small, large = {"width": 90, "height": 90}, {"width": 800, "height": 800}
        sizes = [small | self.file(content[:9]), large | self.file(content)]
        return self.say(user, photo=sizes, caption=caption)

    def send_document(self, user: int, content: bytes, name: str, size: int | None = None) -> Json:
        """A file; `size` is what Telegram says of it."""
        said = {} if size is None else {"file_size": size}
        return self.say(user, document=self.file(content) | {"file_name": name} | said)

    def tap(self, user: int, caption: str, chat: int = 0) -> Json:
        """Tap the newest button with this caption; raises `LookupError` if there is none."""
        for message, button in self._buttons(chat or user):
            if button["text"] == caption:
                return self.press(user, message, button["callback_data"])
        raise LookupError(caption)

    def captions(self, chat: int) -> list[str]:
        """Of the buttons that can be tapped, the newest message first; then of those that were taken away."""
        return [button["text"] for _, button in self._buttons(chat)]

    def _buttons(self, chat: int) -> list[tuple[Json, Json]]:
        place = self.place(chat)
        shown = [
            (message, button) for message in reversed(place.messages.values()) for button in inline(message)
        ]
        return shown + place.gone[::-1]

    def press(self, user: int, message: Json, data: str) -> Json:
        """A callback with any data, as a client may send it."""
        query = str(next(self.numbers))
        self.answered[query] = None
        said = {
            "id": query,
            "from": self.person(user),
            "message": as_told(message),
            "chat_instance": "1",
            "data": data,
        }
        return self.mail.post(self._update({"callback_query": said}))

    def start(self, user: int) -> None:
        """Somebody opened the chat with the bot long ago; before that it may not write to them."""
        self.place(user)

    def standing(self, user: int, before: str, now: str) -> Json:
        """What we are in somebody's chat changes: «member» becomes «kicked» when they block us."""
        old, new = ({"user": self.me, "status": status, "until_date": 0} for status in (before, now))
        chat, sender = (
            {"id": user, "first_name": "x", "type": "private"},
            {"id": user, "is_bot": False, "first_name": "x"},
        )
        change = {
            "chat": chat,
            "from": sender,
            "date": 1772413200,
            "old_chat_member": old,
            "new_chat_member": new,
        }
        return self.mail.post(self._update({"my_chat_member": change}))

    def group(self, chat: int, title: str) -> None:
        """There is a group that the bot is in."""
        self.chats[chat] = Chat(chat, "supergroup", title)

    def topic(self, chat: int) -> int:
        """A topic is opened in a group (or a private chat that has them); its number."""
        number = next(self.numbers)
        self.place(chat).topics.add(number)
        return number

    def shown(self, chat: int) -> list[Json]:
        """What the bot has shown in a chat."""
        place = self.chats.get(chat)
        return [message for message in place.messages.values() if message["from"] == self.me] if place else []

    def wait(self, until: Callable[[], Any], seconds: float = 20.0) -> bool:
        """Until something is so after a call of the bot; False when it was not in time."""
        with self.changed:
            return bool(self.changed.wait_for(until, seconds))

    def _update(self, content: Json) -> Json:
        return {"update_id": next(self.numbers) + 900_000_000} | content
