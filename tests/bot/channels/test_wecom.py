"""企业微信 over HTTP: who is let in, cards and their buttons, and what the vendor does in silence."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
import requests
import xmltodict
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.channels.contract import NotSent
from bot.channels.tencent.wire import sign
from bot.channels.wecom.adapter import Allowance, WeCom
from bot.channels.wecom.cards import LONGEST_TEXT, messages
from bot.clock import StoppedClock
from bot.devtools.fakes.wecom import Application, FakeWeCom, Member
from bot.devtools.fakes.wecom import Card as ShownCard
from bot.devtools.fixtures import Actor
from handlers.message import Card, Choice, Reply, Row
from storage.tables import Inbox
from tests.bot.channels.tencent_harness import Stage, in_time, until, wecom, wecom_settings
from tests.conftest import MONDAY

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂")
STAFF = Actor("小赵", "staff", jurisdiction="440800")
LAWYER = Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1))
NEED = "和客户有合同纠纷，对方不肯付货款"
YES_NO = (Choice("接受", "p:offer:7:answer=accept"), Choice("婉拒", "p:offer:7:answer=decline"))
Played = tuple[FakeWeCom, Stage]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """A minute past the hour: at the hour itself notices wait."""
    clock = StoppedClock(MONDAY + timedelta(minutes=1))
    with wecom(tmp_path_factory.mktemp("wecom"), clock) as (fake, stage):
        stage.arrive(FIRM, "Firm")
        yield fake, stage


def _screen(played: Played, member: str, count: int) -> list[str]:
    """What stands before a member once there are so many messages; the limit lets the next go after a moment."""
    fake, stage = played

    in_time(stage, lambda: len(fake.members[member].seen) >= count)
    return fake.members[member].seen


def _send(played: Played, member: str, reply: Reply, key: str = "yiqi-1") -> str:
    """Send through the channel; what went wrong, or nothing."""
    fake, stage = played
    fake.members.setdefault(member, Member())
    channel = stage.channel
    assert isinstance(channel, WeCom)
    try:
        asyncio.run(channel.send(member, reply, key))
    except NotSent as error:
        return f"{error.trouble}: {error.reason}"
    return ""


def test_the_console_may_verify_the_address(played: Played) -> None:
    fake, _ = played
    assert fake.verify("1616140317555161061").text == "1616140317555161061"
    assert requests.get(fake.callback, params={"echostr": "AAAA"}, timeout=5).status_code == 403


def test_a_need_is_told_read_back_on_a_card_and_confirmed_by_a_button(played: Played) -> None:
    fake, _ = played
    fake.say("Firm", NEED)
    (card,) = _screen(played, "Firm", 1)
    assert "【需求】" in card
    assert "[确认]\n[修改]\n[取消]" in card
    fake.tap("Firm", "确认")
    card, posted = _screen(played, "Firm", 2)
    assert "需求已收到" in posted
    until(lambda: "已选：确认" in fake.members["Firm"].seen[0])
    assert "[确认]" not in fake.members["Firm"].seen[0]


def test_a_code_serves_once_and_72_hours(played: Played) -> None:
    fake, stage = played
    stage.arrive(FIRM, "Tapper")
    fake.say("Tapper", NEED)
    _screen(played, "Tapper", 1)
    told = fake.tap("Tapper", "取消")
    _screen(played, "Tapper", 2)
    until(lambda: "已选：取消" in fake.members["Tapper"].seen[0])
    updates = len(fake.platform.called("message/update_template_card"))
    fake.deliver(told)
    until(lambda: len(fake.platform.called("message/update_template_card")) > updates)
    assert len(fake.members["Tapper"].seen) == 2
    assert stage.inbox("Tapper:%:card:%") == 1


def test_a_menus_buttons_stay(played: Played) -> None:
    fake, stage = played
    stage.arrive(FIRM, "Menu")
    fake.event("Menu", "click", EventKey="帮助")
    (menu,) = _screen(played, "Menu", 1)
    assert "[我的需求]" in menu
    fake.tap("Menu", "我的需求")
    assert "还没有请过专家" in _screen(played, "Menu", 2)[1]
    assert fake.members["Menu"].seen[0] == menu


def test_staff_act_from_the_card(played: Played) -> None:
    """A notice with choices comes as a card, and its tap does what it says."""
    fake, stage = played
    stage.arrive(LAWYER, "Lawyer")
    fake.members["Lawyer"] = Member()
    stage.arrive(FIRM, "Another")
    fake.members["Another"] = Member()
    fake.say("Another", f"{NEED}，赤坎的")
    fake.say("Another", "确认")
    in_time(stage, lambda: any("[接单]\n[婉拒]" in shown for shown in fake.members["Lawyer"].seen))
    fake.tap("Lawyer", "接单")
    in_time(stage, lambda: any("接单成功" in shown for shown in fake.members["Lawyer"].seen))


def test_somebody_elses_card_does_nothing(played: Played) -> None:
    """The vendor says who tapped; a key taken from another member's card is not theirs to use."""
    fake, stage = played
    stage.arrive(FIRM, "Owner")
    stage.arrive(FIRM, "Thief")
    fake.say("Owner", NEED)
    _screen(played, "Owner", 1)
    card = fake.members["Owner"].screen[-1]
    assert isinstance(card, ShownCard)
    fake.members["Thief"] = Member()
    fake.tap_key("Thief", card, card.key("确认"))
    assert "办过了，或者过期" in _screen(played, "Thief", 1)[0]
    assert len(fake.members["Owner"].seen) == 1


