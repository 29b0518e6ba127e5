"""A mail server to try letters against: aiosmtpd itself, with answers that can be planned."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass(slots=True)
class FakeMail:
    """One mailbox for everybody. `plan`: answers that the next recipients (`rcpt`) and letters (`data`) get.

    `hangs_up`: it takes a letter and is gone before it says so.
    """

    user: str = "yiqi"
    password: str = "a code for programs"
    came: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    plan: dict[str, list[str]] = field(default_factory=dict)
    hangs_up: bool = False

    def to(self, address: str) -> list[EmailMessage]:
        """The letters that this address has had."""
        return [letter for recipients, letter in self.came if address in recipients]

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's own name)
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if said := self._planned("rcpt"):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if said := self._planned("data"):
            return said
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.came.append((list(envelope.rcpt_tos), letter))
        if self.hangs_up:
            server.transport.abort()
        return "250 OK"

    def log_in(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        """Whether this is the one user there is."""
        known = LoginPassword(self.user.encode(), self.password.encode())
        return AuthResult(success=isinstance(given, LoginPassword) and given == known, handled=False)

    def _planned(self, step: str) -> str:
        waiting = self.plan.get(step)
        return waiting.pop(0) if waiting else ""


@contextmanager
def mail_served(fake: FakeMail, **how: Any) -> Iterator[int]:
    """Serve on a loopback port, which it gives; `how` goes to aiosmtpd."""
    controller = Controller(
        fake,
        hostname="127.0.0.1",
        port=_free_port(),
        authenticator=fake.log_in,
        auth_require_tls=False,
        **how,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
