"""Pushing on a 公众号: windows and consents, the vendor's no, one token for all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import select

from actions.needs.notices import NeedClosed
from actions.notify import Addressed, notify
from actions.people.notices import Unbound
from bot.app import App
from bot.channels.contract import NotSent
from bot.channels.tencent.access_token import AccessToken
from bot.channels.tencent.client import Api, ServiceAccount
from bot.channels.wechat.adapter import WeChat
from bot.channels.wechat.push import TROUBLES
from bot.clock import StoppedClock
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.wechat import Account, FakeWeChat, Follower
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from bot.gateways.channels import AppGateway
from handlers.message import Choice, Reply
from storage.queries.delivery import vendors
from storage.tables import Credit, Enterprise, Need, VendorToken
from storage.unit_of_work import UnitOfWork
from tests.bot.channels.tencent_harness import Stage, in_time, until, wechat, wechat_settings
from tests.conftest import MONDAY

LAWYER = Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1))
Played = tuple[FakeWeChat, Stage]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with wechat(tmp_path_factory.mktemp("push"), StoppedClock(MONDAY), template="TEMPLATE") as (fake, stage):
        yield fake, stage


def _send(stage: Stage, account: str, reply: Reply | str = "您好", key: str = "yiqi-1") -> str:
    """Push through the channel on its own loop of the served app; what went wrong, or nothing."""
    shown = Reply(reply) if isinstance(reply, str) else reply
    channel = stage.channel
    assert isinstance(channel, WeChat)
    try:
        asyncio.run(channel.send(account, shown, key))
    except NotSent as error:
        return f"{error.trouble}: {error.reason}"
    return ""


def _credits(stage: Stage, account: str) -> dict[str, int]:
    now = stage.app.clock.now()
    return stage.app.database.write(lambda work: vendors.credits_of(work, "wechat", account, now)).result()


def test_nothing_is_pushed_to_one_who_never_wrote(played: Played) -> None:
    fake, stage = played
    fake.followers["oSilent"] = Follower()
    calls = len(fake.platform.calls)
    assert _send(stage, "oSilent") == "blocked: no window open, no consent left"
    assert len(fake.platform.calls) == calls


def test_a_message_opens_48_hours_for_five(played: Played) -> None:
    fake, stage = played
    fake.say("oFive", "帮助")
    assert [_send(stage, "oFive", f"第{n}条", f"k{n}") for n in range(5)] == [""] * 5
    assert _send(stage, "oFive") == "blocked: no window open, no consent left"
    assert fake.followers["oFive"].seen[1:] == [f"第{n}条" for n in range(5)]
    fake.say("oFive", "帮助")
    assert _credits(stage, "oFive") == {"message": 5}


def test_the_window_closes_after_48_hours(played: Played) -> None:
    fake, stage = played
    fake.say("oLate", "帮助")
    stage.clock.at += timedelta(hours=47, minutes=59)
    assert _send(stage, "oLate") == ""
    stage.clock.at += timedelta(minutes=1)
    assert _send(stage, "oLate").startswith("blocked")


@pytest.mark.parametrize(("event", "key"), [("CLICK", "帮助"), ("subscribe", ""), ("SCAN", "abc")])
def test_a_touch_opens_a_minute_for_three(played: Played, event: str, key: str) -> None:
    fake, stage = played
    account = f"oTouch{event}"
    fake.event(account, event, EventKey=key)
    assert [_send(stage, account, f"{n}", f"{n}") for n in range(3)] == [""] * 3
    assert _send(stage, account).startswith("blocked")
    fake.event(account, event, EventKey=key, CreateTime="1772413299")
    stage.clock.at += timedelta(minutes=1)
    assert _send(stage, account).startswith("blocked")


def test_the_window_that_ends_first_is_used_first(played: Played) -> None:
    fake, stage = played
    fake.say("oBoth", "帮助")
    fake.event("oBoth", "CLICK", EventKey="帮助")
    assert _send(stage, "oBoth") == ""
    assert _credits(stage, "oBoth") == {"touch": 2, "message": 5}


@pytest.mark.parametrize("errcode", [45015, 45047])
def test_the_vendors_no_is_kept_in_the_ledger(played: Played, errcode: int) -> None:
    """Our ledger may be wrong (a restored backup): then the vendor's own word holds."""
    fake, stage = played
    account = f"o{errcode}"
    fake.say(account, "帮助")
    fake.followers[account].windows = (
        {"message": (0, MONDAY + timedelta(days=30))} if errcode == 45047 else {}
    )
    sent = len(fake.platform.called("message/custom/send"))
    assert _send(stage, account).startswith("blocked")
    assert _credits(stage, account) == {}
    assert _send(stage, account).startswith("blocked")
    assert len(fake.platform.called("message/custom/send")) == sent + 1


