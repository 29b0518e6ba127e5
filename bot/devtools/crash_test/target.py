"""A process to be killed: the very `yiqi serve` or `yiqi worker`, with a Telegram bot whose server is the fake one.

python -m bot.devtools.crash_test.target serve|web|worker DATABASE API PORT
"""

from __future__ import annotations

import sys

from pydantic import SecretStr

from bot.app import House
from bot.channels.found import open_telegram
from bot.channels.telegram.settings import Telegram
from bot.channels.web.adapter import WebDesk
from bot.delivery.job_queue import Jobs, prepare
from bot.devtools.fakes.telegram import TOKEN
from bot.serve import serve, work

SECRET = "a-secret-of-the-killed"
PATH = "/telegram"
TICK_SECONDS = 5


def main(role: str, database: str, api: str, port: str) -> None:
    """Run until killed."""
    section = Telegram(
        enabled=True,
        token=SecretStr(TOKEN),
        webhook=f"http://127.0.0.1:{port}{PATH}",
        webhook_secret=SecretStr(SECRET),
        api=api,
    )
    jobs = Jobs() if database.startswith("postgresql") else None
    house = House(database, channels=[open_telegram(section)], dispatch=jobs)
    if jobs:
        prepare(house.engine)
    if role == "worker":
        work(house, TICK_SECONDS)
    else:
        serve(
            house,
            WebDesk(house),
            host="127.0.0.1",
            port=int(port),
            tick_seconds=TICK_SECONDS,
            web_only=role == "web",
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
