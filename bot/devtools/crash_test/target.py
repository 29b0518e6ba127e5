"""A process to be killed: the very `yiqi serve` or `yiqi worker`, with a Telegram bot whose server is the fake one.

python -m bot.devtools.crash_test.target serve|web|worker DATABASE API PORT
"""

from __future__ import annotations

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


def main(role: str, database: str, api: str, port: str) -> None:
    """Run until killed."""
    log.configure()
    telegram = TelegramSettings(
        enabled=True,
        token=SecretStr(TOKEN),
        webhook=f"http://127.0.0.1:{port}{PATH}",
        webhook_secret=SecretStr(SECRET),
        api=api,
    )
    app = open_app(
        database,
        channels=[telegram.open()],
        by_workers=database.startswith("postgresql"),
        port=int(port),
        tick_seconds=TICK_SECONDS,
        secure_cookies=True,
    )
    if role == "worker":
        work(app)
    else:
        serve(app, web_only=role == "web")


if __name__ == "__main__":
    main(*sys.argv[1:])
