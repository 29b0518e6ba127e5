"""Letters handed to an SMTP server, each on a connection of its own; every error sorted."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage

import structlog
from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
)

from bot.channels.contract import NotSent
from bot.channels.email.settings import EmailSettings

SECONDS = 20.0
TEMPORARY = range(400, 500)
log = structlog.get_logger()


async def hand_over(settings: EmailSettings, made: EmailMessage, to: str) -> None:
    """Give a letter to the server; raises `NotSent`, with `uncertain` once its text was on the way and no answer came."""
    on_the_way = False
    try:
        async with asyncio.timeout(SECONDS), _client(settings) as client:
            await _log_in(settings, client)
            await client.mail(settings.sender)
            await client.rcpt(to)
            on_the_way = True
            await client.data(made.as_bytes())
    except SMTPResponseException as error:
        raise _sorted(error) from None
    except (SMTPException, OSError, TimeoutError) as error:
        raise NotSent("wait", type(error).__name__, uncertain=on_the_way) from None


async def reachable(settings: EmailSettings) -> list[str]:
    """What the server says of these settings, a line each."""
    try:
        async with asyncio.timeout(SECONDS), _client(settings) as client:
            await _log_in(settings, client)
    except SMTPAuthenticationError:
        return ["email.user、email.password：服务器不认。密码多半要用邮箱后台给的授权码。"]
    except (SMTPException, OSError, TimeoutError) as error:
        return [
            f"email.host、email.port、email.tls：连不上 {settings.host}:{settings.port}（{type(error).__name__}）。"
        ]
    return []


def _client(settings: EmailSettings) -> SMTP:
    return SMTP(
        hostname=settings.host,
        port=settings.port,
        use_tls=settings.tls == "tls",
        start_tls=settings.tls == "starttls",
        timeout=SECONDS,
        local_hostname="yiqi",
    )


async def _log_in(settings: EmailSettings, client: SMTP) -> None:
    if settings.user:
        await client.login(settings.user, settings.password.get_secret_value())


def _sorted(error: SMTPResponseException) -> NotSent:
    """By the number alone: the server's words may name the person."""
    reason = f"{type(error).__name__} {error.code}"
    if isinstance(error, SMTPAuthenticationError | SMTPConnectError):
        log.error("the mail server refuses us", code=error.code)
        return NotSent("wait", reason)
    if error.code in TEMPORARY or error.code < 0:
        return NotSent("wait", reason)
    return NotSent("blocked" if isinstance(error, SMTPRecipientRefused) else "broken", reason)
