"""Two browsers of one person: the header says who they are, and each can be closed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.people.entry import new_link
from bot.channels.sms.settings import SmsSettings
from bot.devtools.fixtures import Actor, enter
from bot.texts.sending import OnScreen
from storage.tables import Erasure
from tests.web.conftest import MONDAY, Guest, Site, serving

PHONE = "13800000009"
LAWYER = Actor("李律师", "expert", "440802", domains=("law",))


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent, instead of on the screen."""
    sent: list[str] = []

    def keep(sender: OnScreen, phone: str, code: str, key: str) -> str:
        sent.append(code)
        return ""

    monkeypatch.setattr(OnScreen, "send", keep)
    return sent


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serving(tmp_path, demo=False, sms=SmsSettings(vendor="log")) as site:
        yield site


def sign_in(site: Site, guest: Guest, codes: list[str]) -> None:
    _with_a_code(guest, codes, "登录", "同意", PHONE)


def sign_in_again(guest: Guest, codes: list[str], phone: str = PHONE) -> None:
    """By somebody who has agreed already."""
    _with_a_code(guest, codes, f"登录 {phone}")


def _with_a_code(guest: Guest, codes: list[str], *texts: str) -> None:
    before = len(codes)
    for text in texts:
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


def said(guest: Guest, text: str) -> str:
    """The last line after this was said."""
    assert guest.say(text).status_code == 200
    return guest.lines()[-1][1]


@pytest.mark.parametrize(
    ("wish", "granted"), [("要完整的一份", "都在这个文件里"), ("删除我的信息", "删了找不回来")]
)
def test_a_page_left_open_neither_takes_nor_deletes_what_is_its_owners(
    site: Site, codes: list[str], wish: str, granted: str
) -> None:
    guest = site.newcomer()
    sign_in(site, guest, codes)
    site.clock.move(timedelta(minutes=11))
    assert "用您登记的手机号收一条验证码" in said(guest, wish)
    sign_in_again(guest, codes)
    assert granted in said(guest, wish)


def test_the_yes_to_a_card_that_stood_there_is_asked_again(site: Site, codes: list[str]) -> None:
    guest = site.newcomer()
    sign_in(site, guest, codes)
    site.clock.move(timedelta(minutes=9))
    sign_in_again(guest, codes)
    said(guest, "删除我的信息")
    site.clock.move(timedelta(minutes=11))
    assert "先确认是您本人" in said(guest, "确认")
    with site.app.database.read() as connection:
        assert connection.execute(select(Erasure.id)).all() == []


def test_another_number_proves_nobody(site: Site, codes: list[str]) -> None:
    """Whoever sits there would otherwise prove themselves with their own telephone."""
    guest = site.newcomer()
    sign_in(site, guest, codes)
    site.clock.move(timedelta(minutes=11))
    sign_in_again(guest, codes, "13800000077")
    assert "号码刚换不久，3月9日起" in said(guest, "要完整的一份")
    site.clock.move(timedelta(minutes=2))
    sign_in_again(guest, codes, "13800000077")
    assert "号码刚换不久" in said(guest, "要完整的一份"), "nor does the same number a second time"
    site.clock.move(timedelta(days=7))
    assert "用您登记的手机号收一条验证码" in said(guest, "要完整的一份")
    sign_in_again(guest, codes, "13800000077")
    assert "都在这个文件里" in said(guest, "要完整的一份")


@pytest.mark.parametrize("wish", ["要完整的一份", "删除我的信息"])
def test_a_number_that_was_only_told_takes_the_proof_from_nobody(
    site: Site, codes: list[str], wish: str
) -> None:
    """A page whose owner has no confirmed number any more would else give all away, unasked."""
    guest = site.newcomer()
    sign_in(site, guest, codes)
    site.clock.move(timedelta(minutes=11))
    said(guest, "我换号码了，新号13800000077")
    assert "已修改" in said(guest, "确认")
    assert "号码刚换不久" in said(guest, wish)


def test_who_has_nothing_to_prove_by_is_not_asked(site: Site) -> None:
    guest = site.newcomer()
    for text in ("我要求助", "同意", "取消"):
        guest.say(text)
    site.clock.move(timedelta(minutes=11))
    assert "都在这个文件里" in said(guest, "要完整的一份")


def test_page_after_page_of_one_address_sends_no_more_codes(site: Site, codes: list[str]) -> None:
    """Each page asks once, for another number; the twenty-first of the hour gets none, and after an hour there is room again."""
    guests = [site.newcomer() for _ in range(4)]
    for guest in guests:
        said(guest, "登录")
        said(guest, "同意")
        said(guest, "取消")
    texts = [said(guests[n % 4], f"登录 138000001{n:02}") for n in range(20)]
    assert all("验证码发到" in text for text in texts)
    other = site.newcomer()
    said(other, "登录")
    said(other, "同意")
    assert "这个网络要过很多次验证码了" in said(other, "13800000199")
    site.clock.move(timedelta(hours=1))
    said(other, "取消")
    assert "验证码发到" in said(other, "登录 13800000199")
