"""Long tokens stand on buttons as a hash, and are found again among the choices shown."""

from __future__ import annotations

from bot.app import House
from bot.cast import Actor
from handlers.engine import tokens
from handlers.message import Incoming
from tests.contracts.crowd import FIRM, arrive, lawyer, say


def test_a_token_too_long_for_a_button_is_found_again_by_its_hash(sqlite_house: House) -> None:
    """Options may have values of any length; a button holds 46 bytes of them."""
    staff = Actor("小赵", "staff", jurisdiction="440800")
    arrive(sqlite_house, staff)
    arrive(sqlite_house, lawyer("李律师"))
    say(sqlite_house, "小赵", "取消资格 李律师")
    shown = sqlite_house.take(Incoming("web", "小赵", "again", "帮助")).result().replies[0]
    long = next(choice for choice in shown.choices if len(choice.token.encode()) > tokens.ON_A_BUTTON)
    short = tokens.short(long.token)
    assert len(short) <= tokens.ON_A_BUTTON
    result = Incoming("web", "小赵", "tap", long.label, short)
    assert "原因" in sqlite_house.take(result).result().replies[0].text


def test_a_hash_of_nothing_shown_is_a_past_card(sqlite_house: House) -> None:
    arrive(sqlite_house, FIRM)
    result = Incoming("web", "张厂长", "tap", "?", "h:0123456789abcdef")
    assert "过期" in sqlite_house.take(result).result().replies[0].text