def test_one_consent_is_one_notice(played: Played) -> None:
    fake, stage = played
    fake.answer_popup("oYes", "TEMPLATE")
    long = "李律师接单了，会尽快和您联系，服务全程免费，请放心。"
    assert _send(stage, "oYes", long) == ""
    assert fake.followers["oYes"].seen == ["李律师接单了，会尽快和您联系，服务全程…"]
    assert _send(stage, "oYes").startswith("blocked")


def test_a_consent_taken_back_is_gone(played: Played) -> None:
    fake, stage = played
    fake.answer_popup("oNo", "TEMPLATE")
    fake.answer_popup("oNo", "TEMPLATE", "reject")
    assert _credits(stage, "oNo") == {}
    fake.answer_popup("oGone", "TEMPLATE")
    fake.followers["oGone"].consents.clear()
    assert _send(stage, "oGone").startswith("blocked")
    assert _credits(stage, "oGone") == {}


def test_a_window_is_used_before_a_consent(played: Played) -> None:
    fake, stage = played
    fake.answer_popup("oRich", "TEMPLATE")
    fake.say("oRich", "帮助")
    assert _send(stage, "oRich") == ""
    assert _credits(stage, "oRich") == {"message": 4, "subscription:TEMPLATE": 1}


def test_one_who_left_is_not_written_to(played: Played) -> None:
    fake, stage = played
    fake.say("oLeft", "帮助")
    fake.event("oLeft", "unsubscribe", EventKey="")
    assert _send(stage, "oLeft").startswith("blocked")
    fake.say("oLeft2", "帮助")
    fake.followers["oLeft2"].follows = False
    assert _send(stage, "oLeft2").startswith("blocked")
    assert _credits(stage, "oLeft2") == {}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"errcode": -1}, "wait: errcode -1"),
        ({"errcode": 45009}, "wait: errcode 45009"),
        ({"errcode": 40164}, "wait: errcode 40164"),
        ({"errcode": 40003}, "blocked: errcode 40003"),
        ({"errcode": 48001}, "blocked: errcode 48001"),
        ({"errcode": 45002}, "broken: errcode 45002"),
        ({"errcode": 87014}, "broken: errcode 87014"),
        ({"status": 502}, "wait: HTTP 502"),
        ({"status": 404}, "broken: HTTP 404"),
    ],
)
def test_what_the_vendor_says_is_sorted(played: Played, fault: dict[str, Any], said: str) -> None:
    fake, stage = played
    fake.say("oSorted", "帮助")
    fake.platform.fail("message/custom/send", **fault)
    assert _send(stage, "oSorted") == said
    assert _credits(stage, "oSorted")["message"] == 5


def test_a_storm_of_429_is_waited_out(played: Played) -> None:
    fake, stage = played
    fake.say("oStorm", "帮助")
    fake.platform.fail("message/custom/send", 3, status=429, headers={"Retry-After": "7"})
    channel = stage.channel
    for _ in range(3):
        with pytest.raises(NotSent) as caught:
            asyncio.run(channel.send("oStorm", Reply("您好"), "k"))
        assert (caught.value.trouble, caught.value.after, caught.value.uncertain) == (
            "wait",
            timedelta(seconds=7),
            False,
        )
    assert _send(stage, "oStorm") == ""
    assert fake.followers["oStorm"].seen[1:] == ["您好"]


