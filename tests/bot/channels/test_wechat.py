"""公众号 over HTTP: what comes in, who is let in, and the answer in the vendor's own call."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
import requests
import xmltodict
from PIL import Image

from actions.people.bind import new_code
from bot.channels.tencent.wire import sign
from bot.channels.wechat.adapter import WeChat
from bot.clock import StoppedClock
from bot.devtools.fakes.wechat import FakeWeChat
from bot.devtools.fixtures import Actor, enter
from storage.tables import Activity, File, Inbox, Outbox
from storage.unit_of_work import UnitOfWork
from tests.bot.channels.tencent_harness import KEY, Stage, until, wechat
from tests.conftest import MONDAY

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂")
LAWYER = Actor("李律师", "expert", "440802", domains=("law", "hr"), certified=date(2026, 1, 1))
NEED = "供应商拖欠货款，合同纠纷，想找律师问问"
Played = tuple[FakeWeChat, Stage]


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    key = KEY if request.param == "encrypted" else ""
    folder = tmp_path_factory.mktemp(f"wechat-{request.param}")
    with wechat(folder, StoppedClock(MONDAY), key) as (fake, stage):
        stage.arrive(FIRM, "oFirm")
        yield fake, stage


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with wechat(tmp_path_factory.mktemp("wechat"), StoppedClock(MONDAY)) as (fake, stage):
        yield fake, stage


def test_the_console_may_verify_the_address(played: Played) -> None:
    fake, _ = played
    assert fake.verify("echo<&7").text == "echo<&7"
    assert requests.get(fake.callback, params={"echostr": "7"}, timeout=5).status_code == 403


def test_an_answer_comes_in_the_same_call(played: Played) -> None:
    fake, stage = played
    assert "【需求】" in fake.say("oFirm", NEED)
    assert "已取消" in fake.say("oFirm", "取消")
    assert not fake.platform.called("message/custom/send")
    until(lambda: stage.rows(Outbox, Outbox.state == "sending") == 0)


def test_a_number_typed_picks_the_choice(played: Played) -> None:
    fake, _ = played
    shown = fake.say("oFirm", "帮助")
    assert "1. 请专家帮忙\n2. 我的需求" in shown
    assert "还没有请过专家" in fake.say("oFirm", "2")


@pytest.mark.parametrize("key", ["请专家帮忙", "记日记", "我的进度", "帮助", "发需求", "写日记"])
def test_a_menu_click_is_a_command(played: Played, key: str) -> None:
    fake, stage = played
    expert, firm = f"oExpert{key}", f"oFirm{key}"
    stage.arrive(LAWYER, expert)
    stage.arrive(FIRM, firm)
    asker = firm if key in ("请专家帮忙", "发需求") else expert
    said = {"请专家帮忙": "取消", "记日记": "哪天、多久", "我的进度": "本年", "帮助": "服务完说一句话"}
    older = {"发需求": "请专家帮忙", "写日记": "记日记"}
    assert said[older.get(key, key)] in fake.event(asker, "CLICK", EventKey=key)


def test_a_menu_click_that_is_not_ones_own_is_told_so(played: Played) -> None:
    fake, _ = played
    assert "您现在还用不了" in fake.event("oFirm", "CLICK", EventKey="记日记")


def test_a_follower_is_greeted_and_may_post(played: Played) -> None:
    fake, _ = played
    assert "免费请专家" in fake.event("oNew", "subscribe", EventKey="")
    assert "同意" in fake.say("oNew", NEED)


def test_voice_is_read_where_it_was_recognised(played: Played) -> None:
    fake, _ = played
    assert "【需求】" in fake.message("oFirm", "voice", MediaId="v", Recognition=NEED)
    fake.say("oFirm", "取消")
    assert "打几个字" in fake.message("oFirm", "voice", MediaId="v", Recognition="")
    assert "打几个字" in fake.message("oFirm", "voice", MediaId="v")


def test_a_position_that_nobody_asked_for_does_no_harm(played: Played) -> None:
    fake, _ = played
    assert "用不上" in fake.message("oFirm", "location", Location_X="21.27", Location_Y="110.36")


def _picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "JPEG")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said", "kept"),
    [(_picture(), "图片收到了", 1), (b"MZ\x90 no picture", "只能发送照片", 0), (b"", "只能发送照片", 0)],
)
def test_a_picture_is_looked_at_as_from_the_web(played: Played, content: bytes, said: str, kept: int) -> None:
    fake, stage = played
    before = stage.rows(File)
    fake.media["m"] = content
    assert said in fake.message("oFirm", "image", MediaId="m", PicUrl="http://169.254.169.254/latest")
    assert stage.rows(File) == before + kept


def test_a_picture_that_cannot_be_fetched_is_asked_for_again(played: Played) -> None:
    fake, _ = played
    assert "再发一次" in fake.message("oFirm", "image", MediaId="gone")


def test_a_newcomers_picture_is_not_kept(played: Played) -> None:
    fake, stage = played
    before = stage.rows(File)
    fake.media["m"] = _picture()
    fake.message("oStranger", "image", MediaId="m")
    assert stage.rows(File) == before


def test_markup_is_text(played: Played) -> None:
    fake, _ = played
    shown = fake.say("oFirm", f"{NEED}，<script>]]></Content><MsgType>x ]]> &lol;")
    assert "<script>]]></Content><MsgType>x ]]>" in shown
    fake.say("oFirm", "取消")


def test_twenty_copies_at_once_are_one_row_and_one_answer(played: Played) -> None:
    fake, stage = played
    number = "7700" + "1" * 10
    body = fake.body("oFirm", {"MsgType": "text", "MsgId": number, "Content": "帮助"})
    with ThreadPoolExecutor(20) as pool:
        answers = [fake._shown(answer.text) for answer in pool.map(fake.post, [body] * 20)]
    assert stage.inbox(number) == 1
    assert len(set(answers)) == 1
    assert answers[0]
    until(lambda: stage.rows(Outbox, Outbox.state != "sent") == 0)
    assert fake._shown(fake.post(body).text) == answers[0]


def test_an_event_sent_again_is_one_row(played: Played) -> None:
    fake, stage = played
    before = stage.rows(Inbox)
    body = fake.body(
        "oFirm", {"MsgType": "event", "Event": "CLICK", "EventKey": "帮助", "CreateTime": "1772413111"}
    )
    answers = {fake._shown(fake.post(body).text) for _ in range(3)}
    assert len(answers) == 1
    other = body | {"EventKey": "请专家帮忙"}
    assert fake._shown(fake.post(other).text) not in answers
    assert stage.rows(Inbox) == before + 2


def test_a_copy_of_a_picture_is_fetched_once(plain: Played) -> None:
    fake, stage = plain
    stage.arrive(FIRM, "oPhoto")
    fake.media["m"] = _picture()
    fetched, kept = len(fake.platform.called("media/get")), stage.rows(File)
    fake.platform.fail("media/get", delay=0.5)
    body = fake.body("oPhoto", {"MsgType": "image", "MsgId": "881", "MediaId": "m"})
    with ThreadPoolExecutor(5) as pool:
        assert len({answer.text for answer in pool.map(fake.post, [body] * 5)}) == 1
    assert len(fake.platform.called("media/get")) == fetched + 1
    assert stage.rows(File) == kept + 1


def _hostile() -> list[tuple[str, int, bytes]]:
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><xml><Content>&b;</Content></xml>'
    return [
        ("an XML bomb", 400, lol),
        ("nested tags", 400, b"<xml>" + b"<a>" * 20000),
        ("too large", 413, b"<xml><Content>" + b"x" * 70000),
        ("no XML", 400, b"hello"),
        ("empty", 400, b""),
        ("JSON", 400, b'{"FromUserName": "o"}'),
        ("no sender", 400, b"<xml><MsgType>text</MsgType><MsgId>1</MsgId></xml>"),
        (
            "a list for a sender",
            400,
            b"<xml><FromUserName><a>o</a></FromUserName><MsgType>text</MsgType></xml>",
        ),
        ("no event", 400, b"<xml><FromUserName>o</FromUserName><MsgType>event</MsgType></xml>"),
    ]


@pytest.mark.parametrize(("what", "status", "body"), _hostile(), ids=[what for what, _, _ in _hostile()])
def test_a_hostile_body_leaves_no_row(plain: Played, what: str, status: int, body: bytes) -> None:
    fake, stage = plain
    before = stage.rows(Inbox)
    query = fake.signed(str(int(MONDAY.timestamp())), "n")
    assert requests.post(fake.callback, body, params=query, timeout=5).status_code == status
    assert stage.rows(Inbox) == before


def _wrong_queries(fake: FakeWeChat) -> list[dict[str, str]]:
    now = int(MONDAY.timestamp())
    right = fake.signed(str(now), "n")
    return [
        {},
        right | {"signature": ""},
        right | {"signature": "0" * 40},
        right | {"nonce": "m"},
        right | {"timestamp": str(now + 1)},
        fake.signed(str(now - 301), "n"),
        fake.signed(str(now + 301), "n"),
        {"signature": sign("", str(now), "n"), "timestamp": str(now), "nonce": "n"},
    ]


def test_a_wrong_signature_or_an_old_one_leaves_no_row(played: Played) -> None:
    fake, stage = played
    before = stage.rows(Inbox)
    body = xmltodict.unparse({"xml": fake.body("oFirm", {"MsgType": "text", "MsgId": "5", "Content": "x"})})
    for query in _wrong_queries(fake):
        assert requests.post(fake.callback, body.encode(), params=query, timeout=5).status_code in (400, 403)
    assert stage.rows(Inbox) == before


@pytest.mark.parametrize("played", ["encrypted"], indirect=True)
def test_a_plain_body_is_nobodys_where_we_encrypt(played: Played) -> None:
    fake, stage = played
    before = stage.rows(Inbox)
    body = xmltodict.unparse({"xml": fake.body("oFirm", {"MsgType": "text", "MsgId": "6", "Content": "x"})})
    query = fake.signed(str(int(MONDAY.timestamp())), "n")
    assert requests.post(fake.callback, body.encode(), params=query, timeout=5).status_code == 400
    assert stage.rows(Inbox) == before


@pytest.mark.parametrize("played", ["encrypted"], indirect=True)
def test_bad_ciphertext_and_another_receiver_are_refused(played: Played) -> None:
    fake, stage = played
    before = stage.rows(Inbox)
    from wechatpy.crypto import WeChatCrypto

    xml = xmltodict.unparse({"xml": fake.body("oFirm", {"MsgType": "text", "MsgId": "7", "Content": "x"})})
    stamp = str(int(MONDAY.timestamp()))
    other = WeChatCrypto(fake.account.token, fake.account.key, "wx9999999999999999").encrypt_message(
        xml, "n", stamp
    )
    bodies = [xmltodict.parse(other)["xml"]["Encrypt"], "AAAA", "A" * 64, "="]
    for sealed in bodies:
        query = {
            "msg_signature": sign(fake.account.token, stamp, "n", sealed),
            "timestamp": stamp,
            "nonce": "n",
        }
        sent = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode()
        assert requests.post(fake.callback, sent, params=query, timeout=5).status_code == 403
    assert stage.rows(Inbox) == before


def test_what_is_not_ready_in_time_is_pushed_later(plain: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vendor is answered with nothing, does not call again, and the person sees the answer all the same."""
    fake, stage = plain
    stage.arrive(FIRM, "oSlow")
    go_on = threading.Event()
    assert isinstance(stage.channel, WeChat)
    monkeypatch.setattr(stage.channel._receiving, "_within", 0.2)
    stage.app.database.write(lambda work: go_on.wait(20), "wechat:oSlow")
    assert fake.say("oSlow", "帮助") == ""
    go_on.set()
    until(lambda: stage.inbox() and stage.rows(Outbox, Outbox.state == "queued"))
    stage.later(seconds=6)
    assert "遇到什么难事" in until(lambda: fake.followers["oSlow"].seen)[0]
    assert len(fake.followers["oSlow"].seen) == 1


