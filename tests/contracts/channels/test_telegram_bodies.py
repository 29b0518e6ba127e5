"""What Telegram sends, read by us and by both libraries' parsers; and what is turned away at the door."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.telegram import kinds
from bot.channels.telegram import reading as telegram_reading
from bot.channels.telegram.reading import Left, Malformed, Said, Tapped, Unnamed, read
from bot.channels.telegram.wire import Me
from bot.devtools.drivers.telegram import PATH, SECRET, TelegramDriver
from handlers.message import Incoming
from tests.contracts.channels.conftest import ChannelHarness

BODIES = Path(__file__).parents[2] / "payloads" / "telegram"
ME = Me(123456789, "yiqi_bot")
ZHANG, LI = Incoming("telegram", "5001", ""), Incoming("telegram", "5002", "")
GROUP = "-1001234567890"
CODE = "0123456789abcdef0123456789abcdef"
ONE_TELEGRAM = pytest.mark.parametrize("harness", ["telegram"], indirect=True, scope="package")

EXPECTED: dict[str, Said | Unnamed | Left | None] = {
    "text": Said(replace(ZHANG, text="有个员工没签劳动合同，现在要我们赔双倍工资")),
    "text-with-emoji-and-link": Said(replace(ZHANG, text="看看这个👨‍👩‍👧 https://example.cn")),
    "start": Said(replace(ZHANG, text="帮助")),
    "start-with-binding-code": Said(replace(ZHANG, text=f"绑定 {CODE}")),
    "command-of-a-menu": Said(replace(ZHANG, text="请专家帮忙", choice="s:need")),
    "command-unknown": Said(replace(ZHANG, text="/whatever")),
    "contact-own": Said(replace(ZHANG, contact="13800001111", points_at="16")),
    "contact-of-somebody-else": Said(replace(ZHANG, unreadable=telegram_reading.NOT_YOURS)),
    "contact-without-account": Said(replace(ZHANG, unreadable=telegram_reading.NOT_YOURS)),
    "location": Said(replace(ZHANG, location=(21.27, 110.36))),
    "venue": Said(replace(ZHANG, location=(21.27, 110.36))),
    "photo": Said(replace(ZHANG, text="申请表"), file="large"),
    "document": Said(ZHANG, file="paper"),
    "document-too-large": Said(replace(ZHANG, unreadable=telegram_reading.TOO_LARGE)),
    "voice": Said(replace(ZHANG, unreadable=kinds.VOICE)),
    "sticker": Said(replace(ZHANG, unreadable=kinds.OTHERWISE)),
    "forwarded": Said(replace(ZHANG, text="转发的话")),
    "group-mention": Said(replace(LI, text="昨天下午给3家企业讲了两小时税务", room=f"{GROUP}:31")),
    "group-command": Said(replace(LI, text="昨天下午给3家企业讲了两小时税务", room=f"{GROUP}:32")),
    "group-answer-to-us": Said(replace(LI, text="两个半小时", room=f"{GROUP}:34", points_at=f"{GROUP}:30")),
    "tap": Said(
        replace(ZHANG, text="确认"), Tapped("4382bfdwdsb323b2d9", "DATA-OF-CONFIRM", 5001, 40, "请看看对不对")
    ),
    "tap-on-a-card-of-long-ago": Said(ZHANG, Tapped("4382bfdwdsb323b2da", "DATA-OF-CONFIRM", 5001, 2)),
    "tap-in-a-group": Said(
        replace(LI, text="修改", room=f"{GROUP}:41"),
        Tapped("4382bfdwdsb323b2db", "DATA-OF-CHANGE", int(GROUP), 41, "请看看对不对"),
    ),
    "edited": Said(replace(ZHANG, text="改过的话", edits="11")),
    "answer-to-an-older-message": Said(replace(ZHANG, text="接受", points_at="44")),
    "album-part": Said(replace(ZHANG, part_of="13940000000000077"), file="large"),
    "checklist": Said(replace(ZHANG, unreadable=kinds.OTHERWISE)),
    "paid-media": Said(replace(ZHANG, unreadable=kinds.OTHERWISE)),
    "start-of-a-poster": Said(replace(ZHANG, text="/start spring_fair-3")),
    "private-topic": Said(replace(ZHANG, text="我的需求", thread="5001/7:0")),
    "group-topic": Said(replace(LI, text="两个半小时", room=f"{GROUP}/50:51")),
    "group-edited": Said(replace(LI, text="三个半小时", room=f"{GROUP}:51", edits=f"{GROUP}:51")),
    "group-edited-among-people": None,
    "group-post-of-its-channel": None,
    "group-topic-opened": None,
    "place-that-moves": None,
    "people-shared": None,
    "from-a-bot": None,
    "channel-post": None,
    "group-command-of-another-bot": None,
    "group-talk-among-people": None,
    "group-as-the-group": Unnamed(f"{GROUP}:36"),
    "group-somebody-joined": None,
    "group-became-a-supergroup": None,
    "kind-of-tomorrow": None,
    "blocked-by-a-person": Left("5001"),
    "unblocked-by-a-person": Said(
        replace(ZHANG, text="帮助", written_at=datetime.fromtimestamp(1772413200, UTC))
    ),
    "group-took-us-in": None,
    "message-kind-of-tomorrow": Said(replace(ZHANG, unreadable=kinds.OTHERWISE)),
}


def _body(name: str) -> Any:
    return json.loads((BODIES / f"{name}.json").read_text(encoding="utf-8"))


def test_every_recorded_body_has_an_expectation() -> None:
    assert {path.stem for path in BODIES.glob("*.json")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_body_is_heard_as_what_it_says(name: str) -> None:
    body, expected = _body(name), EXPECTED[name]
    if isinstance(expected, Said):
        expected = replace(expected, incoming=_as_sent(body, expected.incoming))
    assert read(body, ME) == expected


def _as_sent(body: Any, said: Incoming) -> Incoming:
    """With what Telegram tells of every message: a number of the update, one of the message, the moment of writing."""
    said = replace(said, external_id=f"{ME.id}:{body['update_id']}")
    message = body.get("message") or body.get("edited_message")
    if not message:
        return said
    group = f"{message['chat']['id']}:" if said.room else ""
    written = datetime.fromtimestamp(message["date"], UTC)
    return replace(said, message_id=f"{group}{message['message_id']}", written_at=written)


@pytest.mark.parametrize("path", sorted((BODIES / "malformed").glob("*.json")), ids=lambda path: path.stem)
def test_a_malformed_body_is_one_error(path: Path) -> None:
    with pytest.raises(Malformed):
        read(json.loads(path.read_text(encoding="utf-8")), ME)


def _facts(update: Any, sender: str) -> tuple[Any, ...]:
    """Number, sender, chat and words, as a library's own parser sees them."""
    said = update.callback_query or update.message
    if said is None:
        return (update.update_id,)
    words = said.data if update.callback_query else said.text or said.caption
    return update.update_id, getattr(said, sender).id, words


