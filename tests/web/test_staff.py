"""Staff sign in by a password and a one-time code; are asked again before what is risky; and who tries too often waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from actions.people.bind import new_code
from actions.staff.proofs import NOBODYS, STEP_SECONDS, code_at, hashed, is_password, new_secret, step_of
from actions.staff.sign_in import set_credential
from bot.channels.terminal.adapter import Terminal
from bot.devtools.fixtures import Actor, enter
from storage.tables import Account, Credential, Enterprise, Person, Staff
from tests.web.conftest import MONDAY, Guest, Site, serving
from web import stream

PASSWORD = "潮水每天涨两回 twice"
ADMIN = Actor("老钱", "staff", jurisdiction="440800", staff_roles=("admin", "reviewer"))
COLLEAGUE = Actor("小赵", "staff", jurisdiction="440802")


class Office:
    """A site, its administrator, and the secret of their authenticator."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.secret = site.app.database.write(self._enter).result()

    def _enter(self, work: Any) -> str:
        admin = enter(work, ADMIN, [], self.site.app.rules, MONDAY)
        enter(work, COLLEAGUE, [("web", "zhao")], self.site.app.rules, MONDAY)
        return set_credential(work, admin, "Qian", PASSWORD, MONDAY)

    def code(self, later: int = 0) -> str:
        return code_at(self.secret, int(self.site.clock.now().timestamp()) // STEP_SECONDS + later)

    def post(self, browser: httpx.Client | None = None, **given: str) -> httpx.Response:
        typed = {"login": "qian", "password": PASSWORD, "code": self.code()} | given
        return (browser or self.site.client()).post("/staff/", data=typed)

    def signed_in(self) -> Guest:
        client = self.site.client()
        entered = self.post(client)
        assert entered.status_code == 303
        assert entered.headers["location"] == "/console"
        return Guest(client, f"/chat/{client.cookies['yiqi-last']}/")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with serving(tmp_path, demo=False) as site:
        yield Office(site)


def page(guest: Guest) -> str:
    shown = guest.client.get(guest.home)
    return shown.text if shown.status_code == 200 else f"{shown.status_code}"


def said(guest: Guest, text: str) -> str:
    """The last line after this was said."""
    assert guest.say(text).status_code == 200
    return guest.lines()[-1][1]


def test_all_three_let_one_in_for_twelve_hours(office: Office) -> None:
    assert "验证器" in office.site.client().get("/staff/").text
    guest = office.signed_in()
    assert "老钱" in page(guest)
    office.site.clock.move(timedelta(hours=11, minutes=59))
    assert "老钱" in page(guest)
    office.site.clock.move(timedelta(minutes=1))
    assert page(guest) == "403"


def test_signing_out_at_the_console_ends_the_session_and_the_chat_beside_it(office: Office) -> None:
    guest, thief = office.signed_in(), office.site.client()
    for cookie in guest.client.cookies.jar:
        thief.cookies.jar.set_cookie(cookie)
    assert thief.get("/console").status_code == 200
    left = guest.client.post("/console/out")
    assert left.headers["location"] == "/staff/"
    assert not list(guest.client.cookies.jar), "nothing of it stays in the browser"
    assert thief.get("/console").status_code == 303, "a copied cookie opens nothing"
    assert page(Guest(thief, guest.home)) == "403"
    assert guest.client.post("/console/out").status_code == 303, "again does no harm"
    assert office.post().status_code == 403, "a code is good once"
    office.site.clock.move(timedelta(seconds=30))
    assert office.post().status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"login": "zhao"},
        {"login": ""},
        {"password": "another"},
        {"code": "000000"},
        {"code": ""},
        {"code": "１２３４５６"},
    ],
)
def test_one_that_is_wrong_is_not_told_from_the_others(office: Office, wrong: dict[str, str]) -> None:
    refused = office.post(None, **wrong)
    assert refused.status_code == 403
    assert "登录名、密码或验证码不对。" in refused.text
    assert PASSWORD not in refused.text
    assert "set-cookie" not in refused.headers


def test_a_code_is_good_once(office: Office) -> None:
    code = office.code()
    assert office.post(code=code).status_code == 303
    assert office.post(code=code).status_code == 403
    office.site.clock.move(timedelta(seconds=30))
    assert office.post().status_code == 303


def test_who_tries_too_often_waits_and_a_restart_forgives_nothing(office: Office) -> None:
    for _ in range(5):
        assert "不对" in office.post(password="a guess").text
    assert "试得太多了" in office.post().text, "the right password neither"
    office.site.clock.move(timedelta(minutes=6))
    assert office.post().status_code == 303


def test_names_tried_one_by_one_are_counted_by_their_address(office: Office) -> None:
    for number in range(20):
        assert "不对" in office.post(login=f"somebody{number}").text
    assert "试得太多了" in office.post(login="nobody").text


def test_another_sites_form_is_turned_away(office: Office) -> None:
    client = office.site.client()
    client.headers["Sec-Fetch-Site"] = "cross-site"
    assert office.post(client).status_code == 403
    assert office.post().status_code == 303


def test_what_is_risky_asks_again_after_ten_minutes(office: Office) -> None:
    guest = office.signed_in()
    office.site.clock.move(timedelta(minutes=11))
    said(guest, "移除工作人员 小赵")
    assert "验证器上的 6 位数字" in said(guest, "确认")
    assert "数字不对" in said(guest, "验证 000000")
    assert "是您本人" in said(guest, f"验证 {office.code()}")
    said(guest, "移除工作人员 小赵")
    assert "小赵" in said(guest, "确认")
    with office.site.app.database.read() as connection:
        assert connection.execute(select(Staff.id)).all() == [(1,)]


