"""Who asks too much is turned away with a kind word, and nobody else feels it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select
from starlette.responses import Response
from starlette.routing import Route

from handlers.message import Incoming
from programme.buckets import Allowance
from storage.tables import Account, Inbox
from tests.web.conftest import Guest, Site, serving
from web import doorkeeper, patience
from web.guard import Guard, Limits

HARDLY = 1
"""An hour's allowance that gives nothing back within a test."""
SMALL = Limits(
    connections=Allowance(60, HARDLY),
    requests=Allowance(40, HARDLY),
    refusals=Allowance(2, HARDLY),
    newcomers=Allowance(3, HARDLY),
    messages=Allowance(2, 60),
    files=Allowance(1, HARDLY),
    streams=(1, 2, 10),
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(doorkeeper, "HELD_FOR", 0.01)
    forged = Route("/vendor", lambda request: Response(status_code=403), methods=["POST"])
    with serving(tmp_path, guard=Guard(SMALL, time.monotonic), callbacks=[forged]) as site:
        yield site


def from_address(site: Site, address: str) -> httpx.Client:
    """A browser behind another address of this machine."""
    client = httpx.Client(
        base_url=site.base, timeout=10, transport=httpx.HTTPTransport(local_address=address)
    )
    site.clients.append(client)
    return client


def guest_from(site: Site, address: str) -> Guest:
    client = from_address(site, address)
    return Guest(client, client.get("/chat/").headers["location"])


def rows(site: Site, table: type[Account] | type[Inbox]) -> int:
    with site.app.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_who_writes_too_fast_is_told_when_to_go_on_and_others_are_not_slowed(site: Site) -> None:
    fast, calm = site.newcomer(), site.newcomer()
    before = rows(site, Inbox)
    answers = [fast.say("你好") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert "会自动再发" in answers[2].json()["error"]
    assert 30 <= int(answers[2].headers["retry-after"]) <= 60
    assert rows(site, Inbox) == before + 2
    assert calm.say("你好").status_code == 200


def test_of_one_address_one_message_is_written_at_a_time_and_another_waits_for_none_of_it(site: Site) -> None:
    crowd = [guest_from(site, "127.0.0.2") for _ in range(3)]
    calm, desk = guest_from(site, "127.0.0.3"), site.pages.state.desk
    under_way, together = Counter[str](), set[tuple[tuple[str, int], ...]]()
    receive = desk.receive

    async def slowly(incoming: Incoming) -> None:
        under_way[incoming.address] += 1
        together.add(tuple(sorted((+under_way).items())))
        await asyncio.sleep(0.1)
        await receive(incoming)
        under_way[incoming.address] -= 1

    desk.receive = slowly
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda guest: guest.say("你好").status_code, [*crowd, calm]))
    assert answers == [200] * 4
    assert (("127.0.0.2", 1), ("127.0.0.3", 1)) in together
    assert max(count for moment in together for _, count in moment) == 1


def test_one_address_opens_only_so_many_chats(site: Site) -> None:
    crowd = from_address(site, "127.0.0.2")
    before = rows(site, Account)
    answers = [crowd.get("/chat/?new", headers={"Accept": "text/html"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429, 429]
    assert "原来的对话照常能用" in answers[3].text
    assert rows(site, Account) == before + 3
    assert from_address(site, "127.0.0.3").get("/chat/").status_code == 303


def test_one_address_asks_only_so_much(site: Site) -> None:
    crowd = from_address(site, "127.0.0.2")
    statuses = [crowd.get("/nowhere").status_code for _ in range(45)]
    assert statuses == [404] * 40 + [429] * 5
    refused = crowd.get("/nowhere")
    assert (refused.headers["connection"], refused.json()) == (
        "close",
        {"error": "请求太多了，请过一分钟再试。"},
    )
    assert from_address(site, "127.0.0.3").get("/nowhere").status_code == 404


def test_forged_calls_are_listened_to_only_so_often(site: Site) -> None:
    forger = from_address(site, "127.0.0.2")
    assert [forger.post("/vendor").status_code for _ in range(4)] == [403, 403, 429, 429]
    assert from_address(site, "127.0.0.3").post("/vendor").status_code == 403


def test_one_account_sends_only_so_many_files(site: Site) -> None:
    guest = site.newcomer()

    def upload() -> httpx.Response:
        files = {"file": ("a.csv", b"a,b\n1,2\n", "text/csv")}
        return guest.client.post(f"{guest.home}files", data={"id": str(uuid4())}, files=files)

    assert [upload().status_code for _ in range(2)] == [200, 429]
    assert "先用文字说" in upload().json()["error"]


def test_one_account_has_only_so_many_pages_open(site: Site) -> None:
    guest = site.newcomer()
    with guest.client.stream("GET", f"{guest.home}stream") as first:
        assert first.status_code == 200
        with guest.client.stream("GET", f"{guest.home}stream") as second:
            assert second.status_code == 429
    deadline = time.monotonic() + 5
    while guest.client.get(f"{guest.home}stream", params={"after": "x"}).status_code != 400:
        assert time.monotonic() < deadline
    assert guest.lines() == guest.lines()  # each closed again at its end


def test_a_connection_that_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.2)
    for said in (b"", b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: "):
        assert answered(site, said) == b""
    assert b"200 OK" in answered(site, b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setattr(patience, "REQUEST_SECONDS", 0.2)
    guest = site.newcomer()
    cookie = "; ".join(f"{name}={value}" for name, value in guest.client.cookies.items())
    head = f"POST {guest.home}messages HTTP/1.1\r\nHost: a\r\nCookie: {cookie}\r\n"
    head += "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    started = time.monotonic()
    assert b"200" not in answered(site, head.encode())
    assert time.monotonic() - started < 3


def test_headers_without_end_are_not_read_on(site: Site) -> None:
    endless = b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + b"X-More: more\r\n" * 8000
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        assert answered(site, endless) == b""


def test_one_address_holds_only_so_many_connections(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setattr(patience, "MOST_CONNECTIONS", 3)

    async def held() -> list[bool]:
        port = int(site.base.rpartition(":")[2])
        opened = []
        for _ in range(5):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.4", 0))
            opened.append((reader, writer))
        alive = []
        for reader, writer in opened:
            with contextlib.suppress(ConnectionResetError):
                writer.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            try:
                alive.append(b"200" in await reader.read(100))
            except ConnectionResetError:
                alive.append(False)
        for _, writer in opened:
            writer.close()
        return alive

    assert asyncio.run(held()) == [True, True, True, False, False]


def test_one_address_opens_connections_only_so_fast(site: Site) -> None:
    said = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    answers = [answered(site, said) for _ in range(65)]
    assert [b"200 OK" in answer for answer in answers] == [True] * 60 + [False] * 5
    assert from_address(site, "127.0.0.5").get("/healthz").status_code == 200


def answered(site: Site, said: bytes) -> bytes:
    """What the server says to this until it closes the connection."""
    with socket.create_connection(("127.0.0.1", int(site.base.rpartition(":")[2])), timeout=5) as line:
        answer = b""
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            line.sendall(said)
            while more := line.recv(4096):
                answer += more
        return answer
