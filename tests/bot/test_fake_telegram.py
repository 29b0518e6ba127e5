"""The fake Bot API server is as strict as the real one; and both libraries' own parsers read what it answers."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.devtools.fakes.telegram import TOKEN, FakeTelegram
from bot.devtools.fakes.telegram_rules import METHODS, Refusal, Upload, checked

USER = 42
BUTTON = {"text": "确认", "callback_data": "x" * 64}


def _keyboard(**change: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[BUTTON | change]]}


@pytest.fixture
def fake() -> FakeTelegram:
    made = FakeTelegram(keep_limits=True)
    made.start(USER)
    return made


@pytest.mark.parametrize(
    ("method", "given", "said"),
    [
        ("sendMessage", {"chat_id": USER, "text": " \n"}, "message text is empty"),
        ("sendMessage", {"chat_id": USER}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is required"),
        ("sendMessage", {"chat_id": "x", "text": "x"}, "can't parse chat_id"),
        ("sendMessage", {"chat_id": USER, "text": "说" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": USER, "text": "👍" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": 7, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": USER, "text": "x", "colour": "red"}, "unknown parameter colour"),
        ("sendMessage", {"chat_id": USER, "text": "x", "parse_mode": "HTML"}, "unknown parameter parse_mode"),
        (
            "sendMessage",
            {"chat_id": USER, "text": "x", "reply_markup": _keyboard(callback_data="x" * 65)},
            "BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            {"chat_id": USER, "text": "x", "reply_markup": _keyboard(callback_data="标" * 22)},
            "BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            {"chat_id": USER, "text": "x", "reply_markup": _keyboard(callback_data="")},
            "BUTTON_DATA_INVALID",
        ),
        ("sendMessage", {"chat_id": USER, "text": "x", "reply_markup": _keyboard(text="")}, "text buttons"),
        (
            "sendMessage",
            {"chat_id": USER, "text": "x", "reply_markup": _keyboard(colour=1)},
            "unknown fields",
        ),
        (
            "sendMessage",
            {"chat_id": USER, "text": "x", "reply_markup": {"inline_keyboard": [[BUTTON] * 101]}},
            "too long",
        ),
        ("sendMessage", {"chat_id": USER, "text": "x", "reply_markup": {"keyboard": [[""]]}}, "non-empty"),
        ("sendMessage", {"chat_id": USER, "text": "x", "reply_markup": {"odd": 1}}, "object expected"),
        ("sendMessage", {"chat_id": USER, "text": "x", "reply_parameters": {"message_id": 9}}, "not found"),
        ("sendPhoto", {"chat_id": USER, "photo": Upload("a.jpg", b"MZ")}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"chat_id": USER, "photo": "file-9"}, "can't parse photo"),
        (
            "sendDocument",
            {"chat_id": USER, "document": Upload("a", b"x"), "caption": "说" * 1025},
            "caption is too long",
        ),
        ("editMessageText", {"chat_id": USER, "message_id": 9, "text": "x"}, "message to edit not found"),
        ("answerCallbackQuery", {"callback_query_id": "9"}, "query is too old"),
        ("getFile", {"file_id": "9"}, "wrong file_id"),
        ("setWebhook", {"url": "http://example.cn/"}, "HTTPS"),
        ("setWebhook", {"url": "https://example.cn/", "secret_token": "a b"}, "unallowed characters"),
        ("setMyCommands", {"commands": [{"command": "Need", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "need", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
    ],
)
def test_what_the_real_server_refuses_is_refused(
    fake: FakeTelegram, method: str, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        fake.call(method, given)
    assert refusal.value.status == 400
    assert said in refusal.value.description
    assert fake.shown(USER) == []


def test_what_is_not_changed_is_not_edited(fake: FakeTelegram) -> None:
    sent = fake.call("sendMessage", {"chat_id": USER, "text": "一"})
    edit = {"chat_id": USER, "message_id": sent["message_id"], "text": "二"}
    assert fake.call("editMessageText", edit)["text"] == "二"
    with pytest.raises(Refusal, match="not modified"):
        fake.call("editMessageText", edit)


def test_nobody_elses_message_is_edited(fake: FakeTelegram) -> None:
    theirs = fake.say(USER, "我说的")["message"]["message_id"]
    with pytest.raises(Refusal, match="can't be edited"):
        fake.call("editMessageText", {"chat_id": USER, "message_id": theirs, "text": "x"})


def test_a_tap_is_answered_once(fake: FakeTelegram) -> None:
    fake.call("sendMessage", {"chat_id": USER, "text": "选", "reply_markup": _keyboard()})
    query = fake.tap(USER, "确认")["callback_query"]["id"]
    assert fake.call("answerCallbackQuery", {"callback_query_id": query})
    with pytest.raises(Refusal, match="too old"):
        fake.call("answerCallbackQuery", {"callback_query_id": query})


@pytest.mark.parametrize(
    ("arrange", "status", "parameters"),
    [
        (lambda chat: setattr(chat, "blocked", True), 403, {}),
        (lambda chat: setattr(chat, "moved_to", -5), 400, {"migrate_to_chat_id": -5}),
    ],
)
def test_a_chat_that_cannot_be_written_to(
    fake: FakeTelegram, arrange: Callable[[Any], None], status: int, parameters: dict[str, int]
) -> None:
    arrange(fake.chats[USER])
    with pytest.raises(Refusal) as refusal:
        fake.call("sendMessage", {"chat_id": USER, "text": "x"})
    assert (refusal.value.status, refusal.value.parameters) == (status, parameters)


def test_a_group_takes_twenty_a_minute(fake: FakeTelegram) -> None:
    fake.group(-9, "群")
    for _ in range(20):
        fake.call("sendMessage", {"chat_id": -9, "text": "x"})
    with pytest.raises(Refusal) as refusal:
        fake.call("sendMessage", {"chat_id": -9, "text": "x"})
    assert refusal.value.status == 429
    assert 50 <= refusal.value.parameters["retry_after"] <= 60


def test_updates_wait_until_they_are_fetched_and_done_with(fake: FakeTelegram) -> None:
    first, second = fake.say(USER, "一"), fake.say(USER, "二")
    assert fake.mail.fetch() == [first, second]
    assert fake.mail.fetch(first["update_id"] + 1) == [second]
    assert fake.mail.fetch(second["update_id"] + 1) == []


def test_a_kind_that_was_not_asked_for_is_not_delivered(fake: FakeTelegram) -> None:
    fake.mail.fetch(allowed_updates=["callback_query"])
    fake.say(USER, "没人要听")
    assert fake.mail.fetch() == []


def test_nothing_is_fetched_while_a_webhook_is_set(fake: FakeTelegram) -> None:
    fake.call("setWebhook", {"url": "https://example.cn/telegram"})
    with pytest.raises(Refusal) as refusal:
        fake.mail.fetch()
    assert refusal.value.status == 409


def test_every_method_is_there() -> None:
    fake = FakeTelegram(TOKEN)
    assert all(hasattr(fake, f"_{method}") for method in METHODS if method != "getUpdates")


def test_values_come_as_text_in_a_form() -> None:
    given = checked("sendMessage", {"chat_id": "42", "text": "5", "disable_notification": "True"})
    assert given == {"chat_id": 42, "text": "5", "disable_notification": True}


def test_a_picture_goes_out_and_comes_back() -> None:
    fake, picture = FakeTelegram(), BytesIO()
    fake.start(USER)
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    sent = fake.call("sendPhoto", {"chat_id": USER, "photo": Upload("a.png", picture.getvalue())})
    assert fake.files[sent["photo"][0]["file_id"]] == picture.getvalue()
