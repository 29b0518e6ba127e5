"""Numbers typed where there are no buttons."""

from __future__ import annotations

from bot.app import App
from handlers.engine import tokens
from handlers.message import Incoming
from tests.contracts.crowd import FIRM, arrive, say


def _typed(app: App, number: str) -> str:
    incoming = Incoming("web", "张厂长", f"n{number}", number, tokens.number(number))
    return "\n".join(reply.plain() for reply in app.inbound.receive(incoming).result().replies)


def test_a_number_is_the_choice_it_stood_at(sqlite_app: App) -> None:
    arrive(sqlite_app, FIRM)
    assert "遇到什么难事" in say(sqlite_app, "张厂长", "帮助")
    assert "还没有请过专家" in _typed(sqlite_app, "2")


def test_a_number_beside_nothing_is_text(sqlite_app: App) -> None:
    arrive(sqlite_app, FIRM)
    say(sqlite_app, "张厂长", "帮助")
    assert "换个说法" in _typed(sqlite_app, "99")


def test_what_cannot_be_read_is_said_and_the_talk_stays(sqlite_app: App) -> None:
    arrive(sqlite_app, FIRM)
    say(sqlite_app, "张厂长", "发布需求")
    result = Incoming("web", "张厂长", "v1", unreadable="语音没听清，请打字说。")
    replies = sqlite_app.inbound.receive(result).result().replies
    assert "语音没听清" in replies[0].text
    assert [choice.label for choice in replies[0].choices] == ["取消"]
