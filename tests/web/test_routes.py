"""What the pages answer, and to whom."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from tests.web.conftest import PEOPLE, Guest, Site, serving

UUID = "3f1c0a52-6f0e-4b7e-9d0a-0123456789ab"
JSON = {"Content-Type": "application/json"}
BAD_BODIES = {
    "not JSON": (400, b"{"),
    "empty": (400, b""),
    "not UTF-8": (400, b'{"id": "\xff"}'),
    "too deep": (400, b"[" * 30_000),
    "a number too long": (400, b'{"id": 1' + b"1" * 5000 + b"}"),
    "a list": (422, b"[]"),
    "no id": (422, b'{"text": "hi"}'),
    "id not a UUID": (422, b'{"id": "1", "text": "hi"}'),
    "id a number": (422, b'{"id": 1, "text": "hi"}'),
    "text a number": (422, b'{"id": "%s", "text": 1}' % UUID.encode()),
    "text null": (422, b'{"id": "%s", "text": null}' % UUID.encode()),
    "text of half a character": (422, b'{"id": "%s", "text": "\\ud800"}' % UUID.encode()),
    "text blank": (422, b'{"id": "%s", "text": " \\n"}' % UUID.encode()),
    "nothing said": (422, b'{"id": "%s"}' % UUID.encode()),
    "choice a list": (422, b'{"id": "%s", "choice": []}' % UUID.encode()),
    "choice too long": (422, b'{"id": "%s", "choice": "%s"}' % (UUID.encode(), b"x" * 201)),
    "too large": (413, b'{"id": "%s", "text": "%s"}' % (UUID.encode(), b"x" * 70_000)),
}


@pytest.fixture(scope="module")
def guest(site: Site) -> Guest:
    return site.newcomer()


@pytest.mark.parametrize("case", BAD_BODIES)
def test_bad_bodies_are_refused_with_a_reason_in_chinese(guest: Guest, case: str) -> None:
    status, body = BAD_BODIES[case]
    answer = guest.client.post(f"{guest.home}messages", content=body, headers=JSON)
    assert answer.status_code == status
    assert any("一" <= char <= "鿿" for char in answer.json()["error"])
    assert guest.lines() == []


@pytest.mark.parametrize("value", ["1", -1, True, None, 1.5, 2**60])
def test_seen_takes_a_line_number_only(guest: Guest, value: object) -> None:
    assert guest.client.post(f"{guest.home}seen", json={"up_to": value}).status_code == 422


def test_seen_is_noted(guest: Guest) -> None:
    assert guest.client.post(f"{guest.home}seen", json={"up_to": 0}).json() == {"ok": True}


@pytest.mark.parametrize("declared", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_post_that_any_site_could_send_is_refused(guest: Guest, declared: str) -> None:
    body = json.dumps({"id": UUID, "text": "hi"}).encode()
    answer = guest.client.post(f"{guest.home}messages", content=body, headers={"Content-Type": declared})
    assert answer.status_code == 415


def test_a_post_from_another_site_is_refused(guest: Guest) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = guest.client.post(f"{guest.home}messages", json={"id": UUID, "text": "hi"}, headers=headers)
    assert answer.status_code == 403


def test_ten_thousand_characters_are_answered_by_the_talk(site: Site) -> None:
    guest = site.newcomer()
    assert guest.say("难" * 10_000).status_code == 200
    assert len(guest.lines()) >= 2


def test_a_stale_choice_is_answered_by_the_talk(site: Site) -> None:
    guest = site.newcomer()
    body = {"id": UUID, "text": "确认", "choice": "f:99:confirm.1"}
    assert guest.client.post(f"{guest.home}messages", json=body).status_code == 200
    assert len(guest.lines()) >= 2


def test_the_newcomer_gets_a_chat_of_their_own(site: Site) -> None:
    one, two = site.newcomer(), site.newcomer()
    assert one.home != two.home
    assert "益企" in one.client.get(one.home).text


def test_cookies_are_for_their_chat_alone(tmp_path: Path) -> None:
    with serving(tmp_path, demo=False, secure_cookies=True) as strict:
        answer = strict.client().get("/chat/")
    home = answer.headers["location"]
    secret = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("yiqi="))
    for part in ("HttpOnly", "Secure", "SameSite=lax", f"Path={home}"):
        assert part in secret
    assert "max-age" in answer.headers["strict-transport-security"]


def test_the_browser_finds_its_last_chat_again(site: Site) -> None:
    guest = site.newcomer()
    assert guest.client.get("/chat/").headers["location"] == guest.home
    assert guest.client.get("/chat/?new").headers["location"] != guest.home


def test_what_is_not_a_visit_makes_no_account(site: Site) -> None:
    client = site.client()
    for headers in (
        {"Sec-Purpose": "prefetch"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Dest": "image"},
    ):
        assert client.get("/chat/", headers=headers).status_code == 204
    assert client.head("/chat/").status_code == 204
    assert not client.cookies


@pytest.mark.parametrize("path", ["", "stream", "files/key"])
def test_another_ones_chat_stays_shut(site: Site, path: str) -> None:
    one, two = site.newcomer(), site.newcomer()
    assert two.client.get(f"{one.home}{path}").status_code == 403
    stolen = {"Cookie": f"yiqi={two.client.cookies.get('yiqi')}"}
    assert site.client().get(f"{one.home}{path}", headers=stolen).status_code == 403


@pytest.mark.parametrize("path", ["messages", "seen", "files"])
def test_another_ones_chat_takes_nothing(site: Site, path: str) -> None:
    one, two = site.newcomer(), site.newcomer()
    answer = two.client.post(f"{one.home}{path}", json={"id": UUID, "text": "我是他"})
    assert answer.status_code == 403
    assert one.lines() == []


def test_a_lost_chat_offers_a_new_one_and_is_forgotten(site: Site) -> None:
    guest = site.newcomer()
    slot = guest.home.split("/")[2]
    answer = site.client().get(guest.home, headers={"Cookie": f"yiqi-last={slot}"})
    assert answer.status_code == 403
    assert "/chat/?new" in answer.text
    assert 'yiqi-last=""' in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    "path", ["/", "/chat/", "/healthz", "/nowhere", "/static/chat.js", "/chat/nobody/messages"]
)
def test_every_answer_carries_the_security_headers(site: Site, path: str) -> None:
    headers = site.client().get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "cache-control" in headers


def test_not_found_is_a_page_for_people_and_json_for_scripts(site: Site) -> None:
    client = site.client()
    assert client.get("/nowhere").json() == {"error": "没有找到这个页面。"}
    page = client.get("/nowhere", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "没有找到这个页面。" in page.text


def test_the_demo_lets_one_step_into_any_role(site: Site) -> None:
    client = site.client()
    landing = client.get("/").text
    for slot, actor in PEOPLE.items():
        assert f"/demo/as/{slot}" in landing
        home = client.get(f"/demo/as/{slot}").headers["location"]
        assert actor.name in client.get(home).text
    assert client.get("/demo/as/nobody").status_code == 404


def test_in_earnest_nobody_steps_into_a_role(tmp_path: Path) -> None:
    with serving(tmp_path, demo=False) as site:
        assert site.client().get("/").headers["location"] == "/chat/"
        assert site.client().get(f"/demo/as/{next(iter(PEOPLE))}").status_code == 404


def test_a_message_that_is_not_taken_is_not_acknowledged(own_site: Site) -> None:
    guest = own_site.newcomer()
    uuid = str(uuid4())
    event.listen(own_site.app.database.engine, "checkout", _impatient)
    with own_site.app.database.engine.begin():  # SQLite has one writer, and now it is not the application's
        refused = guest.say("在吗", uuid)
    assert refused.status_code == 503
    assert refused.headers["retry-after"]
    assert guest.say("在吗", uuid).status_code == 200
    assert len([1 for _, data in guest.lines() if uuid in data]) == 1


def _impatient(connection: DBAPIConnection, *_: object) -> None:
    connection.cursor().execute("PRAGMA busy_timeout = 100")