def test_what_the_database_refused_is_not_acknowledged(
    plain: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import Future

    from bot.runtime.writer import NotTaken

    fake, stage = plain
    refused: Future[Any] = Future()
    refused.set_exception(NotTaken("disk full"))
    body = fake.body("oFirm", {"MsgType": "text", "MsgId": "991", "Content": "帮助"})
    with monkeypatch.context() as broken:
        broken.setattr(stage.app.database, "write", lambda *_: refused)
        assert fake.post(body).status_code == 503
    assert stage.inbox("991") == 0
    assert "免费请专家" in fake._shown(fake.post(body).text)


def test_a_long_answer_is_pushed_in_pieces(plain: Played) -> None:
    """2048 bytes hold some 680 characters; nothing is lost and no character is cut."""
    fake, stage = plain
    stage.arrive(FIRM, "oLong")
    for number in range(10):
        stage.arrive(
            Actor(
                f"专家{number}号",
                "expert",
                "440802",
                unit="律师事务所" * 18,
                domains=("law",),
                certified=date(2026, 1, 1),
            ),
            f"oE{number}",
        )
    assert fake.say("oLong", "专家名录") == ""
    pieces = until(lambda: len(fake.followers["oLong"].seen) > 1 and fake.followers["oLong"].seen)
    assert all(len(piece.encode()) <= 2048 for piece in pieces)
    assert "志愿专家（部分）" in pieces[0]
    assert "请专家帮忙" in pieces[-1]


def _issued(stage: Stage) -> str:
    """A binding code for a lawyer of the register who has no account yet."""

    def issue(work: UnitOfWork) -> str:
        expert = enter(work, LAWYER, [], stage.app.rules, stage.app.clock.now())
        return new_code(work, expert, expert, stage.app.clock.now())

    return stage.app.database.write(issue).result()


def test_scanning_the_code_of_staff_binds(plain: Played) -> None:
    fake, stage = plain
    code = _issued(stage)
    assert "同意" in fake.event("oScans", "subscribe", EventKey=f"qrscene_{code}", Ticket="t")
    assert "绑定成功" in fake.say("oScans", "同意")
    assert "用过了" in fake.event("oThief", "SCAN", EventKey=code) + fake.say("oThief", "同意")


def test_an_activity_has_one_code_for_all_which_signs_up(plain: Played) -> None:
    fake, stage = plain
    today = stage.app.clock.now().date()

    def announce(work: UnitOfWork) -> int:
        person = enter(work, LAWYER, [], stage.app.rules, stage.app.clock.now())
        one = Activity(kind="event", title="税收沙龙", held_on=today, region="440802", person_id=person, door_code="4831",
                       created_at=stage.app.clock.now())  # fmt: skip
        work.session.add(one)
        work.session.flush()
        return one.id

    key, asked = stage.app.database.write(announce).result(), len(fake.platform.called("qrcode/create"))
    for page in (f"hd{key}", f"hd{key}", "qd4831"):
        shown = requests.get(f"{fake.callback}/qr/{page}", allow_redirects=False, timeout=5)
        assert shown.headers["location"].startswith("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=")
    scenes = [
        one.data["action_info"]["scene"]["scene_str"] for one in fake.platform.called("qrcode/create")[asked:]
    ]
    assert scenes == [f"hd{key}", "qd4831"]
    for gone in ("hd99", "qd0000"):
        assert requests.get(f"{fake.callback}/qr/{gone}", timeout=5).status_code == 404
    fake.event("oReadsPosters", "subscribe", EventKey=f"qrscene_hd{key}", Ticket="t")
    assert "税收沙龙" in fake.say("oReadsPosters", "同意")
    assert "已报名" in fake.say("oReadsPosters", "确认")
    stage.clock.at += timedelta(days=1)
    assert requests.get(f"{fake.callback}/qr/hd{key}", timeout=5).status_code == 404


def test_a_code_is_shown_to_be_scanned_while_it_is_good(plain: Played) -> None:
    fake, stage = plain
    code, asked = _issued(stage), len(fake.platform.called("qrcode/create"))
    page = f"{fake.callback}/qr/{code}"
    shown = requests.get(page, allow_redirects=False, timeout=5)
    assert shown.headers["location"].startswith("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=")
    (call,) = fake.platform.called("qrcode/create")[asked:]
    assert (call.data["expire_seconds"], call.data["action_info"]) == (600, {"scene": {"scene_str": code}})
    fake.platform.fail("qrcode/create", errcode=45009)
    assert requests.get(page, timeout=5).status_code == 503
    stage.clock.at += timedelta(minutes=10)
    for gone in (code, "0" * 32, "x"):
        assert requests.get(f"{fake.callback}/qr/{gone}", timeout=5).status_code == 404
    assert len(fake.platform.called("qrcode/create")) == asked + 2
