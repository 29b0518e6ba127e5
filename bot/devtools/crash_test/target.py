"""A process to be killed: the very `yiqi serve` or `yiqi worker`, with a Telegram bot whose server is the fake one."""

from __future__ import annotations

import os
import sys

from pydantic import SecretStr

from bot import log
from bot.channels.telegram.settings import TelegramSettings
from bot.devtools.fakes.telegram import TOKEN
from bot.devtools.opened import open_app
from bot.serve import serve, work

SECRET = "a-secret-of-the-crash-test"
PATH = "/telegram"
TICK_SECONDS = 5


def run(role: str, database: str, api: str, port: int, logged: str) -> None:
    """`serve`, `web` or `worker` until killed; what it logs goes to the end of a file."""
    with open(logged, "ab", buffering=0) as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
        os.dup2(file.fileno(), sys.stdout.fileno())
    log.configure()
    app = open_app(
        database,
        channels=[_telegram(api, port).open()],
        by_workers=database.startswith("postgresql"),
        port=port,
        tick_seconds=TICK_SECONDS,
        secure_cookies=True,
    )
    if role == "worker":
        work(app)
    else:
        serve(app, web_only=role == "web")


def _telegram(api: str, port: int) -> TelegramSettings:
    return TelegramSettings(
        enabled=True,
        token=SecretStr(TOKEN),
        webhook=f"http://127.0.0.1:{port}{PATH}",
        webhook_secret=SecretStr(SECRET),
        api=api,
    )