@pytest.mark.parametrize(("kind", "parts"), [("voice", {"MediaId": "v"}), ("link", {"Title": "t"})])
def test_what_cannot_be_read_is_asked_for_in_words(played: Played, kind: str, parts: dict[str, str]) -> None:
    fake, stage = played
    member = f"Odd-{kind}"
    stage.arrive(FIRM, member)
    fake.message(member, kind, **parts)
    assert "打几个字" in _screen(played, member, 1)[0]


def test_entering_the_application_says_nothing(played: Played) -> None:
    fake, stage = played
    before = stage.rows(Inbox)
    fake.event("Firm", "enter_agent", EventKey="")
    fake.event("Firm", "LOCATION", Latitude="23.1", Longitude="113.3")
    assert stage.rows(Inbox) == before


def test_twenty_copies_at_once_are_one_row(played: Played) -> None:
    fake, stage = played
    stage.arrive(FIRM, "Copies")
    fake.members["Copies"] = Member()
    body = fake.body("Copies", {"MsgType": "text", "Content": "帮助"})
    with ThreadPoolExecutor(20) as pool:
        assert {answer.status_code for answer in pool.map(fake.post, [body] * 20)} == {200}
    assert stage.inbox(body["MsgId"]) == 1
    assert len(_screen(played, "Copies", 1)) == 1


def _sealed(fake: FakeWeCom, xml: str, receiver: str = "") -> str:
    app = fake.application
    stamp = str(int(fake._now().timestamp()))
    sealed = WeChatCrypto(app.token, app.key, receiver or app.corp_id).encrypt_message(xml, "n", stamp)
    return str(xmltodict.parse(sealed)["xml"]["Encrypt"])


def _posted(fake: FakeWeCom, sealed: str, seconds: int = 0) -> int:
    stamp = str(int(fake._now().timestamp()) + seconds)
    query = {
        "msg_signature": sign(fake.application.token, stamp, "n", sealed),
        "timestamp": stamp,
        "nonce": "n",
    }
    body = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode()
    return requests.post(fake.callback, body, params=query, timeout=5).status_code


def test_hostile_bodies_leave_no_row(played: Played) -> None:
    fake, stage = played
    before = stage.rows(Inbox)
    fine = "<xml><FromUserName>Firm</FromUserName><MsgType>text</MsgType><MsgId>77</MsgId><Content>x</Content></xml>"
    assert _posted(fake, _sealed(fake, fine, "ww9999999999999999")) == 403
    assert _posted(fake, _sealed(fake, fine), seconds=-301) == 403
    assert [_posted(fake, sealed) for sealed in ("AAAA", "A" * 64, "====")] == [403] * 3
    lol = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml>&b;</xml>'
    inside = [lol, "<xml>" + "<a>" * 3000, "hello", "<xml><MsgType>text</MsgType></xml>", ""]
    assert [_posted(fake, _sealed(fake, xml)) for xml in inside] == [400] * 5
    sealed = _sealed(fake, fine)
    stamp = str(int(fake._now().timestamp()))
    unsigned = [
        {},
        {"msg_signature": "0" * 40, "timestamp": stamp, "nonce": "n"},
        {"msg_signature": sign(fake.application.token, stamp, "n"), "timestamp": stamp, "nonce": "n"},
    ]
    for query in unsigned:
        body = f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()
        assert requests.post(fake.callback, body, params=query, timeout=5).status_code == 403
    for body in (b"x" * 70000, fine.encode(), b""):
        assert requests.post(fake.callback, body, timeout=5).status_code in (400, 413)
    assert stage.rows(Inbox) == before


