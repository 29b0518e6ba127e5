"""The sample talks go over Telegram as they go in the web chat, by the command that people run."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from bot.devtools.replay.files import on_channel, run
from tests import newest

SHARED = Path(__file__).parents[4] / "shared" / "dialogues"
TALKS = Path(__file__).parents[2] / "dialogues"


@pytest.mark.parametrize("talk", sorted(SHARED.glob("*.yaml")), ids=lambda talk: talk.stem)
def test_the_talk_goes_over_telegram(talk: Path, tmp_path: Path) -> None:
    numbers = count()
    fresh = (newest.sqlite(tmp_path / f"{number}.db") for number in numbers)
    assert run(talk, lambda: next(fresh), on_channel("telegram")) == []


def test_a_talk_goes_over_aiogram_too(tmp_path: Path) -> None:
    talk = TALKS / "guest-becomes-a-customer.yaml"
    assert run(talk, lambda: newest.sqlite(tmp_path / "yiqi.db"), on_channel("telegram-aiogram")) == []
