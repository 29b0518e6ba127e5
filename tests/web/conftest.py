"""A whole application with its pages on a port of its own, and people who live in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from uuid import uuid4

import httpx
import pytest
import uvicorn
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app import App
from bot.channels.sms.settings import SmsSettings
from bot.channels.web.adapter import WebChat, hashed
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.gateways.health import HealthGateway
from bot.gateways.pages import PageGateway
from storage.tables import Account
from storage.unit_of_work import UnitOfWork
from tests import newest
from web.app import create_app
from web.guard import Guard, open_to_all
from web.listening import listen
from web.patience import patient
from web.ports import Visitor
from web.server import Server

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
SINCE = date(2025, 6, 1)
SECRET = "a-secret-of-the-sample-world"
PEOPLE = {
    "factory-zhang": Actor("张厂长", "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂"),
    "lawyer-li": Actor("李律师", "expert", "440802", domains=("law", "hr"), certified=SINCE),
    "accountant-wang": Actor("王会计", "expert", "440803", domains=("tax",), certified=SINCE),
}


@dataclass(frozen=True)
class Site:
    """The application, and where its pages are."""

    app: App
    clock: StoppedClock
    base: str
    server: Server
    pages: Starlette
    clients: list[httpx.Client] = field(default_factory=list)

    def stop(self) -> None:
        """Ask the server to end."""
        self.server.should_exit = True

    def client(self) -> httpx.Client:
        """A browser with a jar of its own."""
        self.clients.append(httpx.Client(base_url=self.base, timeout=10))
        return self.clients[-1]

    def newcomer(self) -> Guest:
        """Somebody who opens the chat for the first time."""
        client = self.client()
        return Guest(client, client.get("/chat/").headers["location"])


@dataclass(frozen=True)
class Guest:
    """A browser and the address of its chat."""

    client: httpx.Client
    home: str

    def say(self, text: str, uuid: str | None = None) -> httpx.Response:
        """Post a message."""
        return self.client.post(f"{self.home}messages", json={"id": uuid or str(uuid4()), "text": text})

    def lines(self, after: str | None = None) -> list[tuple[int, str]]:
        """(id, data) of each line until the stream has caught up."""
        headers = {"Last-Event-ID": after} if after else {}
        with self.client.stream("GET", f"{self.home}stream", headers=headers) as response:
            assert response.status_code == 200
            return list(_until_ready(response))


def _until_ready(response: httpx.Response) -> Iterator[tuple[int, str]]:
    seq = 0
    for text in response.iter_lines():
        name, _, value = text.partition(": ")
        if text == "event: ready":
            return
        if name == "id":
            seq = int(value)
        elif name == "data":
            yield seq, value


@contextmanager
def serving(
    folder: Path,
    *,
    demo: bool = True,
    secure_cookies: bool = False,
    guard: Guard | None = None,
    callbacks: Sequence[BaseRoute] = (),
    sms: SmsSettings | None = None,
    monitors: Sequence[str] = ("127.0.0.1",),
    database: str | None = None,
    centres: Sequence[dict[str, str]] = (),
) -> Iterator[Site]:
    """A site of its own for as long as the context lasts; on SQLite, unless another database is named."""
    clock = StoppedClock(MONDAY)
    address = database or newest.sqlite(folder / "yiqi.db")
    app = open_app(address, clock=clock, sms=sms or SmsSettings(), centres=centres)
    pages = create_app(
        _desk(app),
        guard=guard,
        demo=demo,
        signs_in=sms is not None,
        secure_cookies=secure_cookies,
        callbacks=callbacks,
        health=HealthGateway(app.inbound),
        monitors=monitors,
    )
    listening = listen("127.0.0.1", 0, guard or open_to_all())
    server = Server(uvicorn.Config(pages, http=patient(), log_level="error"))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    site = Site(app, clock, f"http://127.0.0.1:{listening.getsockname()[1]}", server, pages)
    try:
        yield site
    finally:
        for client in site.clients:
            client.close()
        server.should_exit = True
        thread.join(10)
        app.close()
        listening.close()
    assert not thread.is_alive(), "the server did not end"


def _desk(app: App) -> WebChat:
    visitors = [
        Visitor(slot, SECRET, actor.name, actor.role, actor.enterprise) for slot, actor in PEOPLE.items()
    ]
    app.database.write(lambda work: _populate(work, app)).result()
    return WebChat(PageGateway(app.inbound), visitors)


def _populate(work: UnitOfWork, app: App) -> None:
    for slot, actor in PEOPLE.items():
        enter(work, actor, [("web", slot)], app.rules, app.clock.now())
        work.flush()
        account = work.session.scalars(select(Account).where(Account.external_id == slot)).one()
        account.secret_hash = hashed(SECRET)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demo site for the tests that do not disturb each other."""
    with serving(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """A demo site for a test that lives a talk."""
    with serving(tmp_path) as site:
        yield site
