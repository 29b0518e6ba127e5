"""公众号 and 企业微信 on stage: a fake platform, and our side as it is served, talking HTTP to each other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import SecretStr
from sqlalchemy import func, select
from starlette.applications import Starlette

from bot.app import App
from bot.background import delivering
from bot.channels.contract import Channel
from bot.channels.wechat.adapter import WeChat
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wecom.adapter import WeCom
from bot.channels.wecom.settings import WeComSettings
from bot.clock import StoppedClock
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.wechat import Account, FakeWeChat
from bot.devtools.fakes.wecom import Application, FakeWeCom
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from handlers.message import Attachment
from storage import tables
from storage.tables import File, Inbox, Outbox
from storage.unit_of_work import UnitOfWork
from tests import newest

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
PATIENCE = 20.0


@dataclass
class Stage:
    """Our side at work on a stopped clock."""

    app: App
    channel: Channel
    clock: StoppedClock
    address: str

    def arrive(self, actor: Actor, account: str) -> int:
        """Somebody known, bound to this account."""
        accounts = [(self.channel.name, account)]
        return self.app.database.write(
            lambda work: enter(work, actor, accounts, self.app.rules, self.app.clock.now())
        ).result()

    def file(self, content: bytes, media_type: str) -> Attachment:
        """A file that may go with a reply."""

        def keep(work: UnitOfWork) -> None:
            person = enter(work, Actor("存档", "guest"), [("web", key)], self.app.rules, self.app.clock.now())
            account = work.session.scalars(
                select(tables.Account).where(tables.Account.person_id == person)
            ).one()
            kept = {"media_type": media_type, "content": content, "created_at": self.app.clock.now()}
            work.session.add(File(key=key, account_id=account.id, **kept))

        key = uuid4().hex
        self.app.database.write(keep).result()
        return Attachment(key, media_type, len(content))

    def rows(self, table: Any, *where: Any) -> int:
        with self.app.database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    def inbox(self, external_id: str = "%") -> int:
        return self.rows(Inbox, Inbox.external_id.like(external_id))

    def states(self, person_id: int) -> list[tuple[str, str | None]]:
        """What became of each message to somebody: state and reason."""
        with self.app.database.read() as connection:
            found = select(Outbox.state, Outbox.reason).where(Outbox.person_id == person_id)
            return [(row.state, row.reason) for row in connection.execute(found.order_by(Outbox.id))]

    def later(self, **span: float) -> None:
        """The clock moves on, and what is due goes out."""
        self.clock.at += timedelta(**span)
        self.app.clockwork.tick()


@contextmanager
def playing(channel: Channel, path: str, folder: Path, clock: StoppedClock) -> Iterator[Stage]:
    """An application with one channel, served."""
    app = open_app(newest.sqlite(folder / "yiqi.db"), clock=clock, channels=[channel])
    site = Starlette(routes=list(channel.routes()), lifespan=lambda _: delivering(app))
    try:
        with served(site) as address:
            yield Stage(app, channel, clock, address + path)
    finally:
        app.close()


@contextmanager
def wechat(
    folder: Path, clock: StoppedClock, key: str = "", **more: Any
) -> Iterator[tuple[FakeWeChat, Stage]]:
    """A 公众号; with a key it encrypts."""
    fake = FakeWeChat(Account(key=key), clock.now)
    with served(fake.app()) as api:
        settings = wechat_settings(fake.account, api, **more)
        with playing(WeChat(settings), settings.path, folder, clock) as stage:
            fake.callback = stage.address
            yield fake, stage


def wechat_settings(account: Account, api: str, **more: Any) -> WeChatSettings:
    """The settings that fit the account."""
    return WeChatSettings(
        enabled=True,
        app_id=account.app_id,
        secret=SecretStr(account.secret),
        token=SecretStr(account.token),
        encoding_aes_key=SecretStr(account.key),
        api=api,
        **({"menu": False} | more),
    )


@contextmanager
def wecom(folder: Path, clock: StoppedClock, **more: Any) -> Iterator[tuple[FakeWeCom, Stage]]:
    """An application of 企业微信."""
    fake = FakeWeCom(Application(), clock.now)
    with served(fake.app()) as api:
        settings = wecom_settings(fake.application, api, **more)
        with playing(WeCom(settings), settings.path, folder, clock) as stage:
            fake.callback = stage.address
            yield fake, stage


def wecom_settings(application: Application, api: str, **more: Any) -> WeComSettings:
    """The settings that fit the application."""
    return WeComSettings(
        enabled=True,
        corp_id=application.corp_id,
        agent_id=application.agent_id,
        secret=SecretStr(application.secret),
        token=SecretStr(application.token),
        encoding_aes_key=SecretStr(application.key),
        api=api,
        **more,
    )


def until(condition: Callable[[], Any], what: str = "it") -> Any:
    """Wait for something that happens on another thread."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} never came"
        time.sleep(0.01)
    return found


def in_time(stage: Stage, condition: Callable[[], Any]) -> None:
    """Wait for it while the clock goes on: what the limit holds back goes out."""

    def looked() -> bool:
        if not condition():
            stage.later(seconds=1)
        return bool(condition())

    until(looked)
