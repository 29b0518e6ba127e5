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

from bot.app import House
from bot.channels.contract import Channel
from bot.channels.wechat.adapter import WeChat
from bot.channels.wechat.settings import WeChat as WeChatSection
from bot.channels.wecom.adapter import WeCom
from bot.channels.wecom.settings import WeCom as WeComSection
from bot.clock import StoppedClock
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.wechat import Account, FakeWeChat
from bot.devtools.fakes.wecom import Application, FakeWeCom
from bot.devtools.fixtures import Actor, enter
from bot.gateways.channels import doors_open
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

    house: House
    channel: Channel
    clock: StoppedClock
    address: str

    def arrive(self, actor: Actor, account: str) -> int:
        """Somebody known, bound to this account."""
        accounts = [(self.channel.name, account)]
        return self.house.write(
            lambda work: enter(work, actor, accounts, self.house.rules, self.house.now())
        ).result()

    def file(self, content: bytes, media_type: str) -> Attachment:
        """A file that may go with a reply."""

        def keep(work: UnitOfWork) -> None:
            person = enter(work, Actor("存档", "guest"), [("web", key)], self.house.rules, self.house.now())
            account = work.session.scalars(
                select(tables.Account).where(tables.Account.person_id == person)
            ).one()
            kept = {"media_type": media_type, "content": content, "created_at": self.house.now()}
            work.session.add(File(key=key, account_id=account.id, **kept))

        key = uuid4().hex
        self.house.write(keep).result()
        return Attachment(key, media_type, len(content))

    def rows(self, table: Any, *where: Any) -> int:
        with self.house.reader.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    def inbox(self, external_id: str = "%") -> int:
        return self.rows(Inbox, Inbox.external_id.like(external_id))

    def states(self, person_id: int) -> list[tuple[str, str | None]]:
        """What became of each message to somebody: state and reason."""
        with self.house.reader.connect() as connection:
            found = select(Outbox.state, Outbox.reason).where(Outbox.person_id == person_id)
            return [(row.state, row.reason) for row in connection.execute(found.order_by(Outbox.id))]

    def later(self, **span: float) -> None:
        """The clock moves on, and what is due goes out."""
        self.clock.at += timedelta(**span)
        self.house.tick()


@contextmanager
def playing(channel: Channel, path: str, folder: Path, clock: StoppedClock) -> Iterator[Stage]:
    """A house with one channel, served."""
    house = House(newest.sqlite(folder / "yiqi.db"), clock=clock, channels=[channel])
    app = Starlette(routes=list(channel.routes()), lifespan=lambda app: doors_open(house))
    try:
        with served(app) as address:
            yield Stage(house, channel, clock, address + path)
    finally:
        house.close()


@contextmanager
def wechat(
    folder: Path, clock: StoppedClock, key: str = "", **more: Any
) -> Iterator[tuple[FakeWeChat, Stage]]:
    """A 公众号; with a key it encrypts."""
    fake = FakeWeChat(Account(key=key), clock.now)
    with served(fake.app()) as api:
        section = wechat_section(fake.account, api, **more)
        with playing(WeChat(section), section.path, folder, clock) as stage:
            fake.callback = stage.address
            yield fake, stage


def wechat_section(account: Account, api: str, **more: Any) -> WeChatSection:
    """The settings that fit the account."""
    return WeChatSection(
        enabled=True,
        app_id=account.app_id,
        secret=SecretStr(account.secret),
        token=SecretStr(account.token),
        encoding_aes_key=SecretStr(account.key),
        api=api,
        **({"menu": False} | more),
    )


@contextmanager
def wecom(folder: Path, clock: StoppedClock) -> Iterator[tuple[FakeWeCom, Stage]]:
    """An application of 企业微信."""
    fake = FakeWeCom(Application(), clock.now)
    with served(fake.app()) as api:
        section = wecom_section(fake.application, api)
        with playing(WeCom(section), section.path, folder, clock) as stage:
            fake.callback = stage.address
            yield fake, stage


def wecom_section(application: Application, api: str) -> WeComSection:
    """The settings that fit the application."""
    return WeComSection(
        enabled=True,
        corp_id=application.corp_id,
        agent_id=application.agent_id,
        secret=SecretStr(application.secret),
        token=SecretStr(application.token),
        encoding_aes_key=SecretStr(application.key),
        api=api,
    )


def until(condition: Callable[[], Any], what: str = "it") -> Any:
    """Wait for something that happens on another thread."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} never came"
        time.sleep(0.01)
    return found


def in_time(stage: Stage, condition: Callable[[], Any]) -> None:
    """Wait for it while the clock goes on: what the pace holds back goes out."""

    def looked() -> bool:
        if not condition():
            stage.later(seconds=1)
        return bool(condition())

    until(looked)
