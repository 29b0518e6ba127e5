"""What deeds have to send by short message goes out after their commit, on threads of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Protocol

import click
import structlog

from actions.people.code_receipts import code_taken, key_of
from actions.people.sign_in import code_not_sent
from bot.channels.contract import NotSent
from bot.channels.sms.aliyun import Aliyun
from bot.channels.sms.settings import SmsSettings
from bot.runtime.database import Database
from storage.unit_of_work import Text, UnitOfWork

AT_ONCE = 4
log = structlog.get_logger()


class Sender(Protocol):
    """Who takes short messages."""

    def send(self, phone: str, code: str, key: str) -> str:
        """Send a code to a telephone under our `key`, and give the vendor's number of it; raises `bot.channels.contract.NotSent`. May block."""


class OnScreen:
    """For trying out: the code stands on standard error, where whoever started the server reads it."""

    def send(self, phone: str, code: str, key: str) -> str:
        click.echo(f"验证码 / code {code} → {phone}", err=True)
        return ""


class Texts:
    """Sends; whoever waits in vain is told so."""

    def __init__(self, sender: Sender, database: Database, now: Callable[[], datetime]) -> None:
        self._sender = sender
        self._database = database
        self._now = now
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="texts")

    def after(self, work: UnitOfWork) -> None:
        """Send what this unit of work has, once it is committed."""
        for text in work.texts:
            work.after_commit.append(partial(self._begin, text))

    def _begin(self, text: Text) -> None:
        self._threads.submit(self._send, text)

    def close(self) -> None:
        """Finish what is under way."""
        self._threads.shutdown()

    def _send(self, text: Text) -> None:
        try:
            number = self._sender.send(text.phone, text.code, key_of(text.code_id))
            if number:
                self._database.write(lambda work: code_taken(work, text.code_id, number))
            return
        except NotSent as trouble:
            log.warning("no code sent", trouble=trouble.trouble, reason=trouble.reason)
        except Exception as error:
            log.error("no code sent", error=type(error).__name__)
        self._database.write(lambda work: code_not_sent(work, text, self._now()))


def texts_of(settings: SmsSettings, database: Database, now: Callable[[], datetime]) -> Texts | None:
    """The sender of these settings; None where there is none."""
    if not settings.vendor:
        return None
    sender: Sender = OnScreen() if settings.vendor == "log" else Aliyun(settings, now)
    return Texts(sender, database, now)
