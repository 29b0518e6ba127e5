"""Two browsers of one person: the header says who they are, and each can be closed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from actions.people.entry import new_link
from bot.channels.sms.settings import SmsSettings
from bot.devtools.fixtures import Actor, enter
from bot.texts.sending import OnScreen
from tests.web.conftest import MONDAY, Guest, Site, serving

PHONE = "13800000009"
LAWYER = Actor("李律师", "expert", "440802", domains=("law",))


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent, instead of on the screen."""
    sent: list[str] = []
    monkeypatch.setattr(OnScreen, "send", lambda self, phone, code: sent.append(code))
    return sent


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serving(tmp_path, demo=False, sms=SmsSettings(vendor="log")) as site:
        yield site


def sign_in(site: Site, guest: Guest, codes: list[str]) -> None:
    before = len(codes)
    for text in ("登录", "同意", PHONE):
        assert guest.say(text).status_code == 200
    deadline = time.monotonic() + 5
    while len(codes) == before:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    guest.say(codes[-1])


def page(guest: Guest) -> str:
    shown = guest.client.get(guest.home)
    return shown.text if shown.status_code == 200 else f"{shown.status_code}"


def test_the_header_says_who_one_is(site: Site, codes: list[str]) -> None:
    guest = site.newcomer()
    assert "您现在是" not in page(guest)
    assert 'data-say="登录"' in page(guest)
    sign_in(site, guest, codes)
    assert "您现在是：138****0009" in page(guest)
    assert PHONE not in page(guest)
    assert 'data-say="我的设备"' in page(guest)


def test_nobody_is_offered_what_cannot_be_done(tmp_path: Path) -> None:
    with serving(tmp_path, demo=False) as without_texts:
        assert "登录" not in page(without_texts.newcomer())


def test_each_device_can_be_closed_from_another(site: Site, codes: list[str]) -> None:
    old, new = site.newcomer(), site.newcomer()
    sign_in(site, old, codes)
    site.clock.move(timedelta(minutes=2))
    sign_in(site, new, codes)
    assert "138****0009" in page(new)
    old.say("退出别的设备")
    old.say("确认")
    assert page(new) == "403"
    assert new.say("我的需求").status_code == 403
    assert "138****0009" in page(old)


def test_who_signs_out_is_not_let_in_again(site: Site, codes: list[str]) -> None:
    guest = site.newcomer()
    sign_in(site, guest, codes)
    guest.say("退出登录")
    guest.say("确认")
    assert page(guest) == "403"
    again = guest.client.get("/chat/").headers["location"]
    assert again != guest.home


def test_a_link_is_used_by_the_button_and_by_our_own_page_alone(site: Site) -> None:
    person = site.app.database.write(lambda work: enter(work, LAWYER, [], site.app.rules, MONDAY)).result()
    link = "/enter/" + site.app.database.write(lambda work: new_link(work, person, MONDAY)).result()
    client = site.client()
    for _ in range(2):
        assert "进入" in client.get(link).text
    assert client.post(link, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    entered = client.post(link)
    assert entered.status_code == 303
    assert "李律师" in client.get(entered.headers["location"]).text
    again = client.post(link, headers={"Accept": "text/html"})
    assert (again.status_code, "网页登录" in again.text) == (403, True)