def _by_code(office: Office) -> tuple[Guest, int]:
    """An administrator who came in by a code, has no authenticator, and whose page never ends; the person's id."""
    app = office.site.app
    boss = Actor("孙主任", "staff", jurisdiction="440000", staff_roles=("admin",))
    person = app.database.write(lambda work: enter(work, boss, [], app.rules, MONDAY)).result()
    guest = office.site.newcomer()
    said(guest, app.database.write(lambda work: new_code(work, person, person, MONDAY)).result())
    said(guest, "同意")
    assert "孙主任" in page(guest)
    return guest, person


def _removes_a_colleague(guest: Guest) -> str:
    for text in ("移除工作人员", "小赵"):
        said(guest, text)
    return said(guest, "确认")


def test_a_page_that_never_ends_is_not_enough_for_what_is_risky(office: Office) -> None:
    guest, person = _by_code(office)
    app = office.site.app
    office.site.clock.move(timedelta(minutes=11))
    assert "您还没有验证器：请管服务器的人" in _removes_a_colleague(guest)
    chat = Account(channel="telegram", external_id="sun", person_id=person, created_at=MONDAY)
    app.database.write(lambda work: work.session.add(chat)).result()
    assert "在您平时的聊天里办" in _removes_a_colleague(guest)
    with app.database.read() as connection:
        assert len(connection.execute(select(Staff.id)).all()) == 3


def test_who_has_just_come_in_by_a_code_is_not_asked(office: Office) -> None:
    guest, _ = _by_code(office)
    assert "小赵" in _removes_a_colleague(guest)
    with office.site.app.database.read() as connection:
        assert len(connection.execute(select(Staff.id)).all()) == 2


def test_with_the_role_session_and_password_end(office: Office) -> None:
    guest = office.signed_in()
    boss = Actor("孙主任", "staff", jurisdiction="440000", staff_roles=("admin",))
    office.site.app.database.write(
        lambda work: enter(work, boss, [("terminal", "sun")], office.site.app.rules, MONDAY)
    ).result()
    chat = Terminal(office.site.app.inbound, "sun")
    for text in ("移除工作人员", "老钱"):
        chat.say(text)
    assert "老钱" in chat.say("确认").replies[0].plain()
    assert page(guest) == "403"
    office.site.clock.move(timedelta(seconds=30))
    assert office.post().status_code == 403
    with office.site.app.database.read() as connection:
        assert connection.execute(select(Credential.login)).all() == []
        assert connection.execute(select(Account.ends_at).where(Account.ends_at.is_not(None))).all() == []


def test_the_open_page_of_a_session_that_is_over_ends(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would else be told that it is still here as fast as the server can."""
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", (0.05, 0.05))
    guest, told = office.signed_in(), 0
    with guest.client.stream("GET", f"{guest.home}stream") as response:
        for line in response.iter_lines():
            if line.startswith(": still"):
                office.site.clock.move(timedelta(hours=12))
                told += 1
    assert 1 <= told <= 2, "the one that was under way, and no more"
    assert guest.client.get(f"{guest.home}stream").status_code == 403


@pytest.mark.parametrize("also", ["", "enterprise"])
def test_a_page_without_an_end_closes_with_the_role_unless_its_owner_is_somebody_besides(
    office: Office, also: str
) -> None:
    guest, person = _by_code(office)
    if also:
        firm = Enterprise(name="海安水产", region="440802", created_at=MONDAY)

        def joins(work: Any) -> None:
            work.session.add(firm)
            work.session.flush()
            work.session.get_one(Person, person).enterprise_id = firm.id

        office.site.app.database.write(joins).result()
    top = Actor("陈总", "staff", jurisdiction="440000", staff_roles=("admin",))
    office.site.app.database.write(
        lambda work: enter(work, top, [("terminal", "chen")], office.site.app.rules, MONDAY)
    ).result()
    chat = Terminal(office.site.app.inbound, "chen")
    for text in ("移除工作人员", "孙主任"):
        chat.say(text)
    assert "孙主任" in chat.say("确认").replies[0].plain()
    assert (page(guest) == "403") == (not also)


def test_codes_are_those_of_the_standard() -> None:
    """The examples of RFC 6238 (SHA-1), of which these are the last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for at, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        assert code_at(secret, at // STEP_SECONDS) == code


@given(st.integers(-3, 3))
def test_a_clock_may_be_off_by_half_a_minute(off: int) -> None:
    secret, here = new_secret(), int(MONDAY.timestamp()) // STEP_SECONDS
    code = code_at(secret, here + off)
    near = [step for step in (here - 1, here, here + 1) if code_at(secret, step) == code]
    assert step_of(secret, code, MONDAY, 0) == (near[0] if near else None)
    assert step_of(secret, code, MONDAY, here + 3) is None


def test_passwords_are_hashed_with_a_salt_and_nobody_has_none() -> None:
    one, other = hashed(PASSWORD), hashed(PASSWORD)
    assert one != other
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_password(one, PASSWORD)
    assert not is_password(one, PASSWORD + " ")
    assert not is_password(NOBODYS, "")
