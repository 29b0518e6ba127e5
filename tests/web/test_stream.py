"""The lines of the chat, live and again."""

from __future__ import annotations

import json
import time
from itertools import count
from threading import Thread
from time import monotonic
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.channels.terminal.adapter import Terminal
from bot.gateways.pages import PageGateway
from storage.tables import Account
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import SECRET, Guest, Site


def test_the_stream_replays_what_was_missed(site: Site) -> None:
    guest = site.newcomer()
    guest.say("你好")
    lines = guest.lines()
    assert [seq for seq, _ in lines] == list(range(1, len(lines) + 1))
    assert guest.lines(after="1") == lines[1:]
    assert guest.lines(after=str(lines[-1][0])) == []


def test_a_message_posted_again_is_one_line_with_the_same_answers(site: Site) -> None:
    guest = site.newcomer()
    uuid = str(uuid4())
    assert guest.say("你好", uuid).json() == {"ok": True}
    lines = guest.lines()
    assert guest.say("你好", uuid.upper()).json() == {"ok": True}
    assert guest.lines() == lines
    assert [json.loads(data)["id"] for _, data in lines].count(uuid) == 1


def test_copies_at_the_same_moment_are_one_line(site: Site) -> None:
    guest = site.newcomer()
    uuid = str(uuid4())
    copies = [Thread(target=guest.say, args=("你好", uuid)) for _ in range(20)]
    for copy in copies:
        copy.start()
    for copy in copies:
        copy.join()
    assert [json.loads(data)["id"] for _, data in guest.lines()].count(uuid) == 1


@pytest.mark.parametrize("after", ["x", "-2", "1.5", "9" * 30, "１"])
def test_a_position_that_is_none_is_refused(site: Site, after: str) -> None:
    guest = site.newcomer()
    assert guest.client.get(f"{guest.home}stream", params={"after": after}).status_code == 400


def test_a_new_line_comes_at_once(site: Site) -> None:
    guest = site.newcomer()
    with guest.client.stream("GET", f"{guest.home}stream") as response:
        arriving = response.iter_lines()
        assert "event: ready" in arriving
        guest.say("在吗")
        assert next(line for line in arriving if line.startswith("id:")) == "id: 1"


def test_an_open_stream_does_not_keep_the_server_from_ending(own_site: Site) -> None:
    guest = own_site.newcomer()
    with guest.client.stream("GET", f"{guest.home}stream") as response:
        arriving = response.iter_lines()
        assert "event: ready" in arriving
        started = monotonic()
        own_site.stop()
        assert list(arriving)[-1:] in ([], [""])
    assert monotonic() - started < 3


def test_a_notice_reaches_the_other_ones_open_page(own_site: Site) -> None:
    factory, lawyer = (_enter(own_site, slot) for slot in ("factory-zhang", "lawyer-li"))
    with lawyer.client.stream("GET", f"{lawyer.home}stream") as response:
        arriving = response.iter_lines()
        assert "event: ready" in arriving
        factory.say("有个员工没签劳动合同，现在要我们赔双倍工资，想找人问问")
        factory.say("确认")
        notice = next(line for line in arriving if '"bot"' in line)
    assert "新需求" in notice
    assert "蓝湾" not in notice


def _enter(site: Site, slot: str) -> Guest:
    guest = Guest(site.client(), f"/chat/{slot}/")
    guest.client.get(f"/demo/as/{slot}")
    assert SECRET in guest.client.cookies.values()
    return guest


@pytest.mark.parametrize("elsewhere", [True, False])
def test_an_open_page_rests_while_its_person_writes_elsewhere(
    own_site: Site, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    """Lines of another account are newer than the last one here for ever: they must not keep the page asking."""
    looks = count()
    newest = PageGateway._newest
    monkeypatch.setattr(PageGateway, "_newest", lambda pages, person: (next(looks), newest(pages, person))[1])
    guest = own_site.newcomer()
    if elsewhere:
        own_site.app.database.write(_telegram_too).result()
        Terminal(own_site.app.inbound, "too", "telegram").say("你好")
    with guest.client.stream("GET", f"{guest.home}stream") as response:
        lines = response.iter_lines()
        while next(lines) != "event: ready":
            pass
        time.sleep(1)
        assert next(looks) < 5


def _telegram_too(work: UnitOfWork) -> None:
    newest = work.session.scalars(select(Account).order_by(Account.id.desc())).first()
    assert newest
    known = {"person_id": newest.person_id, "created_at": newest.created_at}
    work.session.add(Account(channel="telegram", external_id="too", **known))


def test_what_was_said_is_found_in_ones_own_chat_alone(site: Site) -> None:
    guest, other = site.newcomer(), site.newcomer()
    guest.say("服务清单")
    guest.lines()
    found = guest.client.get(f"{guest.home}find", params={"q": "清单"}).json()
    assert found["found"]
    assert all("清单" in one["text"] for one in found["found"])
    assert found["before"] == 0
    assert guest.client.get(f"{guest.home}find", params={"q": "没有这句话"}).json() == {
        "found": [],
        "before": 0,
    }
    assert guest.client.get(f"{guest.home}find", params={"q": " "}).status_code == 422
    assert other.client.get(f"{guest.home}find", params={"q": "清单"}).status_code == 403
