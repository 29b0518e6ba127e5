"""What only Telegram has: signed buttons, cards changed in place, commands, groups, contacts, a chat that moves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.telegram.receiving import LONG_AGO, NOT_YOURS
from bot.devtools.drivers.telegram import TelegramDriver
from bot.devtools.fakes.telegram import FakeTelegram, Fault
from handlers.message import Attachment, Choice, Reply
from storage.tables import Account, Diary, File
from tests.contracts.channels.conftest import NEED, ChannelHarness, text_of
from tests.contracts.crowd import rows

LIBRARIES = ("telegram", "telegram-aiogram")
SERVICE = "昨天下午2点到4点在赤坎给3家企业讲税务"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
both_libraries = pytest.mark.parametrize("harness", LIBRARIES, indirect=True, scope="package")
one_library = pytest.mark.parametrize("harness", LIBRARIES[:1], indirect=True, scope="package")
_groups = iter(range(-1001000000001, -1001000001000, -1))


def _line(harness: ChannelHarness) -> TelegramDriver:
    assert isinstance(harness.driver, TelegramDriver)
    return harness.driver


def _fake(harness: ChannelHarness) -> FakeTelegram:
    return _line(harness).fake


def _card(harness: ChannelHarness, name: str) -> tuple[dict[str, object], list[dict[str, str]]]:
    """The newest message with buttons, and these."""
    shown = _fake(harness).shown(_line(harness).user(name))
    message = next(one for one in reversed(shown) if "inline_keyboard" in one.get("reply_markup", {}))
    return message, [button for row in message["reply_markup"]["inline_keyboard"] for button in row]


@both_libraries
def test_a_tapped_card_shows_what_was_chosen_and_has_no_buttons(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    harness.say(owner, NEED)
    card, _ = _card(harness, owner)
    harness.choose(owner, "确认")
    assert fake.wait(lambda: "reply_markup" not in card)
    assert str(card["text"]).endswith("✓ 确认")


@one_library
def test_a_menu_keeps_its_buttons(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.say(owner, "/start")
    harness.choose(owner, "我的需求")
    harness.choose(owner, "请专家帮忙")
    assert "请专家帮忙" in text_of(harness.driver.shown(owner)[:1])


@both_libraries
def test_every_tap_is_answered(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    harness.say(owner, NEED)
    harness.choose(owner, "修改")
    assert fake.wait(lambda: None not in fake.answered.values())


@one_library
def test_another_persons_button_is_refused(harness: ChannelHarness) -> None:
    owner, other, fake = harness.firm(), harness.firm(), _fake(harness)
    harness.say(owner, NEED)
    card, buttons = _card(harness, owner)
    assert _pressed(harness, other, card, buttons[0]["callback_data"]) == NOT_YOURS
    assert harness.taken(other) == 0
    assert "需求已收到" in harness.choose(owner, "确认"), fake.calls[-3:]


@one_library
@pytest.mark.parametrize("change", ["token", "until", "mark", "nothing-left", "not-ascii"])
def test_a_changed_button_is_refused(harness: ChannelHarness, change: str) -> None:
    owner = harness.firm()
    harness.say(owner, NEED)
    card, buttons = _card(harness, owner)
    data = buttons[0]["callback_data"]
    changed = {
        "token": data[:-1] + "9",
        "until": data[:12] + "ffffff" + data[18:],
        "mark": "A" * 12 + data[12:],
        "nothing-left": "",
        "not-ascii": "标" * 20,
    }
    taken = harness.taken(owner)
    assert _pressed(harness, owner, card, changed[change]) == NOT_YOURS
    assert harness.taken(owner) == taken


@one_library
def test_a_button_of_long_ago_is_refused_kindly(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.say(owner, NEED)
    card, buttons = _card(harness, owner)
    harness.clock.move(timedelta(days=31))
    assert _pressed(harness, owner, card, buttons[0]["callback_data"]) == LONG_AGO


def _pressed(harness: ChannelHarness, name: str, card: dict[str, object], data: str) -> str | None:
    """What the box says that the tap opened."""
    fake = _fake(harness)
    query = str(fake.press(_line(harness).user(name), card, data)["callback_query"]["id"])
    assert fake.wait(lambda: fake.answered[query] is not None)
    return fake.answered[query]


@both_libraries
def test_commands_follow_the_role(harness: ChannelHarness) -> None:
    owner, expert, fake = harness.firm(), harness.expert("440803", "law"), _fake(harness)
    harness.say(owner, "帮助")
    harness.say(expert, "帮助")
    everybody, of_owner, of_expert = 0, *(_line(harness).user(name) for name in (owner, expert))
    assert fake.wait(lambda: of_expert in fake.commands and everybody in fake.commands)
    names = {user: {command["command"] for command in listed} for user, listed in fake.commands.items()}
    assert of_owner not in names, "enterprises and guests share the menu that every chat has"
    assert {"need", "my_needs", "help", "cancel"} <= names[everybody]
    assert "diary" in names[of_expert] - names[everybody]
    assert "my_needs" not in names[of_expert]
    assert "哪天、多久" in harness.say(expert, "/diary")


@both_libraries
def test_phone_and_place_have_keys_and_a_phone_is_believed_only_from_its_owner(
    harness: ChannelHarness,
) -> None:
    guest, fake = harness.stranger(), _fake(harness)
    user = _line(harness).user(guest)
    harness.say(guest, NEED)
    harness.choose(guest, "同意")
    where = fake.shown(user)[-1]["reply_markup"]["keyboard"][0][0]
    assert where == {"text": "发送我的位置（只记到区县）", "request_location": True}
    harness.after(guest, lambda: harness.driver.send_place(guest, 21.27, 110.36))
    harness.say(guest, "红土地水产加工厂")
    asked = fake.shown(user)[-1]
    assert asked["reply_markup"]["keyboard"][0][0] == {"text": "发送我的手机号", "request_contact": True}
    stolen = {"phone_number": "13900002222", "first_name": "别人", "user_id": user + 1}
    harness.after(guest, lambda: fake.say(user, contact=stolen))
    assert "您自己的手机号" in fake.shown(user)[-1]["text"]
    harness.after(guest, lambda: harness.driver.send_phone(guest, "13800001111"))
    assert "需求已收到" in harness.choose(guest, "确认")


@both_libraries
def test_a_document_comes_in_and_papers_go_out(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    user = _line(harness).user(owner)
    harness.after(owner, lambda: fake.send_document(user, PDF, "执照.exe"))
    with harness.app.database.read() as connection:
        key, kind, content = connection.execute(
            File.__table__.select().with_only_columns(File.key, File.media_type, File.content)
        ).all()[-1]
    assert (kind, content) == ("application/pdf", PDF)
    harness.tell(owner, Reply("您的证书。", files=(Attachment(key, kind, len(content)),)))
    harness.running.settle()
    sent = fake.shown(user)[-1]["document"]
    assert (sent["file_name"], fake.files[sent["file_id"]]) == ("yiqi.pdf", PDF)


@one_library
def test_a_file_that_cannot_be_fetched_is_asked_for_again(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    fake.faults["getFile"].append(Fault(400, "Bad Request: wrong file_id"))
    answer = harness.after(
        owner, lambda: fake.send_document(_line(harness).user(owner), PDF, "a.pdf") and None
    )
    assert "再发一次" in answer


@one_library
def test_while_telegram_is_down_a_file_waits_and_comes_again(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    fake.faults["getFile"].append(Fault(502, "Bad Gateway"))
    update = fake.send_document(_line(harness).user(owner), PDF, "a.pdf")
    assert (fake.mail.statuses[-1], harness.taken(owner)) == (503, 0)
    assert fake.mail.push(update) == 200
    assert harness.taken(owner) == 1


@both_libraries
def test_a_pieces_refusal_does_not_repeat_the_pieces_before_it(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    fake.faults["sendMessage"] += [
        Fault(),
        Fault(429, "Too Many Requests: retry after 3", {"retry_after": 3}),
    ]
    text = "\n".join(f"第{number}行" + "说" * 40 for number in range(200))
    row = harness.tell(owner, Reply(text))
    harness.running.settle()
    harness.wait(timedelta(minutes=5))
    assert harness.outbox(row).state == "sent"
    assert "\n".join(reply.text for reply in harness.driver.shown(owner)) == text


@both_libraries
def test_a_lost_answer_of_telegrams_is_tried_again(harness: ChannelHarness) -> None:
    """At least once: Telegram has no key against doubles, and an answer may not be lost."""
    owner, fake = harness.firm(), _fake(harness)
    fake.faults["sendMessage"].append(Fault(500, "Internal Server Error", done=True))
    harness.tell(owner, Reply("说一次或两次。"))
    harness.running.settle()
    harness.wait(timedelta(minutes=5))
    assert {reply.text for reply in harness.driver.shown(owner)} == {"说一次或两次。"}


@both_libraries
def test_a_token_revoked_in_mid_flight_loses_nothing(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    fake.faults["sendMessage"].append(Fault(401, "Unauthorized"))
    row = harness.tell(owner, Reply("换了令牌以后到。"))
    harness.running.settle()
    assert harness.outbox(row).state == "retry"
    harness.wait(timedelta(minutes=10))
    assert harness.outbox(row).state == "sent"


def _group(harness: ChannelHarness) -> int:
    chat = next(_groups)
    _fake(harness).group(chat, "赤坎服务工作站")
    return chat


def _in_group(harness: ChannelHarness, name: str, text: str, chat: int) -> list[str]:
    """What is shown in the group because somebody says this there."""
    fake = _fake(harness)
    before = len(fake.shown(chat))
    fake.say(_line(harness).user(name), text, chat)
    harness.running.settle()
    return [message["text"] for message in fake.shown(chat)[before:]]


@both_libraries
def test_a_group_keeps_diaries_and_each_members_talk_is_their_own(harness: ChannelHarness) -> None:
    first, second, chat = harness.expert("440802", "tax"), harness.expert("440802", "law"), _group(harness)
    before = rows(harness.app, Diary)
    assert "【志愿日记】" in _in_group(harness, first, f"@yiqi_bot {SERVICE}", chat)[0]
    assert "没有等您确认" in _in_group(harness, second, "@yiqi_bot 确认", chat)[0]
    fake = _fake(harness)
    card = fake.shown(chat)[0]
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert _pressed(harness, second, card, data) == NOT_YOURS
    assert rows(harness.app, Diary) == before
    fake.tap(_line(harness).user(first), "确认", chat)
    harness.running.settle()
    assert "已记录" in fake.shown(chat)[-1]["text"]
    assert rows(harness.app, Diary) == before + 1
    assert fake.shown(_line(harness).user(first)) == []


@one_library
def test_a_group_hears_only_what_is_said_to_us(harness: ChannelHarness) -> None:
    expert, chat = harness.expert("440802", "tax"), _group(harness)
    assert _in_group(harness, expert, SERVICE, chat) == []
    assert _in_group(harness, expert, "/diary@other_bot", chat) == []
    assert harness.taken(expert) == 0


@one_library
def test_nothing_private_is_done_or_shown_in_a_group(harness: ChannelHarness) -> None:
    owner, expert, chat = harness.firm(), harness.expert("440804", "finance"), _group(harness)
    harness.say(expert, "我要投诉")
    assert "私聊" in _in_group(harness, owner, f"@yiqi_bot {NEED}", chat)[0]
    assert "私聊" in _in_group(harness, harness.stranger(), "/need", chat)[0]
    shown = _in_group(harness, expert, "@yiqi_bot 接受", chat)[0]
    assert "投诉" not in shown
    assert "帮助" in harness.say(expert, "帮助") or "投诉" in harness.say(expert, "帮助")


@one_library
def test_a_group_that_put_us_out_is_answered_privately(harness: ChannelHarness) -> None:
    expert, chat, fake = harness.expert("440802", "tax"), _group(harness), _fake(harness)
    fake.chats[chat].blocked = True
    assert _in_group(harness, expert, "@yiqi_bot 我的进度", chat) == []
    assert "本年" in harness.driver.shown(expert)[-1].text


@both_libraries
def test_a_group_that_moved_is_followed(harness: ChannelHarness) -> None:
    expert, chat, new, fake = (
        harness.expert("440802", "tax"),
        _group(harness),
        _group(harness),
        _fake(harness),
    )
    fake.chats[chat].moved_to = new
    _in_group(harness, expert, "@yiqi_bot 我的进度", chat)
    assert "本年" in fake.shown(new)[-1]["text"]


@both_libraries
def test_an_account_that_moved_is_kept_under_its_new_name(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    old, new = _group(harness), _group(harness)
    person = harness.outbox(harness.tell(owner, Reply("先来一条。"))).person_id
    group = Account(
        channel="telegram", external_id=str(old), person_id=person, created_at=harness.clock.now()
    )
    harness.app.database.write(lambda work: work.session.add(group)).result()
    fake.chats[old].moved_to = new
    harness.tell_account(group.id, Reply("请查收。", choices=(Choice("发布需求", "s:need"),)))
    harness.running.settle()
    harness.wait(timedelta(minutes=5))
    assert [message["text"] for message in fake.shown(new)] == ["请查收。\n要办理请私聊我。"]


@one_library
def test_a_group_gets_twenty_messages_a_minute_and_the_rest_later(harness: ChannelHarness) -> None:
    expert, chat, fake = harness.expert("440802", "tax"), _group(harness), _fake(harness)
    for _ in range(25):
        fake.say(_line(harness).user(expert), "@yiqi_bot 我的进度", chat)
        harness.running.settle()
    assert len(fake.shown(chat)) == 20
    harness.wait(timedelta(minutes=3))
    assert len(fake.shown(chat)) == 25


@one_library
def test_a_stations_group_gets_its_reminders_when_its_head_says_so(harness: ChannelHarness) -> None:
    station, expert, chat, fake = (
        harness.station(),
        harness.expert("440802", "tax"),
        _group(harness),
        _fake(harness),
    )
    assert "只有工作站" in _in_group(harness, expert, "@yiqi_bot 本群接收提醒", chat)[0]
    assert "也会发到本群" in _in_group(harness, station, "@yiqi_bot 本群接收提醒", chat)[0]
    harness.remind(station)
    assert "没有您的日记" in harness.driver.shown(station)[-1].text
    reminded = fake.shown(chat)[-1]
    assert "没有您的日记" in reminded["text"]
    assert "reply_markup" not in reminded
    assert "不再发到本群" in _in_group(harness, station, "@yiqi_bot 本群不再接收提醒", chat)[0]
    harness.remind(station)
    assert harness.driver.shown(station)[-1].text.count("没有您的日记") == 1
    assert fake.shown(chat)[-1]["text"] == "好的，提醒不再发到本群。"


def _closed(harness: ChannelHarness, name: str) -> bool:
    named = select(Account.closed_at).where(Account.external_id == str(_line(harness).user(name)))
    with harness.app.database.read() as connection:
        return connection.execute(named).scalar_one() is not None


@both_libraries
def test_who_blocks_us_is_known_at_once_and_who_comes_back_is_greeted(harness: ChannelHarness) -> None:
    owner, fake = harness.firm(), _fake(harness)
    harness.say(owner, "你好")
    user, before = _line(harness).user(owner), len(harness.driver.shown(owner))
    fake.standing(user, "member", "kicked")
    assert _closed(harness, owner)
    assert len(harness.driver.shown(owner)) == before
    fake.standing(user, "kicked", "member")
    assert fake.wait(lambda: len(harness.driver.shown(owner)) > before)
    harness.say(owner, "你好")
    assert not _closed(harness, owner)
