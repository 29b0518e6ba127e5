"""A talk goes over Telegram's other library as it goes in the web chat, by the command that people run."""

from __future__ import annotations

from pathlib import Path

from bot.devtools.replay.files import on_channel, run
from tests import newest

TALKS = Path(__file__).parents[2] / "dialogues"


def test_a_talk_goes_over_aiogram_too(tmp_path: Path) -> None:
    talk = TALKS / "guest-becomes-a-customer.yaml"
    assert run(talk, lambda: newest.sqlite(tmp_path / "yiqi.db"), on_channel("telegram-aiogram")) == []