# Sending.


def test_invaliduser_with_errcode_0_is_read(played: Played) -> None:
    fake, _ = played
    fake.members["ZhangSan"] = Member(visible=False)
    assert _send(played, "ZhangSan", Reply("您好")) == "blocked: invaliduser"


def test_the_same_key_arrives_once_and_the_same_words_twice(played: Played) -> None:
    """The vendor drops what repeats. Two equal answers to two questions must both arrive all the same."""
    fake, _ = played
    assert [_send(played, "Twice", Reply("没太听明白。"), key) for key in ("k1", "k1", "k2")] == [""] * 3
    assert fake.members["Twice"].seen == ["没太听明白。"] * 2
    asked = Reply("接吗？", choices=YES_NO)
    assert [_send(played, "TwiceCard", asked, key) for key in ("k1", "k1", "k2")] == [""] * 3
    assert len(fake.members["TwiceCard"].seen) == 2


def test_what_arrived_though_no_answer_came_is_not_doubled(played: Played) -> None:
    fake, _ = played
    fake.platform.fail("message/send", status=502)
    assert _send(played, "Lost", Reply("您好")) == "wait: HTTP 502"
    assert _send(played, "Lost", Reply("您好")) == ""
    assert _send(played, "Lost", Reply("您好")) == ""
    assert fake.members["Lost"].seen == ["您好"]


def test_a_member_gets_30_a_minute_and_the_rest_waits(played: Played) -> None:
    """What is beyond, the vendor drops and says nothing; so it is never sent."""
    fake, stage = played
    said = [_send(played, "Busy", Reply(f"第{n}条"), f"k{n}") for n in range(31)]
    assert said == [""] * 30 + ["wait: member's limit"]
    stage.clock.at += timedelta(minutes=1)
    assert _send(played, "Busy", Reply("第30条"), "k30") == ""
    assert fake.members["Busy"].seen == [f"第{n}条" for n in range(31)]


def test_a_member_gets_1000_an_hour() -> None:
    allowance = Allowance()
    for minute in range(100):
        allowance.use("Member", 10, MONDAY + timedelta(seconds=30 * minute))
    with pytest.raises(NotSent) as caught:
        allowance.use("Member", 1, MONDAY + timedelta(minutes=51))
    assert caught.value.after == timedelta(minutes=9)
    allowance.use("Member", 1, MONDAY + timedelta(minutes=60))


def test_two_processes_share_what_a_member_may_be_sent() -> None:
    """Thirty a minute, whoever sends them."""
    for process in (Allowance(), Allowance()):
        for _ in range(15):
            process.use("Member", 1, MONDAY, senders=2)
        with pytest.raises(NotSent):
            process.use("Member", 1, MONDAY, senders=2)


def test_a_reply_of_more_parts_than_the_share_goes_all_the_same() -> None:
    """Else it would wait for ever."""
    allowance = Allowance(((4, timedelta(minutes=1)),))
    allowance.use("Member", 3, MONDAY, senders=2)
    with pytest.raises(NotSent):
        allowance.use("Member", 1, MONDAY, senders=2)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"errcode": 45009}, "wait: errcode 45009"),
        ({"errcode": 60020}, "wait: errcode 60020"),
        ({"errcode": 81013}, "blocked: errcode 81013"),
        ({"errcode": 60111}, "blocked: errcode 60111"),
        ({"errcode": 40058}, "broken: errcode 40058"),
        ({"errcode": 40014}, ""),
        ({"status": 429}, "wait: HTTP 429"),
    ],
)
def test_what_the_vendor_says_is_sorted(played: Played, fault: dict[str, Any], said: str) -> None:
    fake, _ = played
    fake.platform.fail("message/send", **fault)
    assert _send(played, f"Sorted{fault}", Reply("您好")) == said