def test_a_piece_that_arrived_is_not_sent_again(played: Played) -> None:
    fake, stage = played
    fake.say("oPieces", "帮助")
    long = Reply("长" * 1000, choices=(Choice("发布需求", "s:need"),))
    fake.platform.fail("message/custom/send", 0)
    send = fake.platform.called("message/custom/send")
    fake.platform._faults.clear()
    before = len(send)
    assert _second_fails(fake, stage, long) == "wait: HTTP 503"
    assert _send(stage, "oPieces", long, "long") == ""
    assert len(fake.platform.called("message/custom/send")) == before + 3
    assert "".join(fake.followers["oPieces"].seen[1:]).count("长") == 1000


def _second_fails(fake: FakeWeChat, stage: Stage, reply: Reply) -> str:
    once = fake.platform._next_fault
    calls = iter([None, "fail"])

    def second(endpoint: str) -> Any:
        if endpoint == "message/custom/send" and next(calls, None) == "fail":
            fake.platform.fail(endpoint, status=503)
        return once(endpoint)

    fake.platform._next_fault = second  # type: ignore[method-assign]
    try:
        return _send(stage, "oPieces", reply, "long")
    finally:
        fake.platform._next_fault = once  # type: ignore[method-assign]


def test_a_picture_follows_its_text_and_a_paper_is_named(played: Played) -> None:
    fake, stage = played
    fake.say("oPicture", "帮助")
    picture, paper = stage.file(b"\x89PNG\r\n", "image/png"), stage.file(b"%PDF-1.7", "application/pdf")
    assert _send(stage, "oPicture", Reply("本年进度", files=(picture, paper))) == ""
    text, shown = fake.followers["oPicture"].seen[1:]
    assert text == "本年进度\n（文件请在网页对话里打开）"
    assert fake.media[shown.removeprefix("[图片 ").removesuffix("]")] == b"\x89PNG\r\n"
    assert _credits(stage, "oPicture") == {"message": 3}


# The token.


def test_a_token_revoked_in_mid_flight_is_renewed_once(played: Played) -> None:
    fake, stage = played
    fake.say("oToken", "帮助")
    assert _send(stage, "oToken") == ""
    fetched = len(fake.platform.called("stable_token"))
    fake.platform.tokens.revoke()
    assert _send(stage, "oToken", "还在", "k2") == ""
    assert len(fake.platform.called("stable_token")) == fetched + 1
    fake.platform.tokens.revoke(stuck=True)
    assert _send(stage, "oToken", "仍在", "k3") == ""
    forced = [call.data["force_refresh"] for call in fake.platform.called("stable_token")[fetched + 1 :]]
    assert forced == [False, True]


def test_a_token_refused_for_ever_is_asked_for_once_more_and_no_more(played: Played) -> None:
    """The library by itself called itself without end: 486 tokens were seen."""
    fake, stage = played
    fake.say("oNever", "帮助")
    sent = len(fake.platform.called("message/custom/send"))
    fetched = len(fake.platform.called("stable_token"))
    fake.platform.fail("message/custom/send", 50, errcode=40001)
    assert _send(stage, "oNever") == "wait: errcode 40001"
    fake.platform._faults.clear()
    assert len(fake.platform.called("message/custom/send")) == sent + 2
    assert len(fake.platform.called("stable_token")) <= fetched + 2


def test_a_token_is_renewed_before_it_ends(played: Played) -> None:
    fake, stage = played
    fake.say("oEnds", "帮助")
    _send(stage, "oEnds")
    fetched = len(fake.platform.called("stable_token"))
    stage.clock.at += timedelta(seconds=7200 - 59)
    assert _send(stage, "oEnds", "新令牌", "k2") == ""
    assert len(fake.platform.called("stable_token")) == fetched + 1


def _account(fake: FakeWeChat, app: App, api: str) -> Any:
    return ServiceAccount(
        fake.account.app_id,
        fake.account.secret,
        api,
        AccessToken(AppGateway(app.inbound), "wechat:app"),
    )


