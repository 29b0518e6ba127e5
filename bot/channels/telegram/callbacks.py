"""What a button carries: a token, until when it holds, and a mark that only we can make for this one person.

Telegram gives 64 bytes and hands back whatever a client sends, so a button is worth no more than its mark.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

GOOD_FOR = timedelta(days=30)
_MARK = 12
"""Characters of the mark: 72 bits."""
_UNTIL = 6
"""Characters of the moment: seconds since 1970 in hours, as hexadecimal."""


class Foreign(Exception):
    """A button that this person was not given."""


class Stale(Exception):
    """A button of long ago."""


class Callbacks:
    """Signs and checks. The key follows from the bot's token: who takes a new token ends the old buttons."""

    def __init__(self, token: str) -> None:
        self._key = sha256(b"yiqi callback\0" + token.encode()).digest()

    def sign(self, user: str, action: str, now: datetime) -> str:
        """The data of a button for this user; an action has room for `handlers.engine.tokens.ON_A_BUTTON` bytes."""
        until = f"{int((now + GOOD_FOR).timestamp()) // 3600:0{_UNTIL}x}"
        return f"{self._mark(user, action, until)}{until}{action}"

    def read(self, user: str, data: str, now: datetime) -> str:
        """The action of a button that this user tapped; raises `Foreign` or `Stale`."""
        mark, until, action = data[:_MARK], data[_MARK : _MARK + _UNTIL], data[_MARK + _UNTIL :]
        if not hmac.compare_digest(mark.encode(), self._mark(user, action, until).encode()):
            raise Foreign
        if int(until, 16) * 3600 < now.timestamp():
            raise Stale
        return action

    def _mark(self, user: str, action: str, until: str) -> str:
        made = hmac.digest(self._key, f"{user}\n{until}\n{action}".encode(), "sha256")
        return urlsafe_b64encode(made).decode()[:_MARK]
