"""What only a phone on Telegram sends: edits, topics, anonymous administrators, kinds of message of tomorrow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.channels.telegram.kinds import OTHERWISE, SERVICE, VOICE
from bot.channels.telegram.reading import NOBODY
from bot.devtools.drivers.telegram import TelegramDriver
from bot.devtools.fakes.telegram import FakeTelegram
from storage.tables import Diary
from tests.contracts.channels.conftest import ChannelHarness, text_of
from tests.contracts.channels.test_telegram import both_libraries, one_library
from tests.contracts.crowd import rows

SERVED = "昨天下午在赤坎区给两家企业讲了两个小时社保缴费"
_groups = iter(range(-1002000000001, -1002000001000, -1))


def _driver(harness: ChannelHarness) -> TelegramDriver:
    assert isinstance(harness.driver, TelegramDriver)
    return harness.driver


def _fake(harness: ChannelHarness) -> FakeTelegram:
    return _driver(harness).fake


def _said(harness: ChannelHarness, name: str, text: str = "", **parts: Any) -> str:
    """What is shown to somebody who sends this."""
    return harness.after(name, lambda: _fake(harness).say(_driver(harness).user(name), text, **parts))


def _edited(harness: ChannelHarness, name: str, piece: str, text: str) -> str:
    fake, user = _fake(harness), _driver(harness).user(name)
    return harness.after(name, lambda: fake.edit(user, fake.said(user, piece), text))


@both_libraries
def test_an_edit_is_delivered_and_heard_while_the_card_waits(harness: ChannelHarness) -> None:
    expert, before = harness.expert("440802", "tax"), rows(harness.app, Diary)
    harness.say(expert, SERVED)
    harness.say(expert, "时长改成三个小时")
    assert "4 小时（已修改）" in _edited(harness, expert, "时长改成三个小时", "时长改成四个小时")
    assert "4 小时" in harness.choose(expert, "确认")
    assert "不会跟着变" in _edited(harness, expert, "昨天下午", f"{SERVED}！")
    assert rows(harness.app, Diary) == before + 1


@both_libraries
def test_a_change_that_nobody_made_is_passed_over(harness: ChannelHarness) -> None:
    expert, fake = harness.expert("440802", "tax"), _fake(harness)
    user = _driver(harness).user(expert)
    harness.say(expert, SERVED)
    assert _edited(harness, expert, SERVED, SERVED) == ""
    harness.choose(expert, "取消")
    assert _edited(harness, expert, SERVED, SERVED) == ""
    moving = fake.say(user, location={"latitude": 21.27, "longitude": 110.36, "live_period": 900})
    harness.running.settle()
    moved = moving["message"] | {"edit_date": fake.moment()}
    assert harness.after(expert, lambda: fake.mail.post({"update_id": 1, "edited_message": moved})) == ""


@both_libraries
def test_an_edit_that_comes_twice_is_one_edit(harness: ChannelHarness) -> None:
    expert, fake = harness.expert("440802", "tax"), _fake(harness)
    user = _driver(harness).user(expert)
    harness.say(expert, SERVED)
    update = fake.edit(user, fake.said(user, SERVED), SERVED.replace("两家", "五家"))
    harness.running.settle()
    assert harness.after(expert, lambda: fake.mail.post(update)) == ""
    assert "5 家（已修改）" in text_of(harness.driver.shown(expert)[-1:])


@both_libraries
def test_today_is_the_day_of_writing(harness: ChannelHarness) -> None:
    expert = harness.expert("440802", "tax")
    written = (harness.clock.now() - timedelta(days=1)).replace(hour=18, minute=10)
    shown = _said(harness, expert, SERVED.replace("昨天", "今天"), date=int(written.timestamp()))
    assert f"日期：{written.month}月{written.day}日" in shown


@one_library
@pytest.mark.parametrize("date", [0, -(2**62), 2**62, 4_000_000_000])
def test_a_moment_that_no_clock_shows_is_not_believed(harness: ChannelHarness, date: int) -> None:
    expert = harness.expert("440802", "tax")
    yesterday = harness.clock.now() - timedelta(days=1)
    assert f"日期：{yesterday.month}月{yesterday.day}日" in _said(harness, expert, SERVED, date=date)


@both_libraries
def test_in_a_topic_answers_and_cards_stay_there(harness: ChannelHarness) -> None:
    expert, chat, fake = harness.expert("440802", "tax"), next(_groups), _fake(harness)
    fake.group(chat, "志愿专家交流群")
    topic, user = fake.topic(chat), _driver(harness).user(expert)
    fake.say(user, f"@yiqi_bot {SERVED}", chat, topic)
    harness.running.settle()
    fake.tap(user, "确认", chat)
    harness.running.settle()
    assert [one["message_thread_id"] for one in fake.shown(chat)] == [topic, topic]
    assert "已记录" in fake.shown(chat)[-1]["text"]
    assert fake.shown(user) == []


@both_libraries
def test_reminders_go_into_the_topic_that_asked_for_them_last(harness: ChannelHarness) -> None:
    station, chat, fake = harness.station(), next(_groups), _fake(harness)
    fake.group(chat, "赤坎服务工作站")
    first, second, user = fake.topic(chat), fake.topic(chat), _driver(harness).user(station)
    for topic in (first, second):
        fake.say(user, "@yiqi_bot 本群接收提醒", chat, topic)
        harness.running.settle()
    harness.remind(station)
    assert fake.shown(chat)[-1]["message_thread_id"] == second
    assert sum("没有您的日记" in one["text"] for one in fake.shown(chat)) == 1
    fake.say(user, "@yiqi_bot 本群不再接收提醒", chat, first)
    harness.running.settle()
    harness.remind(station)
    assert fake.shown(chat)[-1]["text"] == "好的，提醒不再发到本群。"


@both_libraries
def test_a_topic_that_is_gone_is_answered_privately(harness: ChannelHarness) -> None:
    expert, chat, fake = harness.expert("440802", "tax"), next(_groups), _fake(harness)
    fake.group(chat, "志愿专家交流群")
    topic, user = fake.topic(chat), _driver(harness).user(expert)
    update = fake.update_of(user, "@yiqi_bot 我的进度", chat, topic)
    fake.chats[chat].topics.clear()
    assert "本年" in harness.after(expert, lambda: fake.mail.post(update))
    assert fake.shown(chat) == []


@both_libraries
def test_a_private_chat_with_topics_is_answered_in_its_topic(harness: ChannelHarness) -> None:
    expert, fake = harness.expert("440802", "tax"), _fake(harness)
    user = _driver(harness).user(expert)
    topic = fake.topic(user)
    assert "【志愿日记】" in _said(harness, expert, SERVED, topic=topic)
    assert "已记录" in harness.choose(expert, "确认")
    assert [one.get("message_thread_id") for one in fake.shown(user)] == [topic, topic]


def _as_group(fake: FakeTelegram, chat: int, text: str, **parts: Any) -> None:
    """An anonymous administrator writes."""
    place = fake.place(chat)
    bot = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    message = fake.message(place, bot) | {"sender_chat": place.said(), "text": text} | parts
    place.messages[message["message_id"]] = message
    fake.mail.post({"update_id": next(fake.numbers) + 800_000_000, "message": message})


@both_libraries
def test_an_anonymous_administrator_is_told_why_nobody_knows_them(harness: ChannelHarness) -> None:
    chat, fake, before = next(_groups), _fake(harness), harness.all_taken()
    fake.group(chat, "赤坎服务工作站")
    _as_group(fake, chat, "@yiqi_bot 我的进度")
    assert fake.wait(lambda: fake.shown(chat))
    assert [one["text"] for one in fake.shown(chat)] == [NOBODY]
    _as_group(fake, chat, "大家明天都来吗")
    _as_group(fake, chat, "@yiqi_bot 通知", is_automatic_forward=True)
    harness.running.settle()
    assert len(fake.shown(chat)) == 1
    assert harness.all_taken() == before


@both_libraries
@pytest.mark.parametrize(
    ("kind", "content", "answer"),
    [
        ("live_photo", {"photo": [], "duration": 2}, OTHERWISE),
        ("checklist", {"title": "明天带的", "tasks": [{"id": 1, "text": "合同"}]}, OTHERWISE),
        ("paid_media", {"star_count": 5, "paid_media": []}, OTHERWISE),
        ("hologram", {"file_id": "h"}, OTHERWISE),
        ("video_note", {"file_id": "v", "length": 3}, VOICE),
    ],
)
def test_a_kind_that_nobody_knows_gets_a_word_in_a_private_chat_alone(
    harness: ChannelHarness, kind: str, content: Any, answer: str
) -> None:
    expert, chat, fake = harness.expert("440802", "tax"), next(_groups), _fake(harness)
    fake.group(chat, "志愿专家交流群")
    assert answer in _said(harness, expert, **{kind: content})
    fake.say(_driver(harness).user(expert), chat=chat, **{kind: content})
    harness.running.settle()
    assert fake.shown(chat) == []


@one_library
def test_what_happens_in_a_chat_is_nobodys_words(harness: ChannelHarness) -> None:
    expert = harness.expert("440802", "tax")
    for kind in sorted(SERVICE):
        happened: dict[str, Any] = {kind: {"x": 1}}
        assert _said(harness, expert, **happened) == "", kind


@both_libraries
def test_an_activitys_link_signs_up_and_says_kindly_where_there_is_none(harness: ChannelHarness) -> None:
    expert = harness.expert("440802", "tax")
    assert "近期还没有发布活动" not in harness.say(expert, "/start hd9")
    assert "办完了或者取消了" in harness.say(expert, "/start hd9")
    assert "没有这个签到码" in harness.say(expert, "/start qd0000")


@both_libraries
def test_a_posters_link_greets_and_a_codes_link_binds(harness: ChannelHarness) -> None:
    expert, stranger = harness.expert("440802", "tax"), harness.stranger()
    harness.say(expert, "今天给海川水产讲了社保缴费")
    shown = harness.say(expert, "/start spring_poster-7")
    assert "您好" in shown
    assert "多久" in shown
    assert "绑定" not in shown
    code = harness.code_for(expert)
    assert "同意" in harness.say(stranger, f"/start {code}")
    assert "绑定成功" in harness.choose(stranger, "同意")