def test_many_threads_and_processes_fetch_one_token(app: App, clock: StoppedClock) -> None:
    """On both databases: two processes share one; each thread of each has a client of its own."""
    fake = FakeWeChat(Account(), clock.now)
    other = open_app(app.database.engine.url.render_as_string(hide_password=False), clock=clock)
    fake.platform.fail("stable_token", delay=0.3)
    try:
        with served(fake.app()) as api, ThreadPoolExecutor(16) as pool:
            clients = [_account(fake, here, api) for here in [app, other] * 8]
            tokens = set(pool.map(lambda client: client.access_token, clients))
    finally:
        other.close()
    assert tokens == {fake.platform.tokens.newest}
    assert len(fake.platform.called("stable_token")) == 1


def test_one_who_died_while_renewing_holds_nobody_up(sqlite_app: App, clock: StoppedClock) -> None:
    fake = FakeWeChat(Account(), clock.now)
    assert sqlite_app.database.write(lambda work: vendors.lease(work, "wechat:app", clock.now())).result()
    clock.at += vendors.LEASE
    with served(fake.app()) as api:
        assert _account(fake, sqlite_app, api).access_token == fake.platform.tokens.newest


def test_a_failed_renewal_lets_the_next_one_try(sqlite_app: App, clock: StoppedClock) -> None:
    fake = FakeWeChat(Account(), clock.now)
    fake.platform.fail("stable_token", errcode=40125)
    with served(fake.app()) as api:
        client = _account(fake, sqlite_app, api)
        with pytest.raises(Exception, match="40125"):
            _ = client.access_token
        assert client.access_token == fake.platform.tokens.newest


