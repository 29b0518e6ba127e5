"""What a phone really sends, as talks: on both libraries of Telegram, and on 公众号 and 企业微信 where these tell of it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from bot.devtools.replay.files import on_channel, run
from tests import newest

TALKS = sorted((Path(__file__).parents[2] / "dialogues").glob("phone-*.yaml"))
MANNERS = ("written:", "replies_to:", "edits:", "/start")
TELEGRAM_ALONE = ("edits:",)
"""On the other two nobody edits what is sent; a quote stands in the text."""
SPECIAL = [talk for talk in TALKS if any(key in talk.read_text("utf-8") for key in MANNERS)]
TOLD_EVERYWHERE = [
    talk for talk in SPECIAL if not any(key in talk.read_text("utf-8") for key in TELEGRAM_ALONE)
]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.stem)
def test_the_talk_goes_on_telegram(talk: Path, tmp_path: Path) -> None:
    _goes(talk, "telegram", tmp_path)


@pytest.mark.parametrize("talk", SPECIAL, ids=lambda talk: talk.stem)
def test_the_talk_goes_on_the_other_library_too(talk: Path, tmp_path: Path) -> None:
    _goes(talk, "telegram-aiogram", tmp_path)


@pytest.mark.parametrize("channel", ["wechat", "wecom"])
@pytest.mark.parametrize("talk", TOLD_EVERYWHERE, ids=lambda talk: talk.stem)
def test_the_talk_goes_where_nobody_quotes_or_edits(talk: Path, channel: str, tmp_path: Path) -> None:
    _goes(talk, channel, tmp_path)


def _goes(talk: Path, channel: str, folder: Path) -> None:
    numbers = count()
    fresh = (newest.sqlite(folder / f"{number}.db") for number in numbers)
    assert run(talk, lambda: next(fresh), on_channel(channel)) == []