def _raw_facts(body: dict[str, Any]) -> tuple[Any, ...]:
    said = body.get("callback_query") or body.get("message")
    if said is None:
        return (body["update_id"],)
    return body["update_id"], said["from"]["id"], said.get("data") or said.get("text") or said.get("caption")


@pytest.mark.parametrize("name", EXPECTED)
def test_python_telegram_bot_reads_the_recorded_bodies(name: str) -> None:
    from telegram import Update

    assert _facts(Update.de_json(_body(name)), "from_user") == _raw_facts(_body(name))


@pytest.mark.parametrize("name", EXPECTED)
def test_what_the_library_hands_on_from_a_poll_is_heard_alike(name: str) -> None:
    from telegram import Update

    assert read(Update.de_json(_body(name)).to_dict(), ME) == read(_body(name), ME)


@pytest.mark.parametrize("name", EXPECTED)
def test_aiogram_reads_the_recorded_bodies(name: str) -> None:
    from aiogram.types import Update

    assert _facts(Update.model_validate(_body(name)), "from_user") == _raw_facts(_body(name))


def _posted(harness: ChannelHarness, body: bytes, secret: str | None = SECRET) -> int:
    driver = harness.driver
    assert isinstance(driver, TelegramDriver)
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    assert driver.fake.mail.url.endswith(PATH)
    return httpx.post(driver.fake.mail.url, content=body, headers=headers, timeout=20).status_code


@ONE_TELEGRAM
@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [
        (b'{"update_id": 1}', None, 403),
        (b'{"update_id": 1}', "", 403),
        (b'{"update_id": 1}', SECRET[:-1], 403),
        (b'{"update_id": 1}', SECRET + "x", 403),
        (b"not json", SECRET, 400),
        (b"\xff\xfe", SECRET, 400),
        (b"[" * 100_000, SECRET, 400),
        (b'{"update_id": ' + b"9" * 5000 + b"}", SECRET, 400),
        (b'{"update_id": 1, "x": "' + b"x" * 300_000 + b'"}', SECRET, 413),
        (b'{"update_id": 1, "edited_message": {"message_id": 1}}', SECRET, 200),
    ],
)
def test_what_is_not_telegrams_or_makes_no_sense_is_turned_away(
    harness: ChannelHarness, body: bytes, secret: str | None, status: int
) -> None:
    before = harness.all_taken()
    assert _posted(harness, body, secret) == status
    assert harness.all_taken() == before


@ONE_TELEGRAM
def test_a_webhook_is_posted_to(harness: ChannelHarness) -> None:
    driver = harness.driver
    assert isinstance(driver, TelegramDriver)
    assert httpx.get(driver.fake.mail.url).status_code == 405