def test_nothing_secret_is_logged_or_said(
    sqlite_app: App,
    clock: StoppedClock,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Addresses carry the secret and the token: neither errors nor any log may quote them."""
    caplog.set_level(logging.DEBUG)
    fake = FakeWeChat(Account(), clock.now)
    said: list[str] = []
    with served(fake.app()) as api:
        client = Api(lambda: _account(fake, sqlite_app, api), TROUBLES)
        said += [_failed(client, lambda one: one.message.send_text("oNobody", "hi"))]
        fake.platform.fail("message/custom/send", status=500)
        said += [_failed(client, lambda one: one.message.send_text("oNobody", "hi"))]
    said += [_failed(client, lambda one: one.message.send_text("oNobody", "hi"))]
    client.close()
    assert ["blocked" in said[0], "HTTP 500" in said[1], "ConnectionError" in said[2]] == [True] * 3
    everything = "\n".join([*said, caplog.text, *capsys.readouterr()])
    for secret in (fake.account.secret, fake.platform.tokens.newest):
        assert secret not in everything


def _failed(client: Api, request: Callable[[Any], Any]) -> str:
    import traceback

    try:
        asyncio.run(client.call(request))
    except NotSent as error:
        return "".join(traceback.format_exception(error)) + repr(error)
    return ""


def test_a_call_that_hangs_is_given_up(
    sqlite_app: App, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library waits for ever; the loop goes on meanwhile, and the message may have arrived."""
    monkeypatch.setattr("bot.channels.tencent.client.TIMEOUT", (1.0, 0.3))
    fake = FakeWeChat(Account(), clock.now)

    async def beside(client: Api) -> tuple[NotSent, int]:
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                await asyncio.sleep(0.01)
                beats += 1

        heart = asyncio.create_task(beat())
        with pytest.raises(NotSent) as caught:
            await client.call(lambda one: one.message.send_text("oSlow", "hi"))
        heart.cancel()
        return caught.value, beats

    with served(fake.app()) as api:
        client = Api(lambda: _account(fake, sqlite_app, api), TROUBLES)
        fake.platform.fail("message/custom/send", delay=1.0)
        error, beats = asyncio.run(beside(client))
        client.close()
    assert (error.trouble, error.uncertain) == ("wait", True)
    assert beats >= 2


def test_the_menu_is_made_at_the_start(tmp_path_factory: pytest.TempPathFactory) -> None:
    with wechat(tmp_path_factory.mktemp("menu"), StoppedClock(MONDAY), menu=True) as (fake, _):
        buttons = until(lambda: fake.menu)["button"]
    names = [leaf["name"] for button in buttons for leaf in button.get("sub_button", [button])]
    assert names == ["请专家帮忙", "记日记", "我的进度", "帮助"]


def test_a_code_to_scan(played: Played) -> None:
    _, stage = played
    channel = stage.channel
    assert isinstance(channel, WeChat)
    code = "0123456789abcdef" * 2
    assert asyncio.run(channel.qr(code, timedelta(days=90))).startswith(
        "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=g"
    )
    for wrong in ("", "x" * 65):
        with pytest.raises(ValueError, match="1 to 64"):
            asyncio.run(channel.qr(wrong, timedelta(minutes=10)))


def test_a_notice_goes_another_way_when_the_window_is_closed(played: Played) -> None:
    """A notice to one who wrote long ago: not pushed, not called sent, and staff will see it."""
    fake, stage = played
    person = stage.arrive(LAWYER, "oAway")
    fake.followers["oAway"] = Follower()
    now = stage.app.clock.now()
    stage.app.database.write(
        lambda work: notify(work, [Addressed(person, Unbound(), "once", urgent=True)], now)
    ).result()
    until(lambda: stage.states(person)[0][0] not in ("queued", "sending"))
    assert stage.states(person)[0][0] != "sent"
    assert fake.followers["oAway"].seen == []


def test_what_waited_for_a_window_is_one_message_after_the_answer(played: Played) -> None:
    """Two decisions died while the window was closed; the person writes, and hears of both."""
    fake, stage = played
    person = stage.arrive(Actor("何律师", "expert", "440802", certified=date(2026, 1, 1)), "oBack")
    fake.followers["oBack"] = Follower()
    told = [
        Addressed(person, Unbound(), "first-missed", urgent=True),
        Addressed(person, NeedClosed(_closed_need(stage, person), "重复了"), "second-missed", urgent=True),
    ]
    stage.app.database.write(lambda work: notify(work, told, stage.app.clock.now())).result()
    in_time(stage, lambda: [state for state, _ in stage.states(person)] == ["dead", "dead"])
    assert fake.followers["oBack"].seen == []
    fake.say("oBack", "帮助")
    in_time(stage, lambda: len(fake.followers["oBack"].seen) == 2)
    assert fake.followers["oBack"].seen[1].startswith("2 件事：\n1. ")
    assert "重复了" in fake.followers["oBack"].seen[1]


def _closed_need(stage: Stage, person: int) -> int:
    def posted(work: UnitOfWork) -> int:
        now = stage.app.clock.now()
        firm = Enterprise(name="海滨罐头厂", region="440802", focus=[], created_at=now)
        work.session.add(firm)
        work.session.flush()
        need = Need(
            person_id=person, enterprise_id=firm.id, text="欠款", domain="law", also=[], region="440802",
            urgent=False, focus=[], state="closed", created_at=now,
        )  # fmt: skip
        work.session.add(need)
        work.session.flush()
        return need.id

    return stage.app.database.write(posted).result()


def test_the_ledger_and_the_token_are_rows(played: Played) -> None:
    fake, stage = played
    fake.say("oRows", "帮助")
    assert _send(stage, "oRows") == ""
    with stage.app.database.read() as connection:
        assert connection.execute(select(Credit.account)).first()
        assert connection.execute(select(VendorToken.name)).scalars().all() == ["wechat:wx0123456789abcdef"]


def test_the_fixed_address_of_the_token_is_never_asked(
    monkeypatch: pytest.MonkeyPatch, played: Played
) -> None:
    fake, stage = played
    asked: list[str] = []
    request = requests.Session.request

    def watched(self: requests.Session, method: str, url: str, **more: Any) -> Any:
        asked.append(url)
        return request(self, method, url, **more)

    monkeypatch.setattr(requests.Session, "request", watched)
    fake.say("oAddress", "帮助")
    fake.platform.tokens.revoke()
    assert _send(stage, "oAddress") == ""
    assert asked
    assert all(url.startswith("http://127.0.0.1:") for url in asked)


def test_settings_fit_the_fake(clock: StoppedClock) -> None:
    """What the fake's account looks like passes the check of the settings."""
    assert wechat_settings(Account(key="k" * 43), "http://127.0.0.1:1").faults() == []