def test_a_token_revoked_in_mid_flight_is_renewed_once(played: Played) -> None:
    fake, _ = played
    _send(played, "Token", Reply("您好"))
    fetched = len(fake.platform.called("gettoken"))
    fake.platform.tokens.revoke()
    assert _send(played, "Token", Reply("还在"), "k2") == ""
    assert len(fake.platform.called("gettoken")) == fetched + 1
    fake.platform.fail("message/send", 50, errcode=42001)
    assert _send(played, "Token", Reply("再见"), "k3") == "wait: errcode 42001"
    fake.platform._faults.clear()
    assert len(fake.platform.called("gettoken")) <= fetched + 3


def test_files_go_with_a_reply_and_are_uploaded_once(played: Played) -> None:
    fake, stage = played
    picture, paper = stage.file(b"\x89PNG\r\n", "image/png"), stage.file(b"%PDF-1.7", "application/pdf")
    reply, uploads = Reply("花名册", files=(picture, paper)), len(fake.platform.called("media/upload"))
    assert [_send(played, "Files", reply), _send(played, "Files", reply)] == ["", ""]
    text, *files = fake.members["Files"].seen
    assert text == "花名册"
    assert [shown.split()[0] for shown in files] == ["[image", "[file"]
    assert [fake.media[shown.split()[1].rstrip("]")] for shown in files] == [b"\x89PNG\r\n", b"%PDF-1.7"]
    assert len(fake.platform.called("media/upload")) == uploads + 2
    stage.clock.at += timedelta(days=3)
    assert _send(played, "Files", reply, "k2") == ""
    assert len(fake.platform.called("media/upload")) == uploads + 4


# Cards.


def _kinds(reply: Reply) -> list[str]:
    return [part["msgtype"] for part in messages(reply, "yiqi-1")]


def test_a_reply_is_a_card_where_it_fits() -> None:
    short = Card("需求", (Row("问题", "合同"), Row("地区", "赤坎区", "inferred")))
    (message,) = messages(Reply("对吗？", short, YES_NO), "yiqi-1")
    card = message["template_card"]
    assert card["horizontal_content_list"][1] == {"keyname": "地区", "value": "赤坎区（我补的）"}
    assert [button["key"] for button in card["button_list"]] == [
        "p:offer:7:answer=accept|接受",
        "p:offer:7:answer=decline|婉拒",
    ]


@pytest.mark.parametrize(
    ("reply", "kinds"),
    [
        (Reply("您好"), ["text"]),
        (Reply("选一个", choices=tuple(Choice(f"{n}", f"s:{n}") for n in "abcdefg")), ["text"]),
        (Reply("选一个", choices=(Choice("一个很长很长很长的选项", "s:x"),)), ["text"]),
        (Reply("长" * 113, choices=YES_NO), ["text", "template_card"]),
        (Reply("看", Card("需求", (Row("问题", "长" * 27),)), YES_NO), ["text", "template_card"]),
        (
            Reply("看", Card("需求", tuple(Row(f"{n}", "值") for n in range(7))), YES_NO),
            ["text", "template_card"],
        ),
        (Reply("长" * 1400), ["text", "text", "text"]),
    ],
)
def test_what_does_not_fit_a_card_is_text(reply: Reply, kinds: list[str]) -> None:
    assert _kinds(reply) == kinds
    texts = [part["text"]["content"] for part in messages(reply, "k") if part["msgtype"] == "text"]
    assert all(len(text.encode()) <= LONGEST_TEXT for text in texts)


def test_a_task_has_an_id_of_its_own() -> None:
    """The vendor takes an id once for ever: also after the database was begun anew."""
    ids = {
        messages(Reply(text, choices=YES_NO), key)[0]["template_card"]["task_id"]
        for text in "甲乙"
        for key in ("yiqi-1", "yiqi-2")
    }
    assert len(ids) == 4


def test_settings_without_a_key_or_a_token_do_not_start() -> None:
    for missing in (Application(key=""), Application(token="")):
        with pytest.raises(ValueError, match=r"always encrypts|empty token"):
            WeCom(wecom_settings(missing, "http://127.0.0.1:1"))
    assert wecom_settings(Application(), "http://127.0.0.1:1").faults() == []
