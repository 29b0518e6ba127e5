"""What Telegram splits is answered once: an album, a text cut at its limit, a sentence sent in pieces."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.devtools.drivers.telegram import TelegramDriver
from bot.devtools.fakes.telegram import FakeTelegram
from storage.tables import Need
from tests.contracts.channels.conftest import NEED, ChannelHarness
from tests.contracts.channels.test_telegram import both_libraries
from tests.contracts.crowd import rows

CARD = "志愿日记"


def _fake(harness: ChannelHarness, name: str) -> tuple[FakeTelegram, int]:
    assert isinstance(harness.driver, TelegramDriver)
    return harness.driver.fake, harness.driver.user(name)


def _picture(number: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30 + number), "white").save(made, "JPEG")
    return made.getvalue()


def _album(harness: ChannelHarness, name: str, captions: tuple[str, ...], album: str) -> None:
    fake, user = _fake(harness, name)
    for place, caption in enumerate(captions):
        fake.say(user, photo=[fake.file(_picture(place))], media_group_id=album, caption=caption)


def _expert_at_a_card(harness: ChannelHarness) -> str:
    name = harness.expert("440802", "law")
    assert CARD in harness.say(name, "昨天下午2点到4点在赤坎给3家企业讲劳动合同")
    return name


@both_libraries
@pytest.mark.parametrize("captions", [("现场照片", "", ""), ("", "", ""), ("", "现场照片", "")])
def test_an_album_has_one_answer(harness: ChannelHarness, captions: tuple[str, ...]) -> None:
    name = _expert_at_a_card(harness)
    seen = len(harness.driver.shown(name))
    said = harness.after(name, lambda: _album(harness, name, captions, f"{name}:{captions}"))
    assert len(harness.driver.shown(name)) == seen + 1
    assert "志愿日记只记文字" in said
    assert CARD in said


@both_libraries
def test_parts_that_come_after_the_answer_are_not_answered_again(harness: ChannelHarness) -> None:
    name = _expert_at_a_card(harness)
    assert "只记文字" in harness.after(name, lambda: _album(harness, name, ("现场照片",), "late"))
    assert not harness.after(name, lambda: _album(harness, name, ("", ""), "late"))


@both_libraries
def test_a_sentence_in_pieces_has_one_answer_and_is_one_need(harness: ChannelHarness) -> None:
    name = harness.firm()
    fake, user = _fake(harness, name)
    seen = len(harness.driver.shown(name))

    def tell() -> None:
        for piece in (NEED, "货是去年十月发的", "对方一直不接电话"):
            fake.say(user, piece)

    said = harness.after(name, tell)
    assert len(harness.driver.shown(name)) == seen + 1
    assert "货是去年十月发的，对方一直不接电话" in said
    before = rows(harness.app, Need)
    harness.choose(name, "确认")
    assert rows(harness.app, Need) == before + 1


@both_libraries
def test_a_text_cut_at_the_limit_has_one_answer_and_is_no_need(harness: ChannelHarness) -> None:
    name = harness.firm()
    fake, user = _fake(harness, name)
    text = "供货商欠了货款不肯给，合同也签了。" * 260
    seen = len(harness.driver.shown(name))
    said = harness.after(name, lambda: [fake.say(user, text[at : at + 4096]) for at in (0, 4096)])
    assert len(harness.driver.shown(name)) == seen + 1
    assert f"这条有 {len(text)} 个字" in said
    assert "法律" in harness.say(name, NEED)
