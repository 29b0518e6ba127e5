"""Updates on their way to the bot: pushed to its webhook, tried again until it takes them, or waiting to be fetched."""

from __future__ import annotations

import json
from threading import Condition
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bot.devtools.fakes.telegram_rules import SECRET, Refusal, bad

Json = dict[str, Any]
PATIENCE = 60


class Mail:
    """What waits, in order. With a webhook, `post` returns when the bot has answered."""

    def __init__(self) -> None:
        self.waiting: list[Json] = []
        self.url = ""
        self.secret = ""
        self.statuses: list[int] = []
        self.error = ""
        self._allowed: list[str] | None = None
        self._changed = Condition()
        self._polls = 0

    def set_webhook(self, url: str, secret: str, allowed: list[str] | None) -> None:
        """Where to push; an empty address ends it. Only HTTPS, or this machine."""
        if url and not url.startswith(("https://", "http://127.0.0.1:")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        self.url, self.secret, self._allowed = url, secret, allowed or self._allowed

    def info(self) -> Json:
        """getWebhookInfo."""
        info = {"url": self.url, "has_custom_certificate": False, "pending_update_count": len(self.waiting)}
        return info | ({"last_error_message": self.error, "last_error_date": 1} if self.error else {})

    def post(self, update: Json) -> Json:
        """Hand an update to the bot, or leave it to be fetched."""
        if self._allowed is None or any(kind in update for kind in self._allowed):
            with self._changed:
                self.waiting.append(update)
                self._changed.notify_all()
            if self.url:
                self.push(update)
        return update

    def push(self, update: Json) -> int:
        """Call the webhook; taken means 2xx, anything else and the update goes on waiting. 0: no answer."""
        body = json.dumps(update, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.secret}
        try:
            with urlopen(Request(self.url, body, headers), timeout=PATIENCE) as answer:
                status = int(answer.status)
        except HTTPError as error:
            status = error.code
            error.close()
        except (URLError, TimeoutError, ConnectionError):
            status = 0
        with self._changed:
            self.statuses.append(status)
            self.error = "" if 200 <= status < 300 else f"Wrong response from the webhook: {status or 'none'}"
            if 200 <= status < 300 and update in self.waiting:
                self.waiting.remove(update)
        return status

    def push_waiting(self) -> None:
        """Try again what was not taken."""
        for update in list(self.waiting) if self.url else []:
            self.push(update)

    def fetch(
        self, offset: int = 0, timeout: int = 0, limit: int = 100, allowed_updates: list[str] | None = None
    ) -> list[Json]:
        """getUpdates: what waits from this number on; what is before it is done with. Blocks for up to `timeout` s."""
        if self.url:
            raise Refusal(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"
            )
        with self._changed:
            self._polls += 1
            mine = self._polls
            self._changed.notify_all()
            self._allowed = allowed_updates or self._allowed
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
            self._changed.wait_for(lambda: self.waiting or self._polls != mine, timeout)
            if self._polls != mine:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
            return self.waiting[:limit]

    def close(self) -> None:
        """End a waiting poll: the server is closing."""
        with self._changed:
            self._polls += 1
            self._changed.notify_all()
