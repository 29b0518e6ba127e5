"""Staff read a relayed chat at the console: with a reason, on record, in their place alone; they end it, and both sides hear why."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from actions.offers.chat import say_in_chat
from bot.app import App
from storage.queries.people.speakers import by_person
from storage.tables import Account, Audit, ChatLine, File, Need, Outbox, ServiceChat
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SECRET, Site
from tests.web.console import at_desk, open_desks, words

PHOTO = (Path(__file__).parents[1] / "payloads" / "photos" / "contract.jpg").read_bytes()


@pytest.fixture
def ids(own_site: Site) -> dict[str, int]:
    """Offices, and a service about which both sides have written; the firm sent a photo."""
    found = open_desks(own_site)

    def talk(work: UnitOfWork) -> int:
        taken = {
            "state": "accepted",
            "expert_id": found["expert peng"],
            "accepted_at": MONDAY - timedelta(hours=2),
        }
        work.session.execute(update(Need).where(Need.id == found["need"]).values(taken))
        account = work.session.scalars(select(Account.id).where(Account.person_id == found["shop"])).first()
        work.session.add(
            File(key="photo", account_id=account, media_type="image/jpeg", content=PHOTO, created_at=MONDAY)
        )
        work.session.flush()
        expert, firm = (by_person(work, found[who]) for who in ("peng", "shop"))
        assert expert
        assert firm
        say_in_chat(work, expert, found["need"], "我的电话是13612345678", MONDAY)
        return say_in_chat(work, firm, found["need"], "这是合同", MONDAY, file="photo").line

    return found | {"line": own_site.app.database.write(talk).result()}


def on_record(app: App, deed: str) -> list[dict[str, str]]:
    with app.database.read() as connection:
        return [
            one or {} for one in connection.execute(select(Audit.words).where(Audit.deed == deed)).scalars()
        ]


def test_a_reason_comes_first_and_who_looked_stands_with_the_need(
    own_site: Site, ids: dict[str, int]
) -> None:
    desk, path = at_desk(own_site, "he"), f"/needs/{ids['need']}"
    shown = words(desk.get(path))
    assert "聊过 2 句，有事由才能看" in shown
    assert "这是合同" not in shown
    assert "这是合同" not in words(desk.get(f"{path}/chat"))
    assert "写具体一点" in words(desk.post(f"{path}/chat", reason="看"))
    assert on_record(own_site.app, "read_chat") == []
    read = words(desk.post(f"{path}/chat", reason="企业投诉，核实两边怎么说的"))
    assert "这是合同" in read
    assert "电话略" in read
    assert "13612345678" not in read
    assert on_record(own_site.app, "read_chat") == [{"reason": "企业投诉，核实两边怎么说的"}]
    assert "何正南：企业投诉，核实两边怎么说的" in words(desk.get(path))


def test_a_photo_is_seen_on_record(own_site: Site, ids: dict[str, int]) -> None:
    desk, path = at_desk(own_site, "he"), f"/console/needs/{ids['need']}/chat/{ids['line']}"
    assert path in desk.post(f"/needs/{ids['need']}/chat", reason="核实服务情况")
    answer = desk.client.get(path)
    assert (answer.content, answer.headers["cache-control"]) == (PHOTO, "private, no-store")
    assert len(on_record(own_site.app, "read_chat_file")) == 1
    desk.get(f"/needs/{ids['far need']}/chat/{ids['line']}", 404)


def test_the_two_sides_alone_can_fetch_it_and_nobody_once_it_is_taken_back(
    own_site: Site, ids: dict[str, int]
) -> None:
    def fetched(who: str) -> int:
        client = own_site.client()
        client.cookies.set("yiqi", SECRET, path=f"/chat/{who}/")
        return client.get(f"/chat/{who}/files/photo").status_code

    assert {who: fetched(who) for who in ("shop", "peng", "mill", "wei", "he")} == {
        "shop": 200, "peng": 200, "mill": 404, "wei": 404, "he": 404
    }  # fmt: skip
    own_site.app.database.write(
        lambda work: work.session.execute(update(ChatLine).values(file_key=None, taken_back=True)) and None
    ).result()
    assert (fetched("shop"), fetched("peng")) == (200, 404)


def test_another_place_neither_reads_nor_ends_it(own_site: Site, ids: dict[str, int]) -> None:
    desk = at_desk(own_site, "far")
    for path in (f"/needs/{ids['need']}/chat", f"/needs/{ids['need']}/chat/{ids['line']}"):
        desk.get(path, 404)
    answer = desk.client.post(f"/console/needs/{ids['need']}/chat", data={"reason": "核实服务情况"})
    assert answer.status_code == 404
    desk.post(f"/ask/close_chat/{ids['need']}", reason="两边吵起来了")
    assert on_record(own_site.app, "close_chat") == on_record(own_site.app, "read_chat") == []


def test_it_is_ended_with_a_reason_that_both_read_first(own_site: Site, ids: dict[str, int]) -> None:
    desk, path = at_desk(own_site, "he"), f"/ask/close_chat/{ids['need']}"
    looked = desk.post(path, reason="两边吵起来了")
    assert "由服务中心结束了：两边吵起来了" in words(looked)
    assert on_record(own_site.app, "close_chat") == []
    seen = looked.partition('name="seen" value="')[2].partition('"')[0]
    desk.post(path, reason="两边吵起来了", seen=seen)
    with own_site.app.database.read() as connection:
        assert connection.execute(select(ServiceChat.closed)).scalar() is True
        told = connection.execute(select(Outbox.person_id).where(Outbox.kind == "chat_closed")).scalars()
        assert sorted(told) == sorted((ids["peng"], ids["shop"]))
    after = words(desk.get(f"/needs/{ids['need']}"))
    assert "服务中心结束了这段聊天" in after
    assert "结束聊天…" not in after
